import type { Dialect, Shape } from "./dialect.ts";
import type { Sql, Write } from "./expression.ts";
import { Limbs } from "./limbs.ts";

const DIGIT = "[0-9]";
const YEAR_MONTH = `${DIGIT.repeat(4)}-${DIGIT.repeat(2)}`;

/** SQLite has no regular expressions, but patterns. */
function hasShape(sql: Write, text: Sql, shape: Shape): Sql {
  switch (shape) {
    case "decimal": {
      const unsigned = sql`CASE WHEN substr(${text}, 1, 1) IN ('-', '+') THEN substr(${text}, 2) ELSE ${text} END`;
      return sql`(${unsigned} NOT GLOB '*[^0-9.]*' AND ${unsigned} GLOB '*[0-9]*' AND ${unsigned} NOT GLOB '*.*.*')`;
    }
    case "month": {
      const form = sql`(${text} GLOB '${YEAR_MONTH}' OR ${text} GLOB '${YEAR_MONTH}-01')`;
      return sql`(${form} AND substr(${text}, 6, 2) BETWEEN '01' AND '12')`;
    }
    case "date":
      return sql`(${text} GLOB '${YEAR_MONTH}-${DIGIT.repeat(2)}')`;
  }
}

/** Integers have 64 bits and turn into floats where they overflow, so that larger ones are put together from several. */
export const SQLITE: Dialect = {
  title: "SQLite",
  arithmetic: (write) => new Limbs(write),
  name: (name) => `"${name.replaceAll('"', '""')}"`,
  literal: (text) => `'${text.replaceAll("'", "''")}'`,
  asText: (sql, value) => sql`CAST(${value} AS TEXT)`,
  // A float is written with 15 digits, which may be those of a float beside it.
  cellText: (sql, value) =>
    sql`CASE WHEN typeof(${value}) = 'real' AND CAST(CAST(${value} AS TEXT) AS REAL) <> ${value} THEN printf('%!.17g', ${value}) ELSE CAST(${value} AS TEXT) END`,
  asCount: (sql, digits) => sql`CAST(${digits} AS INTEGER)`,
  fromCount: (_, count) => count,
  toCount: (_, number) => number,
  quotient: (sql, count, divisor) => sql`(${count} / ${String(divisor)})`,
  hasShape,
  placeOfStop: (sql, text) => sql`instr(${text}, '.')`,
  withoutLeadingZeros: (sql, text) => sql`ltrim(${text}, '0')`,
  withoutTrailingZeros: (sql, text) => sql`rtrim(${text}, '.0')`,
  asDecimal: (_, text) => text,
  byBytes: " COLLATE BINARY",
  nullable: (_, value) => value,
  layer: { as: "MATERIALIZED ", end: "" },
  end: "",
  mostColumns: 1_900,
  mostLevels: 1_000,
};
