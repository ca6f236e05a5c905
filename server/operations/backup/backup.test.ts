import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Kysely, sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../canonical-json.ts";
import { sqliteDatabase } from "../../store/sqlite.ts";
import { Store } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts";
import { filled, tamper } from "../testing/filled.ts";
import { verifyStored } from "../verify/verify-stored.ts";
import { backUp, restoreFrom } from "./backup-file.ts";
import { BACKED_UP } from "./tables.ts";

let folder: string;
let file: string;
let source: TestDatabase;
let content: Map<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-backup-"));
  file = join(folder, "all.gz");
  source = await filled();
  await tamper(source, addFile);
  const store = await Store.open(source.connect());
  await backUp(store, file);
  await store.close();
  content = await contentOf(source);
});
afterAll(async () => {
  await source.drop();
  rmSync(folder, { recursive: true });
});

let target: TestDatabase;
beforeEach(async () => {
  target = await testDatabase();
});
afterEach(() => target.drop());

/** All bytes that there are. */
async function addFile(db: Kysely<Tables>): Promise<void> {
  const at = "2026-01-01T00:00:00.000Z";
  await db
    .insertInto("imports")
    .values({
      id: "i1",
      kind: "roster",
      data_set: null,
      file_name: '花 "名" 册\n.csv',
      size: 256,
      hash: "h",
      state: "discarded",
      revision: 1,
      choice: "{}",
      reading: null,
      mapping: null,
      report: null,
      reason: null,
      result: null,
      made_by: "u",
      made_at: at,
      changed_at: at,
    })
    .execute();
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await db.insertInto("import_pieces").values({ import: "i1", number: 1, bytes }).execute();
}

/** Each table as text, but for what nobody has restored. */
async function contentOf(database: TestDatabase): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  await tamper(database, async (db) => {
    for (const [table, key] of Object.entries(BACKED_UP)) {
      const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(db);
      const lines = rows.map((row) => JSON.stringify(row, Object.keys(row).sort()) + bytesOf(row)).sort();
      if (key !== null) all.set(table, lines.join("\n"));
    }
  });
  return all;
}

const bytesOf = (row: object): string =>
  "bytes" in row && row.bytes instanceof Uint8Array ? Buffer.from(row.bytes).toString("hex") : "";

