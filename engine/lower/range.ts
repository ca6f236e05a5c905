/** Between which numbers an amount lies; an absent end is not known. */
import { abs, add, compare, max, min, multiply, negate, type Rational, rational, ZERO } from "../values/rational.ts";
import type { Bounds } from "./whole.ts";

export interface Range {
  readonly least?: Rational;
  readonly greatest?: Rational;
}

type Join = (a: Rational, b: Rational) => Rational;
const both = (a: Rational | undefined, b: Rational | undefined, join: Join) => a && b && join(a, b);
const either = (a: Rational | undefined, b: Rational | undefined, join: Join) => (a && b ? join(a, b) : (a ?? b));

const range = (least: Rational | undefined, greatest: Rational | undefined): Range => ({
  ...(least && { least }),
  ...(greatest && { greatest }),
});

export const addRanges = (a: Range, b: Range): Range =>
  range(both(a.least, b.least, add), both(a.greatest, b.greatest, add));

const negateRange = (a: Range): Range => range(a.greatest && negate(a.greatest), a.least && negate(a.least));

export function scaleRange(a: Range, factor: Rational): Range {
  if (factor.numerator < 0n) return scaleRange(negateRange(a), negate(factor));
  return range(a.least && multiply(a.least, factor), a.greatest && multiply(a.greatest, factor));
}

export function multiplyRanges(a: Range, b: Range): Range {
  if (!a.least || !a.greatest || !b.least || !b.greatest) return {};
  const ends = [a.least, a.greatest].flatMap((x) => [b.least, b.greatest].flatMap((y) => (y ? [multiply(x, y)] : [])));
  return range(ends.reduce(min), ends.reduce(max));
}

/** Around both. */
export const hullOfRanges = (a: Range, b: Range): Range =>
  range(both(a.least, b.least, min), both(a.greatest, b.greatest, max));
/** Within both. */
export const meetOfRanges = (a: Range, b: Range): Range =>
  range(either(a.least, b.least, max), either(a.greatest, b.greatest, min));
export const minOfRanges = (a: Range, b: Range): Range =>
  range(both(a.least, b.least, min), either(a.greatest, b.greatest, min));
export const maxOfRanges = (a: Range, b: Range): Range =>
  range(either(a.least, b.least, max), both(a.greatest, b.greatest, max));

export function absoluteRange(a: Range): Range {
  const size = both(a.least, a.greatest, (least, greatest) => max(abs(least), abs(greatest)));
  if (a.least && compare(a.least, ZERO) >= 0) return a;
  return range(ZERO, size);
}

/** Of an integer over a positive one. */
export function quotientRange(numerator: Bounds, denominator: Bounds): Range {
  const nearest = denominator.least === undefined || denominator.least < 1n ? 1n : denominator.least;
  const end = (value: bigint | undefined, isLeast: boolean): Rational | undefined => {
    if (value === undefined) return undefined;
    if (value < 0n === isLeast) return rational(value, nearest);
    return denominator.greatest === undefined ? ZERO : rational(value, denominator.greatest);
  };
  return range(end(numerator.least, true), end(numerator.greatest, false));
}
