/** What is wanted of a population: a bound on an aggregate of one name. */

import { ExactSums } from "../../batch/exact-sums.ts";
import { NumberReader } from "../../batch/number-reader.ts";
import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import type { Columns } from "../../columns/columns.ts";
import { type Month, monthAt } from "../../values/month.ts";
import { abs, compare, divide, type Rational, rational, subtract } from "../../values/rational.ts";
import type { Type } from "../../values/type.ts";
import { amountsOf } from "../compare/amounts.ts";
import { PIECE, Piece } from "../compare/piece.ts";

export const AGGREGATES = ["sum", "average", "min", "max", "count"] as const;
export type Aggregate = (typeof AGGREGATES)[number];
export const OPERATORS = ["<=", ">=", "<", ">", "="] as const;
export type GoalOperator = (typeof OPERATORS)[number];

export interface Goal {
  readonly aggregate: Aggregate;
  /** An output, or for `count` an action, too. */
  readonly name: string;
  /** Of `count` of a grade: which; of a truth, what is counted is where it holds. */
  readonly grade?: string;
  /** The bound is for each month by itself, not for all months together. */
  readonly eachMonth: boolean;
  readonly operator: GoalOperator;
  readonly bound: Rational;
}

/** What the aggregate comes to. A month, or all of them, in which nobody has a value has none. */
export interface Reached {
  /** Of all months together; for a goal for each month, of the month that is furthest from the bound. */
  readonly value: Rational | undefined;
  /** Of a goal for each month. */
  readonly month?: Month;
  readonly meets: boolean;
}

/** So many integers of 32 bits add up to less than 2^53. */
const MOST_SMALL = 2 ** 21;

interface Sums {
  readonly sumOf: (group: number) => Rational;
  readonly countOf: (group: number) => number;
}

/** Looks again and again at the column of the goal's name. */
export class GoalReader {
  readonly #goal: Goal;
  readonly #rows: Int32Array;
  /** By row its place among the groups: the months, or one for all. */
  readonly #groups: Int32Array;
  readonly #months: readonly number[];

