import { Kysely, sql, type Transaction } from "kysely";
import type { Database } from "../../store/database.ts";
import { migrate, migrationsDone, SCHEMA } from "../../store/migrate.ts";
import type { Tables } from "../../store/tables.ts";
import { UserError } from "../../user-error.ts";
import { columnsOf } from "./dump.ts";
import {
  type Footer,
  fromValue,
  type Header,
  isFooter,
  isHeader,
  isRowLine,
  isTableLine,
  type TableLine,
} from "./format.ts";
import { type Line, readLines } from "./read-lines.ts";
import { unguarded } from "./unguarded.ts";

/** What every database takes in one statement. */
const MOST_PARAMETERS = 30_000;
const ROWS_PER_INSERT = 500;
/** Characters of rows in one statement: rows may hold pieces of files. */
const LONGEST_INSERT = 4 * 1024 * 1024;

/**
 * Restores a backup into a database without content, whole or not at all, and brings it up to date.
 * @param bytes the lines, uncompressed
 * @returns what the backup says of itself, and how many rows it has
 * @throws UserError where the database has content, or the backup is damaged, cut, or of a newer release
 */
export async function restore(
  database: Database,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ header: Header; rows: number }> {
  const db = new Kysely<Tables>({ dialect: database.dialect });
  try {
    const lines = readLines(bytes);
    const header = await readHeader(lines);
    await prepare(db, header);
    const { rows } = await db.transaction().execute(async (transaction) => {
      await database.beginWriting(transaction);
      await assertEmpty(transaction);
      let footer: Footer | undefined;
      await unguarded(database.kind, transaction, async () => {
        footer = await insertAll(transaction, lines);
      });
      if (!footer) throw damaged();
      return footer;
    });
    await migrate(db);
    return { header, rows };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw explained(error);
  } finally {
    await db.destroy();
  }
}

async function readHeader(lines: AsyncGenerator<Line>): Promise<Header> {
  const { value, done } = await lines.next();
  const header: unknown = done ? undefined : parse(value.text);
  if (!isHeader(header)) {
    throw new UserError({ zh: "这不是准绳的备份文件", en: "this is no backup of Plumbline" });
  }
  if (SCHEMA.includes(header.schema)) return header;
  throw new UserError({
    zh: `备份由更新版本的准绳写成（${header.schema}）；请用那个版本恢复`,
    en: `the backup was written by a newer Plumbline (${header.schema}); restore it with that release`,
  });
}

/** Makes the tables as they were when the backup was made. */
async function prepare(db: Kysely<Tables>, { schema }: Header): Promise<void> {
  const done = await migrationsDone(db);
  const wanted = SCHEMA.slice(0, SCHEMA.indexOf(schema) + 1);
  if (done.length > wanted.length) {
    throw new UserError({
      zh: `数据库的表比备份新（${done.at(-1)}，备份是 ${schema}）；请恢复到一个空数据库`,
      en: `the tables of the database are newer than the backup (${done.at(-1)}, not ${schema}); restore into an empty database`,
    });
  }
  await assertEmpty(db);
  await migrate(db, schema);
}

async function assertEmpty(db: Kysely<Tables>): Promise<void> {
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length === 0) continue;
    throw new UserError({
      zh: `数据库里已有内容（表 ${name}）；请恢复到一个空数据库，用 DATA_DIR 或 DATABASE_URL 指定`,
      en: `the database has content already (table ${name}); restore into an empty one, named by DATA_DIR or DATABASE_URL`,
    });
  }
}

/** Everything up to the footer, which must say the same of it. */
async function insertAll(transaction: Transaction<Tables>, lines: AsyncGenerator<Line>): Promise<Footer> {
  let into: Inserting | undefined;
  let rows = 0;
  for await (const { text, before } of lines) {
    const line = parse(text);
    if (isFooter(line)) {
      await into?.flush();
      if (line.rows !== rows || line.sha256 !== before() || !(await lines.next()).done) throw damaged();
      return line;
    }
    if (isTableLine(line)) {
      await into?.flush();
      into = await Inserting.into(transaction, line);
    } else {
      if (!into || !isRowLine(line, into.table)) throw damaged();
      rows++;
      await into.add(line.map(fromValue), text.length);
    }
  }
  throw damaged();
}

/** Rows of one table on their way. */
class Inserting {
  readonly table: TableLine;
  readonly #transaction: Transaction<Tables>;
  #rows: unknown[][] = [];
  #characters = 0;

  private constructor(transaction: Transaction<Tables>, table: TableLine) {
    this.#transaction = transaction;
    this.table = table;
  }

  static async into(transaction: Transaction<Tables>, line: TableLine): Promise<Inserting> {
    const known = await columnsOf(transaction, line.table);
    if (line.columns.length === 0 || line.columns.some((column) => !known.includes(column))) throw damaged();
    return new Inserting(transaction, line);
  }

  async add(row: unknown[], characters: number): Promise<void> {
    this.#rows.push(row);
    this.#characters += characters;
    const most = Math.min(ROWS_PER_INSERT, Math.floor(MOST_PARAMETERS / this.table.columns.length));
    if (this.#rows.length >= most || this.#characters > LONGEST_INSERT) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#rows.length === 0) return;
    const columns = sql.join(this.table.columns.map((column) => sql.ref(column)));
    const rows = sql.join(this.#rows.map((row) => sql`(${sql.join(row)})`));
    await sql`insert into ${sql.table(this.table.table)} (${columns}) values ${rows}`.execute(this.#transaction);
    this.#rows = [];
    this.#characters = 0;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const damaged = (): UserError =>
  new UserError({
    zh: "备份文件已损坏或不完整，没有恢复任何内容；请换一份备份",
    en: "the backup is damaged or cut short, nothing was restored; use another one",
  });

/** What reading and inserting say of a file that is not as it was written. */
function explained(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : "";
  const isOfFile = code.startsWith("Z_") || /^(a line is too long|the last line has no end)$/.test(message);
  // Constraints: a row of it contradicts another.
  return isOfFile || code.startsWith("SQLITE_CONSTRAINT") || code.startsWith("23") ? damaged() : error;
}
