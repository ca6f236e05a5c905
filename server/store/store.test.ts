import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UserError } from "../user-error.ts";
import { DATABASE, sqliteDialect } from "./sqlite.ts";
import { Store } from "./store.ts";

const AT = "2026-01-01T00:00:00.000Z";
const DRAFT = { id: "v1", scheme: "s", version: "draft", title: "T", text: "text", hash: "0".repeat(64) };
const CHANGE = { version: "draft", title: "T", text: "changed", hash: "1".repeat(64) };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-store-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (): Promise<Store> => Store.open(sqliteDialect(folder));
const file = (): string => join(folder, DATABASE);

test("a connection waits for the disk and checks references", async () => {
  const db = new Kysely<unknown>({ dialect: sqliteDialect(folder) });
  expect((await sql`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: 2 }]);
  expect((await sql`pragma foreign_keys`.execute(db)).rows).toEqual([{ foreign_keys: 1 }]);
  await db.destroy();
});

test("the file keeps a write-ahead log", async () => {
  await (await open()).close();
  const database = new Sqlite(file());
  expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
  database.close();
});

test("what was written is there after opening again", async () => {
  const first = await open();
  await first.stores.versions.addDraft(DRAFT, AT);
  await first.close();
  const second = await open();
  expect(await second.stores.versions.find("v1")).toEqual({
    ...DRAFT,
    status: "draft",
    revision: 1,
    createdAt: AT,
    updatedAt: AT,
  });
  await second.close();
});

test("a change needs the revision it was made on", async () => {
  const store = await open();
  await store.stores.versions.addDraft(DRAFT, AT);
  expect(await store.stores.versions.change("v1", 1, CHANGE, AT)).toBe(true);
  expect(await store.stores.versions.change("v1", 1, { ...CHANGE, text: "late" }, AT)).toBe(false);
  expect(await store.stores.versions.find("v1")).toMatchObject({ text: "changed", revision: 2 });
  await store.close();
});

test("a transaction that fails leaves nothing", async () => {
  const store = await open();
  const work = store.transaction(async (stores) => {
    await stores.versions.addDraft(DRAFT, AT);
    throw new Error("half-way");
  });
  await expect(work).rejects.toThrow("half-way");
  expect(await store.stores.versions.list()).toEqual([]);
  await store.close();
});

test.each(["update versions set text = 'x'", "update versions set status = 'draft'", "delete from versions"])(
  "the database itself refuses to change a published version: %s",
  async (statement) => {
    const store = await open();
    await store.stores.versions.addDraft(DRAFT, AT);
    expect(await store.stores.versions.publish("v1", 1, AT)).toBe(true);
    await store.close();
    const database = new Sqlite(file());
    expect(() => database.exec(statement)).toThrow("a published version cannot change");
    database.close();
  },
);

test("agent-months come back by month and in the order of the source, blanks as null", async () => {
  const store = await open();
  const row = (month: string, agent: string, cell: string | null) => ({ month, agent, values: [cell] });
  const rows = [row("2025-02", "b", "1"), row("2025-01", "z", null), row("2025-02", "a", "2"), row("2025-03", "a", "")];
  await store.stores.dataSets.add("d", "Data", { columns: ["__proto__"], rows }, AT);
  expect(await store.stores.dataSets.read("d", { to: "2025-02" })).toEqual({
    columns: ["__proto__"],
    rows: [rows[1], rows[0], rows[2]],
  });
  expect(await store.stores.dataSets.read("d", { from: "2025-03" })).toMatchObject({ rows: [rows[3]] });
  expect(await store.stores.dataSets.read("other", {})).toBeUndefined();
  expect(await store.stores.dataSets.list()).toEqual([
    { id: "d", name: "Data", months: ["2025-01", "2025-02", "2025-03"], agents: 3, rows: 4, createdAt: AT },
  ]);
  await store.close();
});

test("an agent has one row a month", async () => {
  const store = await open();
  const row = { month: "2025-01", agent: "a", values: [] };
  const content = { columns: [], rows: [row, row] };
  await expect(store.stores.dataSets.add("d", "Data", content, AT)).rejects.toThrow(/UNIQUE/);
  await store.close();
});

test("a database that a newer Plumbline has changed is refused and left as it is", async () => {
  await (await open()).close();
  const database = new Sqlite(file());
  database.exec("insert into kysely_migration values ('0002-from-the-future', '2030-01-01T00:00:00.000Z')");
  database.close();
  await expect(open()).rejects.toThrow(/newer Plumbline \(0002-from-the-future\)/);
});

test("a file that is no database is refused with its name", async () => {
  writeFileSync(file(), "not a database, but long enough to look like one".repeat(100));
  await expect(open()).rejects.toThrow(UserError);
  await expect(open()).rejects.toThrow(file());
});

test("a folder that cannot be made is refused with its name", async () => {
  const blocked = join(folder, "file");
  writeFileSync(blocked, "");
  await expect(Store.open(sqliteDialect(join(blocked, "data")))).rejects.toThrow(join(blocked, "data"));
});