  constructor(goal: Goal, columns: Columns, rows: Int32Array) {
    this.#goal = goal;
    this.#rows = rows;
    this.#groups = new Int32Array(columns.length);
    const found = new Set<number>();
    if (goal.eachMonth) for (const row of rows) found.add(columns.month[row] ?? 0);
    this.#months = [...found].sort((a, b) => a - b);
    const places = new Map(this.#months.map((month, place) => [month, place]));
    if (goal.eachMonth) for (const row of rows) this.#groups[row] = places.get(columns.month[row] ?? 0) ?? 0;
  }

  /** @throws RangeError where numbers that have no common scale would have to be added up */
  read(column: ResultColumn): Reached {
    const values = this.#valuesOf(column);
    if (!this.#goal.eachMonth) {
      const [value] = values;
      return { value, meets: value !== undefined && this.#holds(value) };
    }
    let worst: { value: Rational; place: number } | undefined;
    for (const [place, value] of values.entries()) {
      if (value && (!worst || this.#isFurther(value, worst.value))) worst = { value, place };
    }
    const meets = values.every((value) => value !== undefined && this.#holds(value));
    const month = worst && this.#months[worst.place];
    return { value: worst?.value, meets, ...(month !== undefined && { month: monthAt(month) }) };
  }

  #holds(value: Rational): boolean {
    const order = compare(value, this.#goal.bound);
    switch (this.#goal.operator) {
      case "<=":
        return order <= 0;
      case ">=":
        return order >= 0;
      case "<":
        return order < 0;
      case ">":
        return order > 0;
      case "=":
        return order === 0;
    }
  }

  #isFurther(value: Rational, than: Rational): boolean {
    const { operator, bound } = this.#goal;
    if (operator === "=") return compare(distance(value, bound), distance(than, bound)) > 0;
    const order = compare(value, than);
    return operator === "<=" || operator === "<" ? order > 0 : order < 0;
  }

  #valuesOf(column: ResultColumn): (Rational | undefined)[] {
    const size = this.#goal.eachMonth ? this.#months.length : 1;
    switch (this.#goal.aggregate) {
      case "count":
        return this.#counts(column, size);
      case "sum":
      case "average":
        return this.#sums(column, size);
      case "min":
      case "max":
        return this.#extremes(column, size);
    }
  }

  #sums(column: ResultColumn, size: number): (Rational | undefined)[] {
    const { sumOf, countOf } = this.#smallSums(column, size) ?? this.#anySums(column, size);
    return Array.from({ length: size }, (_, group) => {
      const count = countOf(group);
      if (this.#goal.aggregate === "sum") return sumOf(group);
      return count === 0 ? undefined : divide(sumOf(group), rational(count));
    });
  }

  /** Straight from the column; `undefined` where its numbers might be too large or have several scales. */
  #smallSums(column: ResultColumn, size: number): Sums | undefined {
    const { values, missing, aside, length } = column;
    if (values.kind !== "number" || typeof values.denominators !== "number" || aside.size > 0) return undefined;
    const { numerators, denominators } = values;
    const rows = this.#rows;
    const groups = this.#groups;
    if (typeof numerators === "number" || numerators instanceof Float64Array || rows.length > MOST_SMALL)
      return undefined;
    if (size === 1) {
      // The most usual case by far, and what a search spends its time on.
      const all = rows.length === length ? column.sum?.() : undefined;
      const { sum, count } = all ?? addUp(new Piece(numerators, rows), new Piece(missing, rows), rows.length);
      return { sumOf: () => rational(sum, denominators), countOf: () => count };
    }
    const sums = new Float64Array(size);
    const counts = new Int32Array(size);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      if (numberAt(missing, row) !== 0) continue;
      const group = groups[row] ?? 0;
      sums[group] = (sums[group] ?? 0) + (numerators[row] ?? 0);
      counts[group] = (counts[group] ?? 0) + 1;
    }
    return { sumOf: (group) => rational(sums[group] ?? 0, denominators), countOf: (group) => counts[group] ?? 0 };
  }

  #anySums(column: ResultColumn, size: number): Sums {
    const [amounts] = amountsOf([column]) ?? [];
    if (!amounts) throw new RangeError(`${column.name} cannot be added up: it holds quotients that nobody rounds`);
    const { whole, scale } = amounts;
    const sums = new ExactSums(size, scale);
    for (const row of this.#rows) {
      const amount = whole[row] ?? Number.NaN;
      if (!Number.isNaN(amount)) sums.addWhole(this.#groups[row] ?? 0, amount);
    }
    return { sumOf: (group) => sums.sum(group), countOf: (group) => sums.count(group) };
  }

  #extremes(column: ResultColumn, size: number): (Rational | undefined)[] {
    const sign = this.#goal.aggregate === "max" ? 1 : -1;
    const numbers = new NumberReader(column);
    const { scale } = numbers;
    const whole = new Float64Array(size).fill(Number.NaN);
    const others = new Map<number, Rational>();
    for (const row of this.#rows) {
      if (!numbers.has(row)) continue;
      const group = this.#groups[row] ?? 0;
      const value = numbers.scaled(row, scale);
      if (Number.isNaN(value)) {
        const exact = numbers.exact(row);
        const known = others.get(group);
        if (!known || sign * compare(exact, known) > 0) others.set(group, exact);
      } else if (!(sign * (value - (whole[group] ?? 0)) <= 0)) whole[group] = value;
    }
    return Array.from(whole, (value, group) => {
      const own = Number.isNaN(value) ? undefined : rational(value, scale);
      const other = others.get(group);
      if (!own || !other) return own ?? other;
      return sign * compare(own, other) >= 0 ? own : other;
    });
  }

  #counts({ type, values, missing, aside }: ResultColumn, size: number): Rational[] {
    const counts = new Int32Array(size);
    const code = codeOf(type, this.#goal.grade);
    const held = values.kind === "code" ? values.codes : values.kind === "truth" ? values.holds : -1;
    for (const row of this.#rows) {
      const other = aside.size > 0 ? aside.get(row) : undefined;
      const isHere =
        other === undefined
          ? numberAt(missing, row) === 0 && numberAt(held, row) === code
          : other === (this.#goal.grade ?? true);
      const group = this.#groups[row] ?? 0;
      if (isHere) counts[group] = (counts[group] ?? 0) + 1;
    }
    return Array.from(counts, (count) => rational(count));
  }
}

/** What the values of a column come to, and how many there are. */
function addUp(numbers: Piece, gaps: Piece, length: number): { readonly sum: number; readonly count: number } {
  const found = { sum: 0, count: 0 };
  for (let first = 0; first < length; first += PIECE) {
    const size = Math.min(PIECE, length - first);
    numbers.take(first, size);
    gaps.take(first, size);
    addPiece(found, numbers.room, gaps.room, size);
  }
  return found;
}

function addPiece(found: { sum: number; count: number }, numbers: Int32Array, gaps: Int32Array, size: number): void {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < size; at += 1) {
    if (gaps[at] !== 0) continue;
    sum += numbers[at] ?? 0;
    count += 1;
  }
  found.sum += sum;
  found.count += count;
}

/** What stands for the grade in a column of codes, or for yes in one of truths. */
const codeOf = (type: Type, grade: string | undefined): number =>
  type.kind === "choice" ? type.values.indexOf(grade ?? "") : 1;

const distance = (a: Rational, b: Rational): Rational => abs(subtract(a, b));
