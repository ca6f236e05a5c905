import type { Dialect, Shape } from "./dialect.ts";
import { SingleColumn } from "./single-column.ts";

const SHAPES: Readonly<Record<Shape, string>> = {
  decimal: "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)$",
  month: "^[0-9]{4}-(0[1-9]|1[0-2])(-01)?$",
  date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
};

/** `numeric` holds any integer that a scheme can make; `/` would keep some 16 digits, `div` keeps all. */
export const POSTGRES: Dialect = {
  title: "PostgreSQL",
  arithmetic: (write) =>
    new SingleColumn(write, {
      constant: (value) => `${value < 0n ? `(${value})` : value}::numeric`,
      fromDigits: (sql, digits) => sql`CAST(${digits} AS numeric)`,
      divide: (sql, left, right) => sql`div(${left}, ${right})`,
      remainder: (sql, left, right) => sql`mod(${left}, ${right})`,
      guarded: (sql, operator, left, right) => sql`(${left} ${operator} ${right})`,
      nullable: (_, value) => value,
    }),
  name: (name) => `"${name.replaceAll('"', '""')}"`,
  literal: (text) => `'${text.replaceAll("'", "''")}'`,
  asText: (sql, value) => sql`CAST(${value} AS text)`,
  cellText: (sql, value) => sql`CAST(${value} AS text)`,
  asCount: (sql, digits) => sql`CAST(${digits} AS integer)`,
  fromCount: (sql, count) => sql`CAST(${count} AS numeric)`,
  toCount: (sql, number) => sql`CAST(${number} AS integer)`,
  quotient: (sql, count, divisor) => sql`(${count} / ${String(divisor)})`,
  hasShape: (sql, text, shape) => sql`(${text} ~ '${SHAPES[shape]}')`,
  placeOfStop: (sql, text) => sql`strpos(${text}, '.')`,
  withoutLeadingZeros: (sql, text) => sql`ltrim(${text}, '0')`,
  withoutTrailingZeros: (sql, text) => sql`rtrim(${text}, '.0')`,
  asDecimal: (sql, text) => sql`CAST(${text} AS numeric)`,
  byBytes: ' COLLATE "C"',
  nullable: (_, value) => value,
  // Without it the layers would be merged into one SELECT that writes shared expressions out again and again.
  layer: { as: "", end: " OFFSET 0" },
  end: "",
  longestName: 63,
  mostColumns: 1_600,
};
