import { DuckDBInstance } from "@duckdb/node-api";
import { DUCKDB } from "../../../engine/sql/duckdb.ts";
import { asCell, type ColumnType, type Database, inserts } from "./database.ts";

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  decimal: "DECIMAL(38, 10)",
  integer: "BIGINT",
  date: "DATE",
  truth: "BOOLEAN",
};

export async function duckdb(): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  return {
    async load(table, columns, rows) {
      const name = DUCKDB.name(table);
      const declared = columns.map((column) => `${DUCKDB.name(column.name)} ${TYPES[column.type]}`);
      await connection.run(`CREATE OR REPLACE TABLE ${name} (${declared.join(", ")})`);
      for (const insert of inserts(name, rows, DUCKDB.literal)) await connection.run(insert);
    },
    async query(text) {
      const reader = await connection.runAndReadAll(text);
      return reader.getRowsJson().map((row) => row.map(asCell));
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
