import type { Dialect, Kysely, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** What the store must know of the database it is kept in; everything else is the same on both. */
export interface Database {
  readonly kind: "sqlite" | "postgres";
  readonly dialect: Dialect;
  /**
   * First in every writing transaction: from here on nobody else writes, so that what is read is still true
   * when it is written over.
   */
  beginWriting(transaction: Transaction<Tables>): Promise<void>;
  /** Whether an attempt failed only because somebody else writes just now. */
  isBusy(error: unknown): boolean;
  /** Once the tables are there. */
  opened(db: Kysely<Tables>): Promise<void>;
}
