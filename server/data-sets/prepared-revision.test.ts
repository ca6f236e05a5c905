import { afterEach, beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../access/actor.ts";
import type { RevisionPlan, WrittenRow } from "../store/data-preparation-store.ts";
import type { Extent, StoredAgentMonth } from "../store/data-set-store.ts";
import { Store } from "../store/store.ts";
import { type TestDatabase, testDatabase } from "../testing/test-database.ts";
import { giveUpLeftover, PreparedRevision, reviseAtOnce } from "./prepared-revision.ts";

let database: TestDatabase;
let store: Store;
let now: Date;

beforeEach(async () => {
  database = await testDatabase();
  now = new Date("2026-03-01T00:00:00Z");
  store = await Store.open(database.connect(), () => now);
  await store.write(SYSTEM, async ({ dataSets, audit }) => {
    await dataSets.add("d", "Data", SYSTEM.user, store.now());
    audit.record({ action: "data-set.add", subject: "d" });
  });
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

const plan = (metrics: string[], reference?: string): RevisionPlan => ({
  dataSet: "d",
  metrics,
  source: "import",
  ...(reference !== undefined && { reference }),
  by: "u",
});
const row = (month: string, agent: string, ...values: (string | null)[]): WrittenRow => ({ month, agent, values });

async function begun(...args: Parameters<typeof plan>): Promise<PreparedRevision> {
  const revision = await PreparedRevision.begin(store, plan(...args));
  if (!revision) throw new Error("another revision is being written");
  return revision;
}

const commit = (revision: PreparedRevision): Promise<number> =>
  store.write(SYSTEM, (stores) => {
    stores.audit.record({ action: "data-set.revise", subject: "d" });
    return revision.commit(stores);
  });

async function revise(metrics: string[], ...rows: WrittenRow[]): Promise<number> {
  const revision = await begun(metrics);
  await revision.stage(rows);
  return commit(revision);
}

async function read(number?: number, extent: Extent = {}): Promise<StoredAgentMonth[]> {
  const revision = await store.stores.dataSets.revision("d", number);
  if (!revision) throw new Error(`there is no revision ${number}`);
  return store.stores.dataSets.all(revision, extent);
}

test("a data set begins empty", async () => {
  expect(await read()).toEqual([]);
  expect(await store.stores.dataSets.find("d")).toMatchObject({ revision: 0, months: [], agents: 0, rows: 0 });
  expect(await store.stores.dataSets.find("other")).toBeUndefined();
});

test("every revision can be read for ever", async () => {
  expect(await revise(["a", "b"], row("2026-02", "y", "1", null), row("2026-01", "x", "2", "3"))).toBe(1);
  expect(await revise(["b"], row("2026-02", "y", "9"), row("2026-02", "z", "8"))).toBe(2);
  const first = [row("2026-01", "x", "2", "3"), row("2026-02", "y", "1", null)];
  expect(await read(0)).toEqual([]);
  expect(await read(1)).toEqual(first);
  expect(await read(2)).toEqual([first[0], row("2026-02", "y", "1", "9"), row("2026-02", "z", null, "8")]);
  expect(await read()).toEqual(await read(2));
  expect(await store.stores.dataSets.revisions("d", 10)).toMatchObject([
    { number: 2, columns: ["a", "b"], months: ["2026-01", "2026-02"], agents: 3, rows: 3 },
    { number: 1, columns: ["a", "b"], months: ["2026-01", "2026-02"], agents: 2, rows: 2, source: "import" },
    { number: 0, columns: [], rows: 0 },
  ]);
});

test("columns are only added, and rows from before are blank in them", async () => {
  await revise(["a"], row("2026-01", "x", "1"), row("2026-01", "y", "2"));
  await revise(["c", "a"], row("2026-01", "y", "3", "2"));
  expect(await read()).toEqual([row("2026-01", "x", "1", null), row("2026-01", "y", "2", "3")]);
  expect(await read(1)).toEqual([row("2026-01", "x", "1"), row("2026-01", "y", "2")]);
});

test("a written blank takes a value away, and a row that changes nothing is passed over", async () => {
  await revise(["a", "b"], row("2026-01", "x", "1", "2"), row("2026-01", "y", "1", null));
  const revision = await begun(["b", "c"]);
  const staged = await revision.stage([
    row("2026-01", "x", null, null),
    row("2026-01", "y", null, null),
    row("2026-02", "y", "5", null),
  ]);
  expect(staged).toEqual({ added: 1, changed: 1, unchanged: 1 });
  await commit(revision);
  expect(await read()).toEqual([
    row("2026-01", "x", "1", null, null),
    row("2026-01", "y", "1", null, null),
    row("2026-02", "y", null, "5", null),
  ]);
});

test("nobody sees what is being written, and one revision of a data set is written at a time", async () => {
  await revise(["a"], row("2026-01", "x", "1"));
  const revision = await begun(["a"], "import-1");
  await revision.stage([row("2026-01", "x", "2"), row("2026-01", "y", "3")]);
  expect(await read()).toEqual([row("2026-01", "x", "1")]);
  expect(await PreparedRevision.begin(store, plan(["a"], "import-2"))).toBeUndefined();
  const atOnce = store.quietly((stores) => reviseAtOnce(stores, plan(["a"]), [row("2026-01", "x", "7")], store.now()));
  expect(await atOnce).toBeUndefined();
  await commit(revision);
  expect(await read()).toEqual([row("2026-01", "x", "2"), row("2026-01", "y", "3")]);
});

test("what is given up leaves nothing, however much it was", async () => {
  const many = Array.from({ length: 2_500 }, (_, at) => row("2026-01", `a${10_000 + at}`, "1"));
  await revise(["a"], ...many);
  const before = await read();
  const revision = await begun(["a", "b"]);
  await revision.stage(many.map(({ month, agent }) => row(month, agent, "2", "2")));
  await revision.stage([row("2026-02", "new", "1", "1")]);
  await revision.abandon();
  expect(await read()).toEqual(before);
  expect(await revise(["a"], row("2026-02", "b", "3"))).toBe(2);
  expect(await read()).toEqual([...before, row("2026-02", "b", "3")]);
  expect(await store.stores.dataSets.find("d")).toMatchObject({ agents: 2_501, rows: 2_501 });
});

test("what stood still for a minute was left by a crash, and who comes back to it can do nothing", async () => {
  const late = await begun(["a"], "import-1");
  await late.stage([row("2026-01", "x", "1")]);
  now = new Date(now.getTime() + 61_000);
  const next = await begun(["b"], "import-2");
  await expect(late.stage([row("2026-01", "y", "1")])).rejects.toThrow("given up");
  await expect(commit(late)).rejects.toThrow("given up");
  await late.abandon();
  await next.stage([row("2026-01", "y", "2")]);
  await commit(next);
  await late.abandon();
  await giveUpLeftover(store, "d", "import-1");
  expect(await read()).toEqual([row("2026-01", "y", "2")]);
});

test("work that is begun anew takes its own leftover away at once", async () => {
  const before = await begun(["a"], "import-1");
  await before.stage([row("2026-01", "x", "1")]);
  const again = await begun(["a"], "import-1");
  await again.stage([row("2026-01", "x", "2")]);
  await expect(before.stage([row("2026-01", "z", "1")])).rejects.toThrow("given up");
  expect(await commit(again)).toBe(1);
  expect(await read()).toEqual([row("2026-01", "x", "2")]);
});

test("an agent-month stands once in a revision", async () => {
  const revision = await begun(["a"]);
  await revision.stage([row("2026-01", "x", "1")]);
  await expect(revision.stage([row("2026-01", "x", "2")])).rejects.toThrow();
  await commit(revision);
  expect(await read()).toEqual([row("2026-01", "x", "1")]);
});

test("a few months or agents are read by themselves", async () => {
  await revise(
    ["a"],
    ...["01", "02", "03"].flatMap((month) => ["x", "y"].map((who) => row(`2026-${month}`, who, month))),
  );
  expect(await read(undefined, { from: "2026-02", to: "2026-02" })).toHaveLength(2);
  expect(await read(undefined, { agents: ["y"], from: "2026-02" })).toEqual([
    row("2026-02", "y", "02"),
    row("2026-03", "y", "03"),
  ]);
  expect(await read(undefined, { agents: [] })).toEqual([]);
});

test("pages join without a gap", async () => {
  const rows = Array.from({ length: 2_345 }, (_, at) => row(at % 2 ? "2026-01" : "2026-02", `a${10_000 + at}`, "1"));
  await revise(["a"], ...rows);
  const found = await read();
  expect(found).toHaveLength(2_345);
  expect(new Set(found.map(({ agent }) => agent)).size).toBe(2_345);
  const keys = found.map(({ month, agent }) => `${month} ${agent}`);
  expect(keys).toEqual([...keys].sort());
});
