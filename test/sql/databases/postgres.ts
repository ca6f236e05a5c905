import { Client, types } from "pg";
import { POSTGRES } from "../../../engine/sql/postgres.ts";
import { startPostgres } from "../../../server/testing/postgres-server.ts";
import { asCell, type ColumnType, type Database, inserts } from "./database.ts";

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "text",
  decimal: "numeric",
  integer: "bigint",
  date: "date",
  truth: "boolean",
};

/** A server of its own, with its data in a directory that is deleted in the end. */
export async function postgres(): Promise<Database> {
  const server = await startPostgres();
  const client = new Client({ connectionString: server.url });
  await client.connect();
  return {
    async load(table, columns, rows) {
      const name = POSTGRES.name(table);
      const declared = columns.map((column) => `${POSTGRES.name(column.name)} ${TYPES[column.type]}`);
      await client.query(`DROP TABLE IF EXISTS ${name}`);
      await client.query(`CREATE TABLE ${name} (${declared.join(", ")})`);
      for (const insert of inserts(name, rows, POSTGRES.literal)) await client.query(insert);
    },
    async query(text) {
      const { rows } = await client.query<unknown[]>({ text, rowMode: "array" });
      return rows.map((row) => row.map(asCell));
    },
    async close() {
      await client.end();
      await server.stop();
    },
  };
}

// Numbers as the server writes them.
for (const type of [types.builtins.INT8, types.builtins.NUMERIC]) types.setTypeParser(type, (text) => text);
