import { PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Database } from "./database.ts";
import { preparing } from "./prepared.ts";

/** Of the one lock that lets a single writer in; any number, as long as all instances have the same. */
const WRITING = 7_015_862;

/** Connections of one instance. */
const CONNECTIONS = 10;
/** In milliseconds: longer means that the database does not answer. */
const PATIENCE = 10_000;

/** Counts and sums are whole numbers far below 2^53 here, as they are with SQLite. */
const INT8 = pg.types.builtins.INT8;
const NUMERIC = pg.types.builtins.NUMERIC;
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === INT8 || type === NUMERIC ? Number : (pg.types.getTypeParser(type, format) as never),
};

/** @param url `postgres://user:password@host:port/database` */
export function postgresDatabase(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: PATIENCE, types });
  // A connection that breaks while nobody uses it is replaced by the next use; unheard it would end the process.
  pool.on("error", () => {});
  // Likewise one that breaks between two statements of a transaction: the next statement fails with the reason.
  pool.on("connect", (client) => void client.on("error", () => {}));
  return {
    kind: "postgres",
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    beginWriting: async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(WRITING)})`.execute(transaction);
    },
    isBusy: () => false,
    opened: async () => {},
  };
}
