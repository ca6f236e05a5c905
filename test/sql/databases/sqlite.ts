import Connection from "better-sqlite3";
import { SQLITE } from "../../../engine/sql/sqlite.ts";
import { asCell, type ColumnType, type Database } from "./database.ts";

/** NUMERIC holds 0.5 as a float: SQLite has no decimals. */
const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "TEXT",
  decimal: "NUMERIC",
  integer: "INTEGER",
  date: "TEXT",
  truth: "INTEGER",
};

export async function sqlite(): Promise<Database> {
  const connection = new Connection(":memory:");
  return {
    async load(table, columns, rows) {
      const name = SQLITE.name(table);
      connection.exec(`DROP TABLE IF EXISTS ${name}`);
      connection.exec(
        `CREATE TABLE ${name} (${columns.map((column) => `${SQLITE.name(column.name)} ${TYPES[column.type]}`).join(", ")})`,
      );
      const insert = connection.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => "?").join(", ")})`);
      const isTruth = columns.map(({ type }) => type === "truth");
      connection.transaction(() => {
        for (const row of rows) {
          insert.run(row.map((cell, at) => (isTruth[at] && cell !== null ? (cell === "true" ? 1 : 0) : cell)));
        }
      })();
    },
    async query(text) {
      const rows = connection.prepare(text).safeIntegers().raw().all() as unknown[][];
      return rows.map((row) => row.map(asCell));
    },
    async close() {
      connection.close();
    },
  };
}
