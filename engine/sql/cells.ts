import type { Metric, Permitted } from "../catalogue/metric.ts";
import { LIMITS } from "../limits.ts";
import { ceilDivide, floorDivide, larger, magnitude, smaller } from "../lower/bounds.ts";
import { decimalsOf, type Rational } from "../values/rational.ts";
import type { ChoiceType } from "../values/type.ts";
import type { RowErrorCode } from "../values/value.ts";
import type { Dialect } from "./dialect.ts";
import { joined, type Sql, type Write } from "./expression.ts";
import type { Arithmetic, Integer } from "./integer.ts";

/** Why a cell holds no value; its place, from 1, is what the query counts with. */
export const CELL_ERRORS = [
  "not-a-number",
  "number-too-large",
  "out-of-bounds",
  "too-many-decimals",
  "unknown-choice",
  "not-a-truth-value",
  "not-a-date",
] as const satisfies readonly RowErrorCode[];
type CellError = (typeof CELL_ERRORS)[number];

const TRUE = ["是", "yes", "y", "true", "1"];
const FALSE = ["否", "no", "n", "false", "0"];

/** What a row holds for one metric. */
export interface Cell {
  readonly blank: Sql;
  /** A place in `CELL_ERRORS`; 0 where it holds a value or nothing. */
  readonly error: Sql;
  /** A number times 10^places, a choice's place in its values, a date as days since 1970-01-01; some permitted value where there is none. */
  readonly number?: Integer;
  readonly truth?: Sql;
  readonly text?: Sql;
}

interface Reading {
  readonly sql: Write;
  readonly dialect: Dialect;
  readonly arithmetic: Arithmetic;
}

const placeOf = (error: CellError): string => String(CELL_ERRORS.indexOf(error) + 1);

/** Reads what a column holds as `readCell` reads a cell of a file; `text` is never NULL. */
export function readCells(metric: Metric, text: Sql, places: number, reading: Reading): Cell {
  const { sql } = reading;
  const blank = sql`(${text} = '')`;
  const { type } = metric;
  switch (type.kind) {
    case "number":
      return { blank, ...readNumber(metric, text, places, reading) };
    case "choice":
      return { blank, ...readChoice(type, text, reading) };
    case "date":
      return { blank, ...readDate(text, reading) };
    case "truth": {
      const folded = sql`lower(${text})`;
      const holds = sql`(${folded} IN (${list(TRUE, reading)}))`;
      const known = sql`(${blank} OR ${holds} OR ${folded} IN (${list(FALSE, reading)}))`;
      return { blank, error: sql`CASE WHEN ${known} THEN 0 ELSE ${placeOf("not-a-truth-value")} END`, truth: holds };
    }
    case "text":
    case "unknown":
      return { blank, error: sql`0`, text };
  }
}

const list = (texts: readonly string[], { dialect }: Reading): string =>
  texts.map((text) => dialect.literal(text)).join(", ");

