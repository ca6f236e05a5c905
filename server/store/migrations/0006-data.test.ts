import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { testDatabase } from "../../testing/test-database.ts";
import { DataSetStore } from "../data-set-store.ts";
import type { Tables } from "../tables.ts";
import { migrations } from "./index.ts";

/** The tables of the release before. */
type Before = {
  readonly data_sets: { id: string; name: string; columns: string; created_at: string };
  readonly agent_months: { data_set: string; month: string; agent: string; position: number; cells: string };
};

const AT = "2026-01-01T00:00:00.000Z";

test("what a data set had before is its first revision", async () => {
  const database = await testDatabase();
  const before = new Kysely<Before>({ dialect: database.connect().dialect });
  const migrator = new Migrator({ db: before, provider: { getMigrations: async () => migrations } });
  expect((await migrator.migrateTo("0002-institutions")).error).toBeUndefined();
  await before.insertInto("data_sets").values({ id: "d", name: "D", columns: '["a","b"]', created_at: AT }).execute();
  const row = (month: string, agent: string, position: number, cells: string) => ({
    data_set: "d",
    month,
    agent,
    position,
    cells,
  });
  await before
    .insertInto("agent_months")
    .values([
      row("2025-02", "y", 2, '["3",null]'),
      row("2025-01", "y", 1, '["2","x"]'),
      row("2025-01", "x", 0, "[null,null]"),
    ])
    .execute();
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  await before.destroy();

  const db = new Kysely<Tables>({ dialect: database.connect().dialect });
  const dataSets = new DataSetStore(db);
  expect(await dataSets.list()).toEqual([
    { id: "d", name: "D", revision: 1, months: ["2025-01", "2025-02"], agents: 2, rows: 3, createdAt: AT },
  ]);
  const revision = await dataSets.revision("d");
  if (!revision) throw new Error("no revision");
  expect(revision).toMatchObject({ columns: ["a", "b"], source: "first-start", madeBy: "system" });
  expect(await dataSets.all(revision, {})).toEqual([
    { month: "2025-01", agent: "x", values: [null, null] },
    { month: "2025-01", agent: "y", values: ["2", "x"] },
    { month: "2025-02", agent: "y", values: ["3", null] },
  ]);
  const empty = await dataSets.revision("d", 0);
  expect(empty && (await dataSets.all(empty, {}))).toEqual([]);
  await expect(db.updateTable("data_revisions").set({ agents: 9 }).execute()).rejects.toThrow(
    "a revision of a data set cannot change",
  );
  await expect(db.updateTable("agent_months").set({ cells: "[]" }).execute()).rejects.toThrow(
    "an agent-month cannot change",
  );
  await db.destroy();
  await database.drop();
});
