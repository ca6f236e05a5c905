import { ExactSums } from "../../batch/exact-sums.ts";
import { NumberReader } from "../../batch/number-reader.ts";
import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import { compare, type Rational, rational, subtract, ZERO } from "../../values/rational.ts";
import { type Amounts, amountAt } from "./amounts.ts";

/** What becomes of a value; a row that has none on one of the two sides has no direction. */
export const UP = 1;
export const DOWN = -1;
export const SAME = 0;
export const NONE = 2;

/** One name under two schemes, row by row. */
export interface Changes {
  /** By row `UP`, `DOWN`, `SAME` or `NONE`. */
  readonly directions: Int8Array;
  /** Both over one scale; absent where they have none. */
  readonly amounts?: readonly [Amounts, Amounts];
  /** The second less the first; `undefined` where one of them has no value. */
  at(row: number): Rational | undefined;
}

export function changesOf(
  before: ResultColumn,
  after: ResultColumn,
  amounts: readonly [Amounts, Amounts] | undefined,
  areSame = false,
): Changes {
  if (areSame) return noChanges(before, amounts);
  return amounts ? wholeChanges(amounts) : fractionChanges(before, after);
}

/** Of columns that hold the same. */
function noChanges(column: ResultColumn, amounts: readonly [Amounts, Amounts] | undefined): Changes {
  const { missing, aside, length } = column;
  const directions = new Int8Array(length);
  if (missing !== 0) {
    for (let row = 0; row < length; row += 1) {
      if (numberAt(missing, row) !== 0 && !aside.has(row)) directions[row] = NONE;
    }
  }
  return { directions, ...(amounts && { amounts }), at: (row) => (directions[row] === NONE ? undefined : ZERO) };
}

function wholeChanges(amounts: readonly [Amounts, Amounts]): Changes {
  const [{ whole: old }, { whole: own }] = amounts;
  const directions = new Int8Array(old.length);
  for (let row = 0; row < old.length; row += 1) {
    const difference = (own[row] ?? 0) - (old[row] ?? 0);
    if (difference > 0) directions[row] = UP;
    else if (difference < 0) directions[row] = DOWN;
    else if (difference !== 0) directions[row] = NONE;
  }
  return {
    directions,
    amounts,
    at(row) {
      const [one, other] = [amountAt(amounts[0], row), amountAt(amounts[1], row)];
      return one && other && subtract(other, one);
    },
  };
}

function fractionChanges(before: ResultColumn, after: ResultColumn): Changes {
  const [old, own] = [new NumberReader(before), new NumberReader(after)];
  const quickly = quickDirections(before, after);
  const directions = new Int8Array(before.length);
  for (let row = 0; row < before.length; row += 1) {
    if (!old.has(row) || !own.has(row)) {
      directions[row] = NONE;
      continue;
    }
    const direction = quickly(row);
    directions[row] = Number.isNaN(direction) ? compare(own.exact(row), old.exact(row)) : direction;
  }
  return {
    directions,
    at: (row) => (directions[row] === NONE ? undefined : subtract(own.exact(row), old.exact(row))),
  };
}

/** Of quotients that are written alike or whose products machine numbers hold; `NaN` for the others. */
function quickDirections(before: ResultColumn, after: ResultColumn): (row: number) => number {
  const { values: old, aside: oldAside } = before;
  const { values: own, aside: ownAside } = after;
  if (old.kind !== "number" || own.kind !== "number" || old.rests || own.rests) return () => Number.NaN;
  const areHeld = oldAside.size === 0 && ownAside.size === 0;
  return (row) => {
    if (!areHeld && (oldAside.has(row) || ownAside.has(row))) return Number.NaN;
    const oldAbove = numberAt(old.numerators, row);
    const oldBelow = numberAt(old.denominators, row);
    const ownAbove = numberAt(own.numerators, row);
    const ownBelow = numberAt(own.denominators, row);
    if (oldAbove === ownAbove && oldBelow === ownBelow) return SAME;
    const left = ownAbove * oldBelow;
    const right = oldAbove * ownBelow;
    return Number.isSafeInteger(left) && Number.isSafeInteger(right) ? Math.sign(left - right) : Number.NaN;
  };
}

/** How many rows of a group come off how, and by how much in all. */
export interface Tally {
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** Over the rows that have both values; `undefined` where they have no common scale. */
  readonly change: Rational | undefined;
}

/** @param groups by row its group, from 0 up to `count`; a negative one is in none; absent for one group of all */
export function tallies(
  { directions, amounts }: Changes,
  rows: Int32Array,
  count = 1,
  groups?: Int32Array,
): readonly Tally[] {
  // Of each group those that go down, stay and go up, in this order.
  const counts = new Int32Array(3 * count);
  const sums = new Float64Array(count);
  let largest = 0;
  const old = amounts?.[0].whole;
  const own = amounts?.[1].whole;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const direction = directions[row] ?? NONE;
    const group = groups ? (groups[row] ?? -1) : 0;
    if (group < 0 || direction === NONE) continue;
    const place = 3 * group + 1 + direction;
    counts[place] = (counts[place] ?? 0) + 1;
    if (direction === SAME || !old || !own) continue;
    const sum = (sums[group] ?? 0) + ((own[row] ?? 0) - (old[row] ?? 0));
    sums[group] = sum;
    largest = Math.max(largest, sum, -sum);
  }
  const isExact = largest <= Number.MAX_SAFE_INTEGER;
  const exact = amounts && (isExact ? sums : exactSums(amounts, directions, rows, count, groups));
  return Array.from({ length: count }, (_, group) => ({
    up: counts[3 * group + 2] ?? 0,
    down: counts[3 * group] ?? 0,
    same: counts[3 * group + 1] ?? 0,
    change: amounts && exact && rationalOf(exact, group, amounts[0].scale),
  }));
}

const rationalOf = (sums: Float64Array | ExactSums, group: number, scale: number): Rational =>
  sums instanceof ExactSums ? sums.sum(group) : rational(sums[group] ?? 0, scale);

/** The same sums where machine numbers would lose some of them. */
function exactSums(
  [{ whole: old, scale }, { whole: own }]: readonly [Amounts, Amounts],
  directions: Int8Array,
  rows: Int32Array,
  count: number,
  groups: Int32Array | undefined,
): ExactSums {
  const sums = new ExactSums(count, scale);
  for (const row of rows) {
    const group = groups ? (groups[row] ?? -1) : 0;
    if (group >= 0 && directions[row] !== NONE) sums.addWhole(group, (own[row] ?? 0) - (old[row] ?? 0));
  }
  return sums;
}
