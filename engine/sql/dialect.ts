import type { Sql, Write } from "./expression.ts";
import type { Arithmetic } from "./integer.ts";

export const DIALECTS = ["sqlite", "postgres", "duckdb", "clickhouse"] as const;
export type DialectName = (typeof DIALECTS)[number];

/** What a text must look like as a whole. */
export type Shape = "decimal" | "month" | "date";

/** How a database says what every query says, and what its numbers hold. */
export interface Dialect {
  readonly title: string;
  arithmetic(sql: Write): Arithmetic;

  /** A name, whatever stands in it. */
  name(name: string): string;
  /** A text as a literal, whatever stands in it. */
  literal(text: string): string;
  /** Any value as the text that the database writes for it. */
  asText(sql: Write, value: Sql): Sql;
  /** The same of a column, whatever its type; a float only where its text is no other float's. */
  cellText(sql: Write, column: Sql): Sql;
  /** A text of a few digits as one of the database's own integers, which count months and days. */
  asCount(sql: Write, digits: Sql): Sql;
  /** A count as a number of the dialect's arithmetic, and back. */
  fromCount(sql: Write, count: Sql): Sql;
  toCount(sql: Write, number: Sql): Sql;
  /** Of counts that are not negative. */
  quotient(sql: Write, count: Sql, divisor: number): Sql;
  hasShape(sql: Write, text: Sql, shape: Shape): Sql;
  /** Where a full stop stands in a text, from 1. */
  placeOfStop(sql: Write, text: Sql): Sql;
  withoutLeadingZeros(sql: Write, text: Sql): Sql;
  /** Without the zeros and full stops it ends in. */
  withoutTrailingZeros(sql: Write, text: Sql): Sql;
  /** A number written as a plain decimal, of the type that holds it without loss, else as text. */
  asDecimal(sql: Write, text: Sql, digits: number, decimals: number): Sql;
  /** Orders texts by their bytes. */
  readonly byBytes: string;
  /** A window function's argument, so that a window without rows gives NULL. */
  nullable(sql: Write, value: Sql): Sql;

  /** After `name AS`, so that a layer is computed once, and the end of its SELECT, for the same. */
  readonly layer: { readonly as: string; readonly end: string };
  /** The end of the query. */
  readonly end: string;
  /** Bytes of a name; longer ones are cut by the database. Absent where it has no limit worth naming. */
  readonly longestName?: number;
  /** Columns of one SELECT. */
  readonly mostColumns: number;
  /** Levels of its expressions, added up over a layer and all that it reads; absent where there is no limit. */
  readonly mostLevels?: number;
}
