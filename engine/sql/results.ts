import { magnitude } from "../lower/bounds.ts";
import type { Cause } from "../lower/whole.ts";
import { decimalsOf, rational } from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import { CELL_ERRORS, writeDate } from "./cells.ts";
import { joined, type Sql } from "./expression.ts";
import type { Integer } from "./integer.ts";
import { causesBase, type Ground, type Left, peerTwice } from "./row.ts";

/** A column of the query's result. */
export interface Column {
  readonly name: string;
  readonly value: Sql;
  /** The result it belongs to, or the first of those. */
  readonly about: string;
  /** Of an error, its code or its name. */
  readonly tells?: "code" | "name";
}

export const ERROR_COLUMNS = { code: "error_code", name: "error_name" } as const;

/** Of which errors the result tells: the first of the row, which then has no value, or each result's own. */
export type Errors = "first" | "each";

interface Result {
  readonly name: string;
  readonly type: Type;
  readonly left: Left;
}

/** A column for every output and action in their order, and what keeps the row from having them. */
export function resultColumns(results: readonly Result[], errors: Errors, ground: Ground): Column[] {
  if (errors === "first") return columnsOf(results, ERROR_COLUMNS, ground);
  return results.flatMap((result) => {
    const columns = { code: `${result.name} ${ERROR_COLUMNS.code}`, name: `${result.name} ${ERROR_COLUMNS.name}` };
    return columnsOf([result], columns, ground);
  });
}

/** What has no value because of the first error among the results. */
function columnsOf(results: readonly Result[], errorColumns: { code: string; name: string }, ground: Ground): Column[] {
  const { sql } = ground;
  const error = firstError(results, ground);
  const columns = results.flatMap(({ name, left, type }) =>
    valuesOf(name, left, type, ground).map(
      (column): Column => ({ ...column, value: sql`CASE WHEN ${error} = 0 THEN ${column.value} END`, about: name }),
    ),
  );
  const names = results.map(({ name }) => name);
  const { code, name } = describeError(error, names, ground);
  const about = names[0] ?? "";
  return [
    ...columns,
    { name: errorColumns.code, value: code, about, tells: "code" },
    { name: errorColumns.name, value: name, about, tells: "name" },
  ];
}

/** The cause of the row; below 0 the output whose number is too large, from −1. */
function firstError(results: readonly { readonly left: Left }[], { sql, dialect, arithmetic, isTwice }: Ground): Sql {
  const zero = arithmetic.constant(0n);
  const cases = results.flatMap(({ left: { cause, numerator, denominator, holds } }, at) => {
    const unknown = [
      ...[cause, numerator, denominator].flatMap((each) => (each?.partial ? each.parts.map((part) => part.sql) : [])),
      ...(holds?.partial ? [holds.sql] : []),
    ];
    // What follows from an error need not have a value.
    const isTooLarge = unknown.map((each) => sql`${each} IS NULL`);
    const isKnown = cause.least === 0n && cause.greatest === 0n;
    const fails = isKnown
      ? []
      : [...sql` WHEN NOT ${arithmetic.equal(cause, zero).sql} THEN ${dialect.toCount(sql, columnOf(cause))}`.parts];
    const tooLarge = isTooLarge.length === 0 ? [] : [" WHEN ", ...joined(isTooLarge, " OR "), ` THEN ${-1 - at}`];
    return [...fails, ...tooLarge];
  });
  return sql.column`CASE WHEN ${isTwice} THEN 1${cases} ELSE 0 END`;
}

function columnOf({ parts }: Integer): Sql {
  const [only] = parts;
  if (!only) throw new TypeError("a number has a column");
  return only.sql;
}