function readNumber(metric: Metric, text: Sql, places: number, reading: Reading): Pick<Cell, "error" | "number"> {
  const { sql, dialect, arithmetic } = reading;
  const { permitted, decimals } = metric;
  const isNegative = sql`(substr(${text}, 1, 1) = '-')`;
  const unsigned = sql`CASE WHEN substr(${text}, 1, 1) IN ('-', '+') THEN substr(${text}, 2) ELSE ${text} END`;
  const closed = sql.column`${unsigned} || '.'`;
  const stop = sql.column`${dialect.placeOfStop(sql, closed)}`;
  const whole = sql.column`${dialect.withoutLeadingZeros(sql, sql`substr(${closed}, 1, ${stop} - 1)`)}`;
  const fraction = sql.column`${dialect.withoutTrailingZeros(sql, sql`substr(${closed}, ${stop} + 1)`)}`;
  const digits = sql`(length(${unsigned}) - CASE WHEN ${stop} <= length(${unsigned}) THEN 1 ELSE 0 END)`;

  // Compared with its bounds, the number needs as many places as they have.
  const ends = permitted ? endsOf(permitted) : [];
  const fine = Math.max(places, ...ends.map((end) => decimalsOf(end) ?? 0));
  const most = mostWholeDigits(ends, permitted);
  const isLong = sql`(length(${whole}) > ${String(most)})`;
  const isReadable = sql.column`(${text} <> '' AND ${dialect.hasShape(sql, text, "decimal")} AND ${digits} <= ${String(LIMITS.digits)} AND NOT ${isLong})`;
  const shifted = (by: number): { floor: Integer; exceeds: Sql } => {
    const written = sql`'0' || ${whole} || substr(${fraction} || '${"0".repeat(by)}', 1, ${String(by)})`;
    const size = arithmetic.fromDigits(sql`CASE WHEN ${isReadable} THEN ${written} ELSE '0' END`, most + by);
    const exceeds = sql`(${isReadable} AND length(${fraction}) > ${String(by)})`;
    const one = arithmetic.constant(1n);
    const negative = arithmetic.choose(
      [{ when: { sql: exceeds, partial: false }, value: arithmetic.subtract(arithmetic.negate(size), one) }],
      arithmetic.negate(size),
    );
    return {
      floor: arithmetic.choose([{ when: { sql: isNegative, partial: false }, value: negative }], size),
      exceeds,
    };
  };
  const exact = shifted(fine);
  const isPermitted = permitted ? permits(permitted, exact.floor, exact.exceeds, fine, reading) : sql`(1 = 1)`;
  const error = sql.column`CASE WHEN ${text} = '' THEN 0
    WHEN NOT ${dialect.hasShape(sql, text, "decimal")} THEN ${placeOf("not-a-number")}
    WHEN ${digits} > ${String(LIMITS.digits)} THEN ${placeOf("number-too-large")}
    WHEN ${isLong} OR NOT ${isPermitted} THEN ${placeOf("out-of-bounds")}
    WHEN length(${fraction}) > ${String(decimals ?? LIMITS.digits)} THEN ${placeOf("too-many-decimals")}
    ELSE 0 END`;

  const scale = 10n ** BigInt(places);
  const scaled = ends.map(({ numerator, denominator }) => ({
    below: floorDivide(numerator * scale, denominator),
    above: ceilDivide(numerator * scale, denominator),
  }));
  const isBelow = permitted?.kind === "list" || permitted?.lower !== undefined;
  const isAbove = permitted?.kind === "list" || permitted?.upper !== undefined;
  const least = isBelow ? scaled.map(({ below }) => below).reduce(smaller) : undefined;
  const greatest = isAbove ? scaled.map(({ above }) => above).reduce(larger) : undefined;
  const instead = larger(least ?? 0n, smaller(greatest ?? 0n, 0n));
  const isValue = sql.column`(${text} <> '' AND ${error} = 0)`;
  const { floor, exceeds } = shifted(places);
  // Of a metric without declared decimals: the value is one, but there is no place for all its digits.
  const fits = decimals === undefined ? sql`CASE WHEN ${exceeds} THEN NULL ELSE ${isValue} END` : isValue;
  const value = arithmetic.choose(
    [{ when: { sql: fits, partial: decimals === undefined }, value: floor }],
    arithmetic.constant(instead),
  );
  return { error, number: arithmetic.within(value, least, greatest) };
}

const endsOf = (permitted: Permitted): Rational[] =>
  permitted.kind === "list"
    ? [...permitted.values]
    : [permitted.lower, permitted.upper].flatMap((end) => (end ? [end] : []));

/** Digits before the point beyond which a number is certainly out of bounds. */
function mostWholeDigits(ends: readonly Rational[], permitted: Permitted | undefined): number {
  const isClosed = permitted?.kind === "list" || (permitted?.lower && permitted.upper);
  if (!isClosed) return LIMITS.digits;
  return Math.max(...ends.map(({ numerator, denominator }) => String(magnitude(numerator) / denominator).length));
}

/**
 * The number lies from `floor` up to, but without, `floor + 1`, and is above `floor` where it `exceeds` it;
 * the permitted ends are whole numbers at this scale.
 */
function permits(permitted: Permitted, floor: Integer, exceeds: Sql, places: number, reading: Reading): Sql {
  const { sql, arithmetic } = reading;
  const scale = 10n ** BigInt(places);
  const at = ({ numerator, denominator }: Rational): Integer => arithmetic.constant((numerator * scale) / denominator);
  if (permitted.kind === "list") {
    const same = permitted.values.map((value) => arithmetic.equal(floor, at(value)).sql);
    return sql`(NOT ${exceeds} AND (${joined(same, " OR ")}))`;
  }
  const { lower, upper, lowerIncluded, upperIncluded } = permitted;
  const tests = [
    lower && lowerIncluded && arithmetic.lessOrEqual(at(lower), floor).sql,
    lower &&
      !lowerIncluded &&
      sql`(${arithmetic.less(at(lower), floor).sql} OR ${exceeds} AND ${arithmetic.equal(floor, at(lower)).sql})`,
    upper &&
      upperIncluded &&
      sql`(${arithmetic.less(floor, at(upper)).sql} OR NOT ${exceeds} AND ${arithmetic.equal(floor, at(upper)).sql})`,
    upper && !upperIncluded && arithmetic.less(floor, at(upper)).sql,
  ].filter((test) => typeof test === "object");
  return tests.length === 0 ? sql`(1 = 1)` : sql`(${joined(tests, " AND ")})`;
}

function readChoice(
  { values }: ChoiceType,
  text: Sql,
  { sql, dialect, arithmetic }: Reading,
): Pick<Cell, "error" | "number"> {
  const last = BigInt(Math.max(0, values.length - 1));
  const branches = values.map((value, at) => ` WHEN ${dialect.literal(value)} THEN ${at}`);
  const place = sql.column`${values.length === 0 ? "-1" : sql`CASE ${text}${branches.join("")} ELSE -1 END`}`;
  const known = dialect.fromCount(sql, sql`CASE WHEN ${place} < 0 THEN 0 ELSE ${place} END`);
  return {
    error: sql`CASE WHEN ${text} <> '' AND ${place} < 0 THEN ${placeOf("unknown-choice")} ELSE 0 END`,
    number: arithmetic.known(known, 0n, last),
  };
}

