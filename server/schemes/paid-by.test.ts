import { afterEach, beforeEach, expect, test } from "vitest";
import { Store } from "../store/store.ts";
import { type TestDatabase, testDatabase } from "../testing/test-database.ts";
import { PayRules, sourceOf } from "./paid-by.ts";

const AT = "2026-01-01T00:00:00.000Z";
const PINNED = { catalogue: "a".repeat(64), languageVersion: "1.0" };

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await testDatabase();
  store = await Store.open(database.connect());
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

async function add(id: string, scheme: string, effectiveFrom?: string): Promise<void> {
  const { versions } = store.stores;
  await versions.addDraft({ id, scheme, version: id, title: id, text: `text of ${id}`, hash: "0".repeat(64) }, "u", AT);
  if (effectiveFrom === undefined) return;
  await versions.move(id, 1, { status: "submitted", pinned: PINNED }, AT);
  await versions.move(id, 2, { status: "reviewed" }, AT);
  await versions.move(id, 3, { status: "approved", effectiveFrom }, AT);
}

test("of each agent the version in force, or why there is none", async () => {
  const { assignments, catalogue } = store.stores;
  await catalogue.add({ hash: PINNED.catalogue, text: "catalogue" }, "u", AT);
  await add("a1", "a", "2026-01");
  await add("a2", "a", "2026-03");
  await add("b1", "b");
  await assignments.put({ kind: "department", subject: "一部", from: "2026-01", scheme: "a" }, "u", AT);
  await assignments.put({ kind: "agent", subject: "A2", from: "2026-01", scheme: "b" }, "u", AT);

  const february = await PayRules.read(store.stores, "2026-02");
  expect(february.paidBy("A1", "一部")).toEqual({ version: "a1", scheme: "a" });
  expect(february.paidBy("A2", "一部")).toEqual({ because: "not-in-force", scheme: "b" });
  expect(february.paidBy("A3", undefined)).toEqual({ because: "unassigned" });
  expect((await PayRules.read(store.stores, "2026-03")).paidBy("A1", "一部")).toEqual({ version: "a2", scheme: "a" });
  const before = await PayRules.read(store.stores, "2025-12");
  expect(before.paidBy("A1", "一部")).toEqual({ because: "unassigned" });
});

test("a version is read with the catalogue it keeps, a draft with the current one", async () => {
  const { catalogue } = store.stores;
  await catalogue.add({ hash: PINNED.catalogue, text: "then" }, "u", AT);
  await add("kept", "a", "2026-01");
  await add("draft", "a");
  await catalogue.add({ hash: "b".repeat(64), text: "now" }, "u", AT);
  expect(await sourceOf(store.stores, "kept")).toEqual({
    text: "text of kept",
    library: { catalogue: "then", institutions: [] },
    languageVersion: "1.0",
  });
  expect(await sourceOf(store.stores, "draft")).toEqual({
    text: "text of draft",
    library: { catalogue: "now", institutions: [] },
  });
  expect(await sourceOf(store.stores, "none")).toBeUndefined();
});
