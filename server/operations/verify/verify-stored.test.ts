import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Job } from "../../http/schemas/jobs.ts";
import type { ReportLists } from "../../http/schemas/report-lists.ts";
import { ListHash } from "../../report-lists/list-hash.ts";
import { Store } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import { RealApp } from "../../testing/real-app.ts";
import { expectDone, runMonth } from "../../testing/run-months.ts";
import type { TestDatabase } from "../../testing/test-database.ts";
import { tamper } from "../testing/filled.ts";
import { verifyStored } from "./verify-stored.ts";

const MONTH = "2025-10";

/** With the sample company's approved versions, a month that is published, and its lists, which are signed. */
let published: TestDatabase;
beforeAll(async () => {
  const app = await RealApp.open();
  const { id } = await runMonth(app, MONTH);
  const job = (await expectDone(app.post(`/api/runs/${id}/report-lists`))) as Job;
  expect((await app.ended(job.id)).status).toBe("done");
  for (const { id: list, hash } of (await app.json<ReportLists>(`/api/report-lists?run=${id}`)).lists) {
    await expectDone(app.post(`/api/report-lists/${list}/sign`, { hash }, { as: "superior" }));
  }
  await app.disconnect();
  published = app.database;
});
afterAll(() => published.drop());

/** In English, what is found after a change behind the program's back. */
async function found(change: (db: Kysely<Tables>) => Promise<unknown>): Promise<string[]> {
  const database = await published.copy();
  await tamper(database, change);
  const store = await Store.openAsItIs(database.connect());
  const { faults } = await verifyStored(store);
  await store.close();
  await database.drop();
  return faults.map(({ en }) => en);
}

test("what nobody has touched is as it was, all of it", async () => {
  const store = await Store.openAsItIs(published.connect());
  const shares: number[] = [];
  const report = await verifyStored(store, { onProgress: (share) => shares.push(share) });
  await store.close();
  expect(report).toMatchObject({ revisions: 1, faults: [] });
  expect(report.versions).toBeGreaterThan(0);
  expect(report.lists).toBeGreaterThan(0);
  expect(report.head.count).toBeGreaterThan(5);
  expect(shares).toEqual([0]);
});

describe("versions", () => {
  test("a changed text is found", async () => {
    const faults = await found((db) =>
      db
        .updateTable("versions")
        .set(({ fn, val }) => ({ text: fn("replace", ["text", val("一"), val("二")]) }))
        .where("status", "=", "approved")
        .execute(),
    );
    expect(faults[0]).toMatch(/^version ".*" does not have the hash of its content/);
  });

  test("a text changed together with its hash is not what was approved", async () => {
    const faults = await found((db) =>
      db
        .updateTable("version_steps")
        .set({ hash: "0".repeat(64) })
        .where("step", "=", "approve")
        .execute(),
    );
    expect(faults[0]).toMatch(/^version ".*" is not what was approved at /);
  });

  test("a changed catalogue is found", async () => {
    const faults = await found((db) => db.updateTable("catalogues").set({ text: "" }).execute());
    expect(faults[0]).toMatch(/^the catalogue that version ".*" keeps is missing or was changed/);
  });
});

describe("runs", () => {
  test("a changed amount is found at its agent", async () => {
    let agent = "";
    const faults = await found(async (db) => {
      const line = await db.selectFrom("run_lines").selectAll().where("payout", ">", 0).executeTakeFirstOrThrow();
      agent = line.agent;
      const payout = (line.payout ?? 0) + 1;
      await db.updateTable("run_lines").set({ payout }).where("agent", "=", agent).execute();
    });
    expect(faults).toContain(`run of ${MONTH}, revision 1: the line of ${agent} was changed`);
  });

  test("a line that is gone is found", async () => {
    const faults = await found(async (db) => {
      const { agent } = await db.selectFrom("run_lines").select("agent").executeTakeFirstOrThrow();
      await db.deleteFrom("run_lines").where("agent", "=", agent).execute();
    });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.includes(`run of ${MONTH}, revision 1`))).toBe(true);
  });

  test("data that was changed underneath is found by computing again", async () => {
    const faults = await found((db) =>
      db
        .updateTable("agent_months")
        .set(({ fn, val }) => ({ cells: fn("replace", ["cells", val("1"), val("2")]) }))
        .where("month", "=", MONTH)
        .execute(),
    );
    expect(faults.some((fault) => fault.includes("again gives something else"))).toBe(true);
  });

  test("an adjustment added behind the lock breaks the seal", async () => {
    const faults = await found(async (db) => {
      const { id } = await db.selectFrom("runs").select("id").executeTakeFirstOrThrow();
      const { agent } = await db.selectFrom("run_lines").select("agent").executeTakeFirstOrThrow();
      await db
        .insertInto("run_adjustments")
        .values({
          id: "x",
          run: id,
          agent,
          amount: 100,
          reason: "unseen",
          added_in: 1,
          added_by: "u",
          added_at: "2026-01-01T00:00:00.000Z",
          taken_back_in: null,
          taken_back_by: null,
          taken_back_at: null,
          taken_back_reason: null,
        })
        .execute();
    });
    expect(faults).toEqual([`run of ${MONTH}, revision 1: what is paid is not what was locked`]);
  });
});

describe("lists", () => {
  test("a row that was changed is found", async () => {
    const faults = await found((db) =>
      db.updateTable("report_list_rows").set({ cells: '["高级"]' }).where("position", "=", 0).execute(),
    );
    expect(faults[0]).toMatch(
      /^list ".*" of the run of 2025-10, revision 1: it does not have the hash that was signed/,
    );
  });

  test("one that was exchanged together with its hash is not what the run has computed", async () => {
    const faults = await found(async (db) => {
      const list = await db.selectFrom("report_lists").selectAll().executeTakeFirstOrThrow();
      const { hash: versionHash } = await db
        .selectFrom("versions")
        .select("hash")
        .where("id", "=", list.version)
        .executeTakeFirstOrThrow();
      await db.deleteFrom("report_list_rows").where("list", "=", list.id).execute();
      const hash = new ListHash({ month: MONTH, name: list.name, columns: JSON.parse(list.columns) }, versionHash);
      await db.updateTable("report_lists").set({ hash: hash.digest() }).where("id", "=", list.id).execute();
    });
    expect(faults[0]).toMatch(/^list ".*" of the run of 2025-10, revision 1: it is not what the run has computed$/);
  });
});