/** Leap years return every 400 years; counted from 1 March, a month's days follow from its place. */
const DAYS_IN_400_YEARS = 146_097;
const daysFromMarch = (year: number, fromMarch: number, day: number): number =>
  365 * year +
  Math.floor(year / 4) -
  Math.floor(year / 100) +
  Math.floor(year / 400) +
  Math.floor((153 * fromMarch + 2) / 5) +
  day;
const EPOCH = daysFromMarch(1969 + 400, 10, 1);
/** 0000-01-01 and 9999-12-31. */
const DATES = { least: -719_528n, greatest: 2_932_896n };

function readDate(text: Sql, { sql, dialect, arithmetic }: Reading): Pick<Cell, "error" | "number"> {
  const shaped = sql.column`${dialect.hasShape(sql, text, "date")}`;
  const safe = sql`CASE WHEN ${shaped} THEN ${text} ELSE '1970-01-01' END`;
  const count = (from: number, length: number): Sql =>
    sql.column`${dialect.asCount(sql, sql`substr(${safe}, ${String(from)}, ${String(length)})`)}`;
  const [year, month, day] = [count(1, 4), count(6, 2), count(9, 2)];
  const isLeap = sql`(${year} % 4 = 0 AND (${year} % 100 <> 0 OR ${year} % 400 = 0))`;
  const days = sql`CASE WHEN ${month} = 2 THEN CASE WHEN ${isLeap} THEN 29 ELSE 28 END WHEN ${month} IN (4, 6, 9, 11) THEN 30 ELSE 31 END`;
  const exists = sql.column`(${shaped} AND ${month} BETWEEN 1 AND 12 AND ${day} >= 1 AND ${day} <= ${days})`;
  // 400 years later, so that nothing is negative: division goes towards 0.
  const years = sql.column`(${year} + 400 - CASE WHEN ${month} <= 2 THEN 1 ELSE 0 END)`;
  const fromMarch = sql`(CASE WHEN ${month} <= 2 THEN ${month} + 9 ELSE ${month} - 3 END)`;
  const part = (of: Sql, by: number): Sql => dialect.quotient(sql, of, by);
  const number = sql`(365 * ${years} + ${part(years, 4)} - ${part(years, 100)} + ${part(years, 400)} + ${part(sql`(153 * ${fromMarch} + 2)`, 5)} + ${day} - ${String(EPOCH)})`;
  return {
    error: sql`CASE WHEN ${text} = '' OR ${exists} THEN 0 ELSE ${placeOf("not-a-date")} END`,
    number: arithmetic.known(
      dialect.fromCount(sql, sql`CASE WHEN ${exists} THEN ${number} ELSE 0 END`),
      DATES.least,
      DATES.greatest,
    ),
  };
}

/** The date, as YYYY-MM-DD, of so many days since 1970-01-01; the count is not negative once 400 years are added. */
export function writeDate(days: Sql, { sql, dialect }: Reading): Sql {
  const part = (of: Sql, by: number): Sql => dialect.quotient(sql, of, by);
  const shifted = sql.column`(${days} + ${String(EPOCH - 1)})`;
  const era = part(shifted, DAYS_IN_400_YEARS);
  const dayOfEra = sql.column`(${shifted} - ${String(DAYS_IN_400_YEARS)} * ${era})`;
  const yearOfEra = sql.column`${part(sql`(${dayOfEra} - ${part(dayOfEra, 1_460)} + ${part(dayOfEra, 36_524)} - ${part(dayOfEra, 146_096)})`, 365)}`;
  const dayOfYear = sql.column`(${dayOfEra} - (365 * ${yearOfEra} + ${part(yearOfEra, 4)} - ${part(yearOfEra, 100)}))`;
  const fromMarch = sql.column`${part(sql`(5 * ${dayOfYear} + 2)`, 153)}`;
  const day = sql`(${dayOfYear} - ${part(sql`(153 * ${fromMarch} + 2)`, 5)} + 1)`;
  const month = sql.column`(CASE WHEN ${fromMarch} < 10 THEN ${fromMarch} + 3 ELSE ${fromMarch} - 9 END)`;
  const year = sql`(${yearOfEra} + 400 * ${era} - 400 + CASE WHEN ${month} <= 2 THEN 1 ELSE 0 END)`;
  const padded = (value: Sql, length: number): Sql => {
    const written = dialect.asText(sql, value);
    return sql`substr('${"0".repeat(length)}', length(${written}) + 1) || ${written}`;
  };
  return sql`${padded(year, 4)} || '-' || ${padded(month, 2)} || '-' || ${padded(day, 2)}`;
}
