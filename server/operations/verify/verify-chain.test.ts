import type { Kysely } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../../access/actor.ts";
import { type ChainedEntry, type ChainHead, chain, EMPTY } from "../../audit/chain.ts";
import { Store } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts";
import { tamper } from "../testing/filled.ts";
import { verifyChain } from "./verify-chain.ts";

const ENTRIES = 1_000;

let original: TestDatabase;
let database: TestDatabase;
let anchor: ChainHead & { at: string };
beforeAll(async () => {
  original = await testDatabase();
  const store = await Store.open(original.connect());
  for (let batch = 0; batch < 20; batch++) {
    await store.write(SYSTEM, async ({ audit }) => {
      for (let n = 0; n < ENTRIES / 20; n++) {
        audit.record({ action: "pay.set", subject: `run-${batch}`, details: { agent: `A${n}`, amount: n * 100 } });
      }
    });
  }
  anchor = { ...(await store.stores.audit.head()), at: "2026-03-01T00:00:00.000Z" };
  await store.close();
});
afterAll(() => original.drop());
beforeEach(async () => {
  database = await original.copy();
});
afterEach(() => database.drop());

/** In English, what is found after the log was changed behind the program's back. */
async function found(change: (db: Kysely<Tables>) => Promise<unknown>, against: typeof anchor | undefined = anchor) {
  await tamper(database, change);
  const store = await Store.open(database.connect());
  const { faults, head } = await verifyChain(store.stores, against);
  await store.close();
  return { faults: faults.map(({ en }) => en), head };
}

const entries = (db: Kysely<Tables>): Promise<ChainedEntry[]> =>
  db.selectFrom("audit").selectAll().orderBy("number").execute();

/** Every entry from a number on linked anew, so that the chain itself is whole. */
async function linkAgain(db: Kysely<Tables>, from: number): Promise<void> {
  const all = await entries(db);
  let head: ChainHead = EMPTY;
  for (const { number, at, actor, action, subject, details } of all) {
    const linked = chain(head, { action, subject, details: JSON.parse(details) }, actor, at);
    if (number >= from) await db.updateTable("audit").set(linked).where("number", "=", number).execute();
    head = { count: linked.number, hash: linked.hash };
  }
}

test("an untouched log of a thousand entries is as it was", async () => {
  expect(await found(async () => {})).toEqual({ faults: [], head: { count: ENTRIES, hash: anchor.hash } });
});

test.each([
  ["details", '{"agent":"A5","amount":999900}'],
  ["actor", "somebody-else"],
  ["at", "2020-01-01T00:00:00.000Z"],
  ["subject", "run-x"],
  ["action", "pay.unset"],
] as const)("an edit of %s is found at its entry", async (column, value) => {
  const { faults } = await found((db) =>
    db
      .updateTable("audit")
      .set({ [column]: value })
      .where("number", "=", 500)
      .execute(),
  );
  expect(faults).toEqual([expect.stringMatching(/^entry 500 .*edited/)]);
});

test("an edit with its hash made anew is found at the next entry", async () => {
  const { faults } = await found(async (db) => {
    const [before, edited] = (await entries(db)).slice(498, 500);
    if (!before || !edited) throw new Error("unreachable");
    const head = { count: before.number, hash: before.hash };
    const anew = chain(head, { ...edited, details: { amount: 1 } }, edited.actor, edited.at);
    await db.updateTable("audit").set(anew).where("number", "=", edited.number).execute();
  });
  expect(faults).toEqual([expect.stringMatching(/^entry 501 .*does not continue/)]);
});

test("a deletion is found where the entry stood", async () => {
  const { faults } = await found((db) => db.deleteFrom("audit").where("number", "=", 300).execute());
  expect(faults).toEqual([
    "entry 301 of the audit log follows entry 299: entries between them were deleted, or some were put in",
  ]);
});

test("an insertion is found, wherever the entries after it have moved to", async () => {
  const { faults } = await found(async (db) => {
    const all = await entries(db);
    const put = all[699];
    if (!put) throw new Error("unreachable");
    for (const { number } of all.slice(699).reverse()) {
      await db
        .updateTable("audit")
        .set({ number: number + 1 })
        .where("number", "=", number)
        .execute();
    }
    await db
      .insertInto("audit")
      .values({ ...put, subject: "put in" })
      .execute();
  });
  expect(faults[0]).toMatch(/^entry 700 .*edited/);
});

test("two entries that changed places are found", async () => {
  const { faults } = await found(async (db) => {
    const [a, b] = (await entries(db)).slice(10, 12);
    if (!a || !b) throw new Error("unreachable");
    await db.deleteFrom("audit").where("number", "in", [a.number, b.number]).execute();
    await db
      .insertInto("audit")
      .values([
        { ...a, number: b.number },
        { ...b, number: a.number },
      ])
      .execute();
  });
  expect(faults[0]).toMatch(/^entry 11 .*does not continue/);
});

test("a cut end is found against the anchor, and only against it", async () => {
  const cut = (db: Kysely<Tables>) => db.deleteFrom("audit").where("number", ">", 990).execute();
  const { faults } = await found(cut);
  expect(faults).toEqual([
    expect.stringContaining("had 1000 entries, now it ends with entry 990: its end was cut off"),
  ]);
});

test("a chain alone does not show a cut end", async () => {
  const { faults, head } = await found((db) => db.deleteFrom("audit").where("number", ">", 990).execute(), {
    count: 0,
    hash: EMPTY.hash,
    at: anchor.at,
  });
  expect(faults).toEqual([]);
  expect(head.count).toBe(990);
});

test("a log written anew from some entry on is found against the anchor", async () => {
  const { faults } = await found(async (db) => {
    await db.updateTable("audit").set({ details: '{"amount":1}' }).where("number", "=", 40).execute();
    await linkAgain(db, 40);
  });
  expect(faults).toEqual([expect.stringContaining("entry 1000 of the audit log is not the one of the anchor")]);
});

test("a log emptied is found against the anchor", async () => {
  const { faults } = await found((db) => db.deleteFrom("audit").execute());
  expect(faults).toEqual([expect.stringContaining("now it ends with entry 0")]);
});

test("what was written after the anchor does not contradict it", async () => {
  const store = await Store.open(database.connect());
  await store.write(SYSTEM, async ({ audit }) => audit.record({ action: "pay.set", subject: "later" }));
  const { faults, head } = await verifyChain(store.stores, anchor);
  await store.close();
  expect(faults).toEqual([]);
  expect(head.count).toBe(ENTRIES + 1);
});