describe("a backup", () => {
  test("restored is all there was, and goes on from there", async () => {
    const { rows, chain, header } = await restoreFrom(file, () => target.connect());
    expect(chain.faults).toEqual([]);
    expect(rows).toBeGreaterThan(1_000);
    const restored = await contentOf(target);
    const store = await Store.open(target.connect());
    const { faults, head } = await verifyStored(store, { anchor: { ...header.audit, at: header.at } });
    const [last] = await store.stores.audit.list({ limit: 1 });
    await store.close();
    expect(faults).toEqual([]);
    expect(last).toMatchObject({ action: "store.restore", number: head.count });
    expect(restored.get("audit")?.startsWith(content.get("audit")?.slice(0, 1_000) ?? "?")).toBe(true);
    restored.delete("audit");
    expect(restored).toEqual(new Map([...content].filter(([table]) => table !== "audit")));
  });

  test("moves everything from one kind of database to the other and back", async () => {
    const elsewhere = join(folder, "elsewhere");
    await restoreFrom(file, () => sqliteDatabase(elsewhere));
    const between = await Store.open(sqliteDatabase(elsewhere));
    await backUp(between, join(folder, "back.gz"));
    await between.close();
    await restoreFrom(join(folder, "back.gz"), () => target.connect());
    const restored = await contentOf(target);
    for (const table of ["versions", "agent_months", "imports", "import_pieces", "users", "assignments"]) {
      expect(restored.get(table), table).toBe(content.get(table));
    }
  });

  test("is for its owner only, and leaves nothing beside it", () => {
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("is guarded again once it is restored", async () => {
    await restoreFrom(file, () => target.connect());
    const db = new Kysely<Tables>({ dialect: target.connect().dialect });
    await expect(db.deleteFrom("audit").execute()).rejects.toThrow("the audit log cannot change");
    const orphan = { user: "nobody", role: "editor" };
    await expect(db.insertInto("user_roles").values(orphan).execute()).rejects.toThrow(/foreign key/i);
    await db.destroy();
  });

  test("signs nobody in", async () => {
    const text = gunzipSync(readFileSync(file)).toString();
    expect(text).not.toContain('"table":"sessions"');
    expect(text).not.toContain('"table":"one_time_links"');
  });
});

describe("what cannot be restored leaves the database empty", () => {
  /** The sentence; afterwards the database still takes a whole backup. */
  async function refused(bytes: Uint8Array): Promise<string> {
    const path = join(folder, "wrong.gz");
    writeFileSync(path, bytes);
    const error = await restoreFrom(path, () => target.connect()).then(
      () => new Error("restored"),
      (error: Error) => error,
    );
    return error.message;
  }

  test("a file that was cut", async () => {
    const whole = readFileSync(file);
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      expect(await refused(whole.subarray(0, Math.floor(whole.length * share)))).toMatch(/damaged or cut short/);
    }
    const lines = gunzipSync(whole).toString().trimEnd().split("\n");
    const withoutEnd = gzipSync(`${lines.slice(0, -1).join("\n")}\n`);
    expect(await refused(withoutEnd)).toMatch(/damaged or cut short/);
    expect((await restoreFrom(file, () => target.connect())).chain.faults).toEqual([]);
  });

  test("a file that was damaged", async () => {
    const whole = readFileSync(file);
    for (const share of [0.3, 0.6, 0.95]) {
      const damaged = Buffer.from(whole);
      const at = Math.floor(whole.length * share);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(await refused(damaged)).toMatch(/damaged or cut short/);
    }
  });

  test("a file in which a line was changed, dropped or added", async () => {
    const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split("\n");
    const at = lines.findIndex((line) => line.includes('"agent_months"')) + 2;
    const changes = [
      lines.toSpliced(at, 1),
      lines.toSpliced(at, 0, lines[at + 1] ?? ""),
      lines.with(at, (lines[at] ?? "").replace(/\d/, "9x")),
      lines.with(at, "{}"),
      [...lines, lines[at] ?? ""],
    ];
    for (const changed of changes) {
      expect(await refused(gzipSync(`${changed.join("\n")}\n`))).toMatch(/damaged or cut short/);
    }
  });

  test("a backup of a newer release", async () => {
    const [first = "", ...rest] = gunzipSync(readFileSync(file)).toString().split("\n");
    const header = JSON.stringify({ ...JSON.parse(first), schema: "9999-later" });
    expect(await refused(gzipSync([header, ...rest].join("\n")))).toMatch(/newer Plumbline \(9999-later\)/);
  });

  test("what is no backup", async () => {
    expect(await refused(gzipSync('{"hello":1}\n'))).toMatch(/no backup/);
    expect(await refused(Buffer.from("agents,pay\n"))).toMatch(/damaged or cut short/);
  });

  test("rows that refer to none", async () => {
    const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split("\n");
    const users = lines.findIndex((line) => line.includes('"table":"user_roles"')) + 1;
    const [, role] = JSON.parse(lines[users] ?? "[]");
    const changed = lines.with(users, JSON.stringify(["nobody", role])).slice(0, -1);
    const text = `${changed.join("\n")}\n`;
    const footer = { ...JSON.parse(lines.at(-1) ?? ""), sha256: sha256(text) };
    expect(await refused(gzipSync(`${text}${JSON.stringify(footer)}\n`))).toMatch(/damaged or cut short/);
  });
});

test("a database with content is left as it is", async () => {
  const full = await filled();
  await expect(restoreFrom(file, () => full.connect())).rejects.toThrow(/has content already/);
  await full.drop();
});

test("every table of the database is one of a backup's, by its key", async () => {
  await tamper(source, async (db) => {
    const tables = await db.introspection.getTables();
    expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(BACKED_UP).sort());
    for (const [table, key] of Object.entries(BACKED_UP)) {
      if (key === null) continue;
      const columns = sql.join(key.map((column) => sql.ref(column)));
      const twice = sql`select 1 from ${sql.table(table)} group by ${columns} having count(*) > 1`;
      expect((await twice.execute(db)).rows, table).toEqual([]);
    }
  });
});
