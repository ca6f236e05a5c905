/** Stretches of the number line, open or closed at either end. */
import { compare, equal, type Rational } from "../../values/rational.ts";

/** An end of a stretch; absent ends (`undefined`) are infinite. */
export interface Bound {
  readonly value: Rational;
  readonly included: boolean;
}

export interface Range {
  readonly lower: Bound | undefined;
  readonly upper: Bound | undefined;
}

export const LINE: Range = { lower: undefined, upper: undefined };
export const pointRange = (value: Rational): Range => {
  const bound = { value, included: true };
  return { lower: bound, upper: bound };
};

/** The lower end that begins earlier (−1) or later (1); an included end begins earlier. */
export function compareLower(a: Bound | undefined, b: Bound | undefined): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  return compare(a.value, b.value) || Number(b.included) - Number(a.included);
}

/** The upper end that ends earlier (−1) or later (1); an included end ends later. */
export function compareUpper(a: Bound | undefined, b: Bound | undefined): number {
  if (!a || !b) return Number(b !== undefined) - Number(a !== undefined);
  return compare(a.value, b.value) || Number(a.included) - Number(b.included);
}

export function isEmptyRange({ lower, upper }: Range): boolean {
  if (!lower || !upper) return false;
  const order = compare(lower.value, upper.value);
  return order > 0 || (order === 0 && !(lower.included && upper.included));
}

export const isPointRange = ({ lower, upper }: Range): boolean =>
  lower !== undefined && upper !== undefined && equal(lower.value, upper.value);

export const intersectRanges = (a: Range, b: Range): Range => ({
  lower: compareLower(a.lower, b.lower) >= 0 ? a.lower : b.lower,
  upper: compareUpper(a.upper, b.upper) <= 0 ? a.upper : b.upper,
});

/** The smallest range that holds both. */
export const hullOfRanges = (a: Range, b: Range): Range => ({
  lower: compareLower(a.lower, b.lower) <= 0 ? a.lower : b.lower,
  upper: compareUpper(a.upper, b.upper) >= 0 ? a.upper : b.upper,
});

export const isAbove = (lower: Bound | undefined, value: Rational): boolean => {
  if (!lower) return true;
  const order = compare(value, lower.value);
  return order > 0 || (order === 0 && lower.included);
};
export const isBelow = (upper: Bound | undefined, value: Rational): boolean => {
  if (!upper) return true;
  const order = compare(value, upper.value);
  return order < 0 || (order === 0 && upper.included);
};
export const inRange = (range: Range, value: Rational): boolean =>
  isAbove(range.lower, value) && isBelow(range.upper, value);

/** Where one range stops, the next one begins: an excluded end becomes an included one and back. */
const opposite = (bound: Bound): Bound => ({ value: bound.value, included: !bound.included });

/** Ranges in ascending order that touch or overlap are joined, empty ones left out. */
export function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of ranges.filter((range) => !isEmptyRange(range)).sort((a, b) => compareLower(a.lower, b.lower))) {
    const last = joined.at(-1);
    if (last && (!last.upper || compareLower(range.lower, opposite(last.upper)) <= 0)) {
      joined[joined.length - 1] = hullOfRanges(last, range);
    } else joined.push(range);
  }
  return joined;
}

/** What of the number line the ranges, ascending and apart, leave over. */
export function complementRanges(ranges: readonly Range[]): Range[] {
  const rest: Range[] = [];
  let lower: Bound | undefined;
  for (const range of ranges) {
    if (range.lower) rest.push({ lower, upper: opposite(range.lower) });
    if (!range.upper) return rest;
    lower = opposite(range.upper);
  }
  rest.push({ lower, upper: undefined });
  return rest;
}
