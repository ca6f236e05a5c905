import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import packageFile from "../../../package.json" with { type: "json" };
import { migrationsDone } from "../../store/migrate.ts";
import type { Store } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import { FORMAT, type Footer, type Header, type TableLine, toValue } from "./format.ts";
import { BACKED_UP } from "./tables.ts";

/** Rows that are in memory at once, and of tables that hold files. */
const PAGE = 500;
const PAGE_OF_FILES = 4;
const FILES: ReadonlySet<string> = new Set(["import_pieces"]);

/**
 * Hands over everything that is stored, as lines of a backup, all read at one moment.
 * @param take called with one piece of text after the other; the next is read once it is done with it
 */
export function dump(store: Store, take: (lines: string) => Promise<void>): Promise<Header> {
  return store.snapshot(async ({ audit }, db) => {
    const hash = createHash("sha256");
    const put = async (lines: readonly object[]): Promise<void> => {
      if (lines.length === 0) return;
      const text = `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
      hash.update(text);
      await take(text);
    };
    const header: Header = {
      plumbline: "backup",
      format: FORMAT,
      version: packageFile.version,
      schema: (await migrationsDone(db)).at(-1) ?? "",
      at: store.now(),
      audit: await audit.head(),
    };
    await put([header]);
    let rows = 0;
    for (const [table, key] of Object.entries(BACKED_UP)) {
      if (key === null) continue;
      const columns = await columnsOf(db, table);
      await put([{ table, columns } satisfies TableLine]);
      for await (const page of pages(db, table, key)) {
        rows += page.length;
        await put(page.map((row) => columns.map((column) => toValue(row[column]))));
      }
    }
    await take(`${JSON.stringify({ rows, sha256: hash.digest("hex") } satisfies Footer)}\n`);
    return header;
  });
}

export async function columnsOf(db: Kysely<Tables>, table: string): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
}

type Row = Readonly<Record<string, unknown>>;

/** By its key, each page from where the one before ended: no page costs more than the first. */
async function* pages(db: Kysely<Tables>, table: string, key: readonly string[]): AsyncGenerator<readonly Row[]> {
  const limit = FILES.has(table) ? PAGE_OF_FILES : PAGE;
  const columns = sql.join(key.map((column) => sql.ref(column)));
  for (let last: Row | undefined; ; ) {
    const after = last && sql`where (${columns}) > (${sql.join(key.map((column) => last?.[column]))})`;
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} ${after ?? sql``} order by ${columns} limit ${sql.lit(limit)}
    `.execute(db);
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < limit) return;
  }
}
