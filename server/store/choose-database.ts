import type { DatabaseAddress } from "../settings.ts";
import type { Database } from "./database.ts";
import { postgresDatabase } from "./postgres.ts";
import { sqliteDatabase } from "./sqlite.ts";

/** PostgreSQL where it is named, SQLite in the data folder otherwise. */
export const chooseDatabase = ({ databaseUrl, dataDir }: DatabaseAddress): Database =>
  databaseUrl === undefined ? sqliteDatabase(dataDir) : postgresDatabase(databaseUrl);
