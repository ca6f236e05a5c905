import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UserError } from "../user-error.ts";
import { DATABASE, sqliteDatabase } from "./sqlite.ts";
import { Store } from "./store.ts";

const AT = "2026-01-01T00:00:00.000Z";
const DRAFT = { id: "v1", scheme: "s", version: "draft", title: "T", text: "text", hash: "0".repeat(64) };
const CHANGE = { version: "draft", title: "T", text: "changed", hash: "1".repeat(64) };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-store-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (): Promise<Store> => Store.open(sqliteDatabase(folder));
const file = (): string => join(folder, DATABASE);

test("a connection waits for the disk and checks references", async () => {
  const db = new Kysely<unknown>({ dialect: sqliteDatabase(folder).dialect });
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
  await first.stores.versions.addDraft(DRAFT, "u1", AT);
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
  await store.stores.versions.addDraft(DRAFT, "u1", AT);
  expect(await store.stores.versions.change("v1", 1, CHANGE, "u1", AT)).toBe(true);
  expect(await store.stores.versions.change("v1", 1, { ...CHANGE, text: "late" }, "u1", AT)).toBe(false);
  expect(await store.stores.versions.find("v1")).toMatchObject({ text: "changed", revision: 2 });
  await store.close();
});

test("a transaction that fails leaves nothing", async () => {
  const store = await open();
  const work = store.quietly(async (stores) => {
    await stores.versions.addDraft(DRAFT, "u1", AT);
    throw new Error("half-way");
  });
  await expect(work).rejects.toThrow("half-way");
  expect(await store.stores.versions.list()).toEqual([]);
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
  await expect(Store.open(sqliteDatabase(join(blocked, "data")))).rejects.toThrow(join(blocked, "data"));
});