/** The value without loss; in two columns where its decimals do not end. */
function valuesOf(
  name: string,
  { numerator, denominator, holds, text }: Left,
  type: Type,
  ground: Ground,
): Pick<Column, "name" | "value">[] {
  const { sql, dialect, arithmetic } = ground;
  if (text) return [{ name, value: text }];
  if (holds) return [{ name, value: holds.sql }];
  if (!numerator) throw new TypeError("an output has a value");
  if (type.kind === "choice") {
    const branches = type.values.map((value, at) => ` WHEN ${at} THEN ${dialect.literal(value)}`);
    return [{ name, value: sql`CASE ${dialect.toCount(sql, columnOf(numerator))}${branches.join("")} END` }];
  }
  if (type.kind === "date") return [{ name, value: writeDate(dialect.toCount(sql, columnOf(numerator)), ground) }];
  if (!denominator) throw new TypeError("a number has a denominator");
  const scale = denominator.least === denominator.greatest ? denominator.least : undefined;
  const decimals = scale === undefined ? undefined : decimalsOf(rational(1n, scale));
  if (scale === undefined || decimals === undefined) {
    return [
      { name: `${name} numerator`, value: written(numerator, 0, ground) },
      { name: `${name} denominator`, value: written(denominator, 0, ground) },
    ];
  }
  const factor = 10n ** BigInt(decimals) / scale;
  return [{ name, value: written(arithmetic.multiply(numerator, arithmetic.constant(factor)), decimals, ground) }];
}

/** An integer over 10^decimals as a decimal number. */
function written(value: Integer, decimals: number, { sql, dialect, arithmetic }: Ground): Sql {
  const size = arithmetic.absolute(value);
  const digits = sql.column`${dialect.asText(sql, arithmetic.digits(size))}`;
  const padded = sql`substr('${"0".repeat(decimals + 1)}', length(${digits}) + 1) || ${digits}`;
  const whole = sql`substr(${padded}, 1, length(${padded}) - ${String(decimals)})`;
  const fraction =
    decimals === 0 ? [] : [" || '.' || ", sql`substr(${padded}, length(${padded}) - ${String(decimals - 1)})`];
  const sign =
    value.least >= 0n
      ? []
      : [sql`CASE WHEN ${arithmetic.less(value, arithmetic.constant(0n)).sql} THEN '-' ELSE '' END`, " || "];
  const most = [value.least, value.greatest].map((end) => String(magnitude(end)).length);
  return dialect.asDecimal(sql, sql`${sign}${whole}${fraction}`, Math.max(decimals + 1, ...most), decimals);
}

/** The code and the name that the reference gives with an error. */
function describeError(error: Sql, names: readonly string[], ground: Ground): { code: Sql; name: Sql } {
  const { sql, dialect, causes, agent } = ground;
  const base = Number(causesBase(causes));
  const literal = (text: string): string => dialect.literal(text);
  const ofCause = (choose: (cause: Cause) => string): string =>
    causes.map((cause, at) => (at === 0 ? "" : ` WHEN ${at + 1} THEN ${literal(choose(cause))}`)).join("");
  const place = sql`(${error} % ${String(base)})`;
  const cell = sql`${dialect.quotient(sql, error, base)}`;
  const ofCell = CELL_ERRORS.map((code, at) => ` WHEN ${at + 1} THEN ${literal(code)}`).join("");
  const known = causes.length > 1;
  const code = sql`CASE WHEN ${error} = 0 THEN NULL WHEN ${error} = 1 OR ${error} = ${String(peerTwice(causes))} THEN 'duplicate-row' WHEN ${error} < 0 THEN 'number-too-large'${
    known
      ? sql` WHEN ${error} < ${String(base)} THEN CASE ${error}${ofCause((cause) => cause.code)} END ELSE CASE ${cell}${ofCell} END`
          .parts
      : ""
  } END`;
  const tooLarge = names.map((name, at) => ` WHEN ${-1 - at} THEN ${literal(name)}`).join("");
  const name = sql`CASE WHEN ${error} = 0 THEN NULL WHEN ${error} = 1 THEN ${agent} WHEN ${error} = ${String(peerTwice(causes))} THEN NULL${tooLarge === "" ? "" : sql` WHEN ${error} < 0 THEN CASE ${error}${tooLarge} END`.parts}${
    known ? sql` ELSE CASE ${place}${ofCause((cause) => cause.name)} END`.parts : ""
  } END`;
  return { code, name };
}
