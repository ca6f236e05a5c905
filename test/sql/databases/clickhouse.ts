import { Session } from "chdb";
import { CLICKHOUSE } from "../../../engine/sql/clickhouse.ts";
import { type Cells, type ColumnType, type Database, inserts } from "./database.ts";

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "Nullable(String)",
  decimal: "Nullable(Decimal(38, 10))",
  integer: "Nullable(Int64)",
  date: "Nullable(Date32)",
  truth: "Nullable(Bool)",
};

export async function clickhouse(): Promise<Database> {
  const session = new Session();
  const run = (text: string): string => String(session.query(text, "JSONCompactStringsEachRow") ?? "");
  run("SET max_threads = 2");
  return {
    async load(table, columns, rows) {
      const name = CLICKHOUSE.name(table);
      const declared = columns.map((column) => `${CLICKHOUSE.name(column.name)} ${TYPES[column.type]}`);
      run(`CREATE OR REPLACE TABLE ${name} (${declared.join(", ")}) ENGINE = Memory`);
      for (const insert of inserts(name, rows, CLICKHOUSE.literal)) run(insert);
    },
    async query(text) {
      const lines = run(text)
        .split("\n")
        .filter((line) => line !== "");
      // In this format NULL is a word of its own kind, which no text of ours is.
      return lines.map(
        (line) => (JSON.parse(line) as string[]).map((cell) => (cell === "ᴺᵁᴸᴸ" ? null : cell)) as Cells,
      );
    },
    async close() {
      session.close();
    },
  };
}
