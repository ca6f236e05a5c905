import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts";
import { Store } from "../store.ts";
import { migrations } from "./index.ts";

const HASH = "0".repeat(64);
const BEFORE = ["0001-schemes-and-data", "0002-institutions", "0003-people", "0004-audit"] as const;

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.drop());

/** A database as the release before versions had a life cycle left it. */
async function older(...statements: readonly string[]): Promise<void> {
  const db = new Kysely<unknown>({ dialect: database.connect().dialect });
  const known = Object.fromEntries(BEFORE.map((name) => [name, migrations[name]].filter((each) => each !== undefined)));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => known } }).migrateToLatest();
  if (error) throw error;
  for (const statement of statements) await sql.raw(statement).execute(db);
  await db.destroy();
}

const version = (id: string, status: string, basedOn: string) =>
  `insert into versions values ('${id}', 's', '${id}', 'T', '${status}', 'text of ${id}', '${HASH}', 3, ${basedOn}, '2026-01-01', '2026-01-02')`;

test("what was there stays: drafts are drafts, and what was published waits for its review with its catalogue", async () => {
  await older(
    "insert into schemes values ('s', '2026-01-01')",
    `insert into catalogue values (1, 'metrics', '${HASH}', '2026-01-01')`,
    version("out", "published", "null"),
    version("new", "draft", "'out'"),
  );
  const store = await Store.open(database.connect());
  const { versions, catalogue } = store.stores;
  expect(await versions.find("out")).toMatchObject({
    status: "submitted",
    catalogue: HASH,
    text: "text of out",
    revision: 3,
  });
  expect(await versions.find("new")).toMatchObject({ status: "draft", basedOn: "out" });
  expect((await versions.find("new"))?.catalogue).toBeUndefined();
  expect(await catalogue.read()).toEqual({ text: "metrics", hash: HASH, revision: 1, updatedAt: "2026-01-01" });
  await store.close();
});

test("an empty database is brought up to date", async () => {
  await older();
  const store = await Store.open(database.connect());
  expect(await store.stores.versions.list()).toEqual([]);
  expect(await store.stores.catalogue.read()).toBeUndefined();
  await store.close();
});
