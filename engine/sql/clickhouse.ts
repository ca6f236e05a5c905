import type { Dialect, Shape } from "./dialect.ts";
import { SingleColumn } from "./single-column.ts";

const SHAPES: Readonly<Record<Shape, string>> = {
  decimal: "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)$",
  month: "^[0-9]{4}-(0[1-9]|1[0-2])(-01)?$",
  date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
};

/** Half of what Int256 holds, so that the sum of two does not wrap before it is looked at. */
const GREATEST = (1n << 254n) - 1n;
const MOST_DIGITS = 76;

const escaped = (text: string): string => text.replace(/[\\'`]/g, "\\$&");

/** Int256 wraps without a word where it overflows, so that what may be too large is looked at before and after. */
export const CLICKHOUSE: Dialect = {
  title: "ClickHouse",
  arithmetic: (write) =>
    new SingleColumn(write, {
      greatest: GREATEST,
      constant: (value) => `toInt256('${value}')`,
      fromDigits: (sql, digits) => sql`toInt256(${digits})`,
      divide: (sql, left, right) => sql`intDiv(${left}, ${right})`,
      remainder: (sql, left, right) => sql`modulo(${left}, ${right})`,
      guarded: (sql, operator, left, right) => {
        const result = sql`(${left} ${operator} ${right})`;
        // A float is right to 53 bits, far closer than a factor of two.
        if (operator === "*")
          return sql`if(abs(toFloat64(${left})) * abs(toFloat64(${right})) < exp2(253), ${result}, NULL)`;
        return sql`if(${result} BETWEEN toInt256('${String(-GREATEST)}') AND toInt256('${String(GREATEST)}'), ${result}, NULL)`;
      },
      nullable: (sql, value) => sql`toNullable(${value})`,
    }),
  name: (name) => `\`${escaped(name)}\``,
  literal: (text) => `'${escaped(text)}'`,
  asText: (sql, value) => sql`toString(${value})`,
  cellText: (sql, value) => sql`toString(${value})`,
  asCount: (sql, digits) => sql`toInt32(${digits})`,
  fromCount: (sql, count) => sql`toInt256(${count})`,
  toCount: (sql, number) => sql`toInt32(${number})`,
  quotient: (sql, count, divisor) => sql`intDiv(${count}, ${String(divisor)})`,
  hasShape: (sql, text, shape) => sql`match(${text}, '${SHAPES[shape]}')`,
  placeOfStop: (sql, text) => sql`toInt32(position(${text}, '.'))`,
  withoutLeadingZeros: (sql, text) => sql`replaceRegexpOne(${text}, '^0+', '')`,
  withoutTrailingZeros: (sql, text) => sql`replaceRegexpOne(${text}, '[.0]+$', '')`,
  asDecimal: (sql, text, digits, decimals) =>
    digits <= MOST_DIGITS ? sql`toDecimal256(${text}, ${String(decimals)})` : text,
  byBytes: "",
  nullable: (sql, value) => sql`toNullable(${value})`,
  layer: { as: "", end: "" },
  // Layers are as many as an expression is deep. Evaluated lazily, expressions that share a part are
  // copied with it again and again, until memory is gone; nothing here depends on laziness.
  end: "\nSETTINGS max_subquery_depth = 10000, short_circuit_function_evaluation = 'disable'",
  mostColumns: 4_000,
};
