/** What every write promises: whole or not at all, recorded, one after another. */
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../access/actor.ts";
import { breakAt, EMPTY } from "../audit/chain.ts";
import { type TestDatabase, testDatabase } from "../testing/test-database.ts";
import { Store, type Stores } from "./store.ts";

const AT = new Date("2026-03-10T02:00:00Z");
const EDITOR: Actor = { user: "e1", name: "编制", roles: new Set(["editor"]) };

let database: TestDatabase;
let store: Store;
/** A second process on the same database. */
let other: Store;
beforeEach(async () => {
  database = await testDatabase();
  store = await Store.open(database.connect(), () => AT);
  other = await Store.open(database.connect(), () => AT);
});
afterEach(async () => {
  await store.close();
  await other.close();
  await database.drop();
});

const institution = (id: string) => ({ id, text: "text", hash: "0".repeat(64), updatedAt: AT.toISOString() });

const add =
  (id: string) =>
  async ({ institutions, audit }: Stores): Promise<void> => {
    await institutions.add(institution(id));
    audit.record({ action: "institution.add", subject: id, details: { b: 1, a: "二" } });
  };

const ids = async (): Promise<string[]> => (await store.stores.institutions.list()).map(({ id }) => id).sort();

describe("a write", () => {
  test("is recorded with who did it, when and what", async () => {
    await store.write(EDITOR, add("one"));
    const entries = await store.stores.audit.from(1, 10);
    expect(entries).toMatchObject([
      {
        number: 1,
        actor: "e1",
        at: AT.toISOString(),
        action: "institution.add",
        subject: "one",
        details: '{"a":"二","b":1}',
      },
    ]);
  });

  test("that nobody recorded does not happen", async () => {
    const unrecorded = store.write(EDITOR, ({ institutions }) => institutions.add(institution("one")));
    await expect(unrecorded).rejects.toThrow("the audit log does not tell");
    expect(await ids()).toEqual([]);
  });

  test("that fails leaves neither itself nor a record", async () => {
    const failed = store.write(EDITOR, async (stores) => {
      await add("one")(stores);
      throw new Error("failed in the end");
    });
    await expect(failed).rejects.toThrow("failed in the end");
    expect(await ids()).toEqual([]);
    expect(await store.stores.audit.head()).toEqual(EMPTY);
    await store.write(EDITOR, add("two"));
    expect(await ids()).toEqual(["two"]);
  });

  test("sees what the one before has written: two processes count to a hundred together", async () => {
    const count = async (stores: Stores): Promise<void> => {
      const known = await stores.institutions.list();
      // Time for somebody else to do the same.
      await new Promise((resolve) => setTimeout(resolve, 1));
      await add(`n${known.length}`)(stores);
    };
    const writers = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? store : other).write(EDITOR, count));
    await Promise.all(writers);
    expect(await ids()).toEqual(Array.from({ length: 100 }, (_, at) => `n${at}`).sort());
    let head = EMPTY;
    for (const entry of await store.stores.audit.from(1, 200)) {
      expect(breakAt(head, entry)).toBeUndefined();
      head = { count: entry.number, hash: entry.hash };
    }
    expect(head.count).toBe(100);
  });

  test("leaves the thread free while another process writes", async () => {
    const order: string[] = [];
    const slow = other.quietly(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      order.push("the other's end");
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const write = store.write(EDITOR, add("one")).then(() => order.push("own end"));
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 10);
    await Promise.all([slow, write]);
    clearInterval(ticking);
    expect(order).toEqual(["the other's end", "own end"]);
    expect(ticks).toBeGreaterThan(5);
  });
});

test("only a write can record", () => {
  expect(() => store.stores.audit.record({ action: "a", subject: "b" })).toThrow(
    "only be recorded where it is written",
  );
});

test("the log cannot be changed or shortened, not even by the program", async () => {
  await store.write(EDITOR, add("one"));
  for (const statement of ["update audit set actor = 'x'", "delete from audit"]) {
    const forged = store.snapshot((_, db) => sql.raw(statement).execute(db));
    await expect(forged).rejects.toThrow();
  }
  await store.write(EDITOR, add("two"));
  expect((await store.stores.audit.from(1, 10)).map(({ actor }) => actor)).toEqual(["e1", "e1"]);
});

test("a snapshot sees one moment, whatever is written meanwhile", async () => {
  await store.write(EDITOR, add("one"));
  const [before, after] = await store.snapshot(async (stores) => {
    const before = await stores.institutions.list();
    await other.write(EDITOR, add("two"));
    return [before.length, (await stores.institutions.list()).length];
  });
  expect([before, after]).toEqual([1, 1]);
  expect(await ids()).toEqual(["one", "two"]);
});
