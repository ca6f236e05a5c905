/** Integers of a query, and what a dialect must be able to do with them without losing a digit. */
import type { Sql } from "./expression.ts";

/** A column of whole numbers that a dialect's numbers hold. */
export interface Part {
  readonly sql: Sql;
  readonly least: bigint;
  readonly greatest: bigint;
}

/**
 * One integer a row. Where a row's is too large for the dialect it is NULL, which spreads to all that
 * is computed from it; it is never a wrong number.
 */
export interface Integer {
  readonly least: bigint;
  readonly greatest: bigint;
  /** One column, or several where the dialect's numbers are too small: the lowest digits first. */
  readonly parts: readonly Part[];
  /** It may be NULL. */
  readonly partial: boolean;
}

/** TRUE or FALSE; NULL where it rests on a number that is too large. */
export interface Truth {
  readonly sql: Sql;
  readonly partial: boolean;
}

export interface Case {
  readonly when: Truth;
  readonly value: Integer;
}

/** What stands between `OVER (` and `)`. */
export type Over = readonly (string | Sql)[];

export interface Arithmetic {
  constant(value: bigint): Integer;
  /** An expression that yields numbers of the dialect within the bounds. */
  known(sql: Sql, least: bigint, greatest: bigint): Integer;
  /** The number that a text of decimal digits writes, `most` at most. */
  fromDigits(digits: Sql, most: number): Integer;
  /** The same number, of which more is known. */
  within(value: Integer, least: bigint | undefined, greatest: bigint | undefined): Integer;

  add(left: Integer, right: Integer): Integer;
  subtract(left: Integer, right: Integer): Integer;
  multiply(left: Integer, right: Integer): Integer;
  /** Towards minus infinity; the divisor is positive. */
  floorDivide(left: Integer, right: Integer): Integer;
  negate(operand: Integer): Integer;
  absolute(operand: Integer): Integer;
  min(left: Integer, right: Integer): Integer;
  max(left: Integer, right: Integer): Integer;
  /** The first case that holds; NULL where a case before it may hold or not. */
  choose(cases: readonly Case[], otherwise: Integer): Integer;

  equal(left: Integer, right: Integer): Truth;
  less(left: Integer, right: Integer): Truth;
  lessOrEqual(left: Integer, right: Integer): Truth;

  /** Over the rows of a window in which `when` is true, `mostRows` at most; 0 where there is none. */
  sum(value: Integer, when: Sql, over: Over, mostRows: bigint): Integer;
  /** Of at most one row of the window, that in which `when` is true; else `otherwise`. */
  pick(value: Integer, when: Sql, over: Over, otherwise: Integer): Integer;
  /** As `sum`; undefined where the number has several columns. */
  extreme(aggregate: "min" | "max", value: Integer, when: Sql, over: Over, otherwise: Integer): Integer | undefined;
  /** Columns that order rows as the number does, the one that counts most first. */
  order(value: Integer): readonly Sql[];
  /** In decimal digits, of a number that is not negative. */
  digits(value: Integer): Sql;
}
