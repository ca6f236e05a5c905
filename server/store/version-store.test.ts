import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { VersionStatus } from "../schemes/lifecycle.ts";
import { VERSION_STATUSES } from "../schemes/lifecycle.ts";
import { type TestDatabase, testDatabase } from "../testing/test-database.ts";
import { Store } from "./store.ts";

const AT = "2026-01-01T00:00:00.000Z";
const HASH = "0".repeat(64);
const DRAFT = { id: "v1", scheme: "s", version: "draft", title: "T", text: "text", hash: HASH };

let database: TestDatabase;
let store: Store;
/** Past everything the program does for the versions: the database alone. */
let raw: Kysely<unknown>;

beforeEach(async () => {
  database = await testDatabase();
  store = await Store.open(database.connect());
  raw = new Kysely({ dialect: database.connect().dialect });
  await store.stores.catalogue.add({ hash: HASH, text: "catalogue" }, "u1", AT);
  await store.stores.versions.addDraft(DRAFT, "u1", AT);
});
afterEach(async () => {
  await raw.destroy();
  await store.close();
  await database.drop();
});

const PATH: readonly VersionStatus[] = ["submitted", "reviewed", "approved"];

/** Leads the version there, step by step. */
async function bring(to: VersionStatus): Promise<void> {
  const path = to === "withdrawn" ? (["withdrawn"] as const) : PATH.slice(0, PATH.indexOf(to) + 1);
  for (const [at, status] of path.entries()) {
    const settled = {
      ...(status === "submitted" && { pinned: { catalogue: HASH, languageVersion: "1.0" } }),
      ...(status === "approved" && { effectiveFrom: "2026-01" }),
    };
    expect(await store.stores.versions.move("v1", at + 1, { status, ...settled }, AT)).toBe(true);
  }
}

const run = (statement: string) => sql.raw(statement).execute(raw);

const ALLOWED: Readonly<Record<VersionStatus, readonly VersionStatus[]>> = {
  draft: ["draft", "submitted", "withdrawn"],
  submitted: ["submitted", "draft", "reviewed", "withdrawn"],
  reviewed: ["reviewed", "draft", "approved", "withdrawn"],
  approved: ["approved", "withdrawn"],
  withdrawn: ["withdrawn"],
};

describe("the database itself", () => {
  for (const from of VERSION_STATUSES) {
    for (const to of VERSION_STATUSES) {
      const permitted = ALLOWED[from].includes(to);
      test(`${permitted ? "lets" : "keeps"} a version that is ${from} ${permitted ? "become" : "from becoming"} ${to}`, async () => {
        await bring(from);
        const pin = from === "withdrawn" ? "" : `catalogue = '${HASH}', language_version = '1.0', `;
        const settled = `${pin}effective_from = ${to === "approved" ? "'2026-01'" : "effective_from"}`;
        const attempt = run(`update versions set status = '${to}', ${settled}`);
        if (permitted) await attempt;
        else await expect(attempt).rejects.toThrow(/step after the other|settles/);
        expect((await store.stores.versions.find("v1"))?.status).toBe(permitted ? to : from);
      });
    }
  }

  test.each(VERSION_STATUSES.filter((status) => status !== "draft"))(
    "keeps what a version says that is %s",
    async (status) => {
      await bring(status);
      for (const column of ["text", "hash", "title", "version"]) {
        await expect(run(`update versions set ${column} = 'x'`)).rejects.toThrow("cannot change");
      }
      await expect(run("delete from versions")).rejects.toThrow("not deleted");
    },
  );

  test("keeps the catalogue of what was submitted, and the month of what was approved", async () => {
    await store.stores.catalogue.add({ hash: "1".repeat(64), text: "another" }, "u1", AT);
    await bring("approved");
    await expect(run(`update versions set catalogue = '${"1".repeat(64)}'`)).rejects.toThrow("keeps its catalogue");
    await expect(run("update versions set catalogue = null")).rejects.toThrow("keeps its catalogue");
    await expect(run("update versions set effective_from = '2027-01'")).rejects.toThrow("settles");
  });

  test("keeps why a draft was begun, also while it is one", async () => {
    await store.stores.versions.addDraft({ ...DRAFT, id: "v2", version: "2", reason: "预算收紧" }, "u1", AT);
    expect((await store.stores.versions.find("v2"))?.reason).toBe("预算收紧");
    await expect(run("update versions set reason = 'x'")).rejects.toThrow("stays written");
  });

  test("wants a catalogue with what is submitted and a month with what is approved", async () => {
    await expect(run("update versions set status = 'submitted'")).rejects.toThrow(/versions_pinned/);
    await bring("reviewed");
    await expect(run("update versions set status = 'approved'")).rejects.toThrow(/versions_effective/);
  });

  test.each(["version_authors", "version_steps", "version_waivers", "catalogues", "catalogue_revisions"])(
    "keeps %s as it is",
    async (table) => {
      const step = { step: "submit", by: "u1", at: AT, hash: HASH, waivers: [{ address: "a", reason: "r" }] } as const;
      await store.stores.approvals.add("v1", step);
      const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(raw);
      const [column = ""] = Object.keys(rows[0] ?? {});
      await expect(run(`update ${table} set ${column} = ${column}`)).rejects.toThrow(/stays written|as it was/);
      await expect(run(`delete from ${table}`)).rejects.toThrow(/stays written|as it was/);
    },
  );
});

test("whoever creates or edits a version is one of its authors, once", async () => {
  const { versions } = store.stores;
  const change = { version: "draft", title: "T", text: "changed", hash: HASH };
  expect(await versions.change("v1", 1, change, "u2", AT)).toBe(true);
  expect(await versions.change("v1", 2, change, "u2", AT)).toBe(true);
  expect(await versions.change("v1", 1, change, "u3", AT)).toBe(false);
  expect(await versions.authors("v1")).toEqual(["u1", "u2"]);
});

test("a catalogue that comes back is a revision of its own with the same text", async () => {
  const { catalogue } = store.stores;
  await catalogue.add({ hash: "1".repeat(64), text: "another" }, "u1", AT);
  await catalogue.add({ hash: HASH, text: "catalogue" }, "u1", AT);
  expect(await catalogue.read()).toEqual({ hash: HASH, text: "catalogue", revision: 3, updatedAt: AT });
  expect(await catalogue.find("1".repeat(64))).toEqual({ hash: "1".repeat(64), text: "another" });
});
