import type { Dialect, Shape } from "./dialect.ts";
import { SingleColumn } from "./single-column.ts";

const SHAPES: Readonly<Record<Shape, string>> = {
  decimal: "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)",
  month: "[0-9]{4}-(0[1-9]|1[0-2])(-01)?",
  date: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
};

/** 2^127 − 1 */
const GREATEST = (1n << 127n) - 1n;
const MOST_DIGITS = 38;

/** HUGEINT throws where it overflows, which TRY turns into NULL; `/` would be a DOUBLE, `//` is whole. */
export const DUCKDB: Dialect = {
  title: "DuckDB",
  arithmetic: (write) =>
    new SingleColumn(write, {
      greatest: GREATEST,
      constant: (value) => `(${value})::HUGEINT`,
      fromDigits: (sql, digits) => sql`TRY_CAST(${digits} AS HUGEINT)`,
      divide: (sql, left, right) => sql`(${left} // ${right})`,
      remainder: (sql, left, right) => sql`(${left} % ${right})`,
      guarded: (sql, operator, left, right) => sql`TRY(${left} ${operator} ${right})`,
      nullable: (_, value) => value,
    }),
  name: (name) => `"${name.replaceAll('"', '""')}"`,
  literal: (text) => `'${text.replaceAll("'", "''")}'`,
  asText: (sql, value) => sql`CAST(${value} AS VARCHAR)`,
  cellText: (sql, value) => sql`CAST(${value} AS VARCHAR)`,
  asCount: (sql, digits) => sql`CAST(${digits} AS INTEGER)`,
  fromCount: (sql, count) => sql`CAST(${count} AS HUGEINT)`,
  toCount: (sql, number) => sql`CAST(${number} AS INTEGER)`,
  quotient: (sql, count, divisor) => sql`(${count} // ${String(divisor)})`,
  hasShape: (sql, text, shape) => sql`regexp_full_match(${text}, '${SHAPES[shape]}')`,
  placeOfStop: (sql, text) => sql`instr(${text}, '.')`,
  withoutLeadingZeros: (sql, text) => sql`ltrim(${text}, '0')`,
  withoutTrailingZeros: (sql, text) => sql`rtrim(${text}, '.0')`,
  asDecimal: (sql, text, digits, decimals) =>
    digits <= MOST_DIGITS ? sql`CAST(${text} AS DECIMAL(38, ${String(decimals)}))` : text,
  byBytes: "",
  nullable: (_, value) => value,
  layer: { as: "", end: "" },
  end: "",
  mostColumns: 4_000,
};
