import { type Kysely, type RawBuilder, sql } from "kysely";
import { isPostgres } from "./refuse.ts";

/** Bytes, read as a Buffer. */
export const bytes = (db: Kysely<unknown>): RawBuilder<Buffer> => (isPostgres(db) ? sql`bytea` : sql`blob`);

/** A whole number up to 2^53: amounts in fen, sizes. */
export const wholeNumber = (db: Kysely<unknown>): RawBuilder<number> => (isPostgres(db) ? sql`bigint` : sql`integer`);
