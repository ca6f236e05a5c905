import type { DialectName } from "../../../engine/sql/dialect.ts";
import { clickhouse } from "./clickhouse.ts";
import type { Database } from "./database.ts";
import { duckdb } from "./duckdb.ts";
import { postgres } from "./postgres.ts";
import { sqlite } from "./sqlite.ts";

const OPEN: Readonly<Record<DialectName, () => Promise<Database>>> = { sqlite, postgres, duckdb, clickhouse };

export const openDatabase = (dialect: DialectName): Promise<Database> => OPEN[dialect]();
