/** better-sqlite3 in memory: the query's rows into a table, as a report would keep them. */
import Database from "better-sqlite3";
import type { Engine } from "./engine.ts";
import { queries } from "./sql-queries.ts";
import { columnsOf } from "./sql-table.ts";

export const sqlite: Engine = {
  name: "better-sqlite3",
  mostRows: 120_000,
  async prepare({ name }, population) {
    const query = queries.get(name);
    if (!query) return undefined;
    const database = new Database(":memory:");
    const columns = columnsOf(population);
    database.exec(`CREATE TABLE months (${columns.map(({ name, type }) => `${name} ${type}`).join(", ")})`);
    const insert = database.prepare(`INSERT INTO months VALUES (${columns.map(() => "?").join(", ")})`);
    database.transaction(() => {
      for (let row = 0; row < population.rows; row += 1) insert.run(columns.map(({ values }) => values[row]));
    })();
    return {
      isFen: false,
      run(lever) {
        database.exec(`DROP TABLE IF EXISTS results; CREATE TABLE results AS ${query(Number.parseFloat(lever))}`);
      },
      pay: () =>
        Float64Array.from(database.prepare("SELECT pay FROM results ORDER BY id").pluck().all() as readonly number[]),
      close: () => database.close(),
    };
  },
};
