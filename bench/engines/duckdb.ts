/** DuckDB on one thread, in memory: the query's rows into a table. */
import { DOUBLE, DuckDBInstance, INTEGER } from "@duckdb/node-api";
import type { Engine } from "./engine.ts";
import { queries } from "./sql-queries.ts";
import { columnsOf } from "./sql-table.ts";

export const duckdb: Engine = {
  name: "DuckDB, 1 thread",
  async prepare({ name }, population) {
    const query = queries.get(name);
    if (!query) return undefined;
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    const columns = columnsOf(population);
    await connection.run(`CREATE TABLE months (${columns.map(({ name, type }) => `${name} ${type}`).join(", ")})`);
    const appender = await connection.createAppender("months");
    for (let row = 0; row < population.rows; row += 1) {
      for (const { type, values } of columns) appender.appendValue(values[row], type === "DOUBLE" ? DOUBLE : INTEGER);
      appender.endRow();
    }
    appender.closeSync();
    return {
      isFen: false,
      async run(lever) {
        await connection.run(`CREATE OR REPLACE TABLE results AS ${query(Number.parseFloat(lever))}`);
      },
      async pay() {
        const reader = await connection.runAndReadAll("SELECT pay FROM results ORDER BY id");
        return Float64Array.from(reader.getColumns()[0] as readonly number[]);
      },
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  },
};
