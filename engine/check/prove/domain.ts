/**
 * Abstract values: what a name can hold over all inputs that a scheme admits. A domain never leaves
 * out a value that can occur; it may hold some that cannot (x − x is not seen to be 0), which is why
 * a finding also needs inputs that lead to it.
 */

import { LIMITS } from "../../limits.ts";
import {
  add,
  compare,
  decimalsOf,
  divide,
  equal,
  greatestCommonDivisor,
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  roundTo,
  subtract,
  ZERO,
} from "../../values/rational.ts";
import type { Value } from "../../values/value.ts";
import { type Bound, hullOfRanges, inRange, intersectRanges, isEmptyRange, isPointRange, type Range } from "./range.ts";

export type Domain = Values | Interval;

/** These values and no others; numbers ascending, without repetition. */
export interface Values {
  readonly kind: "values";
  readonly values: readonly Value[];
}

/** Numbers of a range; with a step only its multiples (0.01 for what has two decimals). */
export interface Interval extends Range {
  readonly kind: "interval";
  readonly step: Rational | undefined;
}

/** A longer list becomes an interval. */
const MOST_VALUES = 4_096;
/** An interval with a step and no more values than this becomes a list. */
const FEW_VALUES = 64;

export const EMPTY: Values = { kind: "values", values: [] };
export const TRUE: Values = { kind: "values", values: [true] };
export const FALSE: Values = { kind: "values", values: [false] };
export const EITHER: Values = { kind: "values", values: [false, true] };
export const EVERY_NUMBER: Interval = { kind: "interval", lower: undefined, upper: undefined, step: undefined };

export const only = (value: Value): Values => ({ kind: "values", values: [value] });
export const isEmpty = (domain: Domain): boolean => domain.kind === "values" && domain.values.length === 0;
export const isNumber = (value: Value): value is Rational => typeof value === "object";
export const sameValue = (a: Value, b: Value): boolean => (isNumber(a) && isNumber(b) ? equal(a, b) : a === b);
/** The only value there can be. */
export const theValue = (domain: Domain): Value | undefined =>
  domain.kind === "values" && domain.values.length === 1 ? domain.values[0] : undefined;

const TOO_LARGE = 2n ** BigInt(LIMITS.bits);
const isTooLarge = ({ numerator, denominator }: Rational): boolean =>
  numerator > TOO_LARGE || numerator < -TOO_LARGE || denominator > TOO_LARGE;

/** In order and without repetition. */
export const ascending = (numbers: readonly Rational[]): Rational[] =>
  numbers.toSorted(compare).filter((value, at, all) => at === 0 || !equal(value, all[at - 1] ?? value));

/** A domain of the values, numbers in any order. */
export function valuesOf(list: readonly Value[]): Domain {
  const numbers = list.filter(isNumber);
  if (numbers.length === 0) return { kind: "values", values: [...new Set(list)] };
  if (numbers.some(isTooLarge)) return EVERY_NUMBER;
  const sorted = ascending(numbers);
  const values: Values = { kind: "values", values: sorted };
  return sorted.length > MOST_VALUES ? asInterval(values) : values;
}

/** A domain of the numbers of a range, the ends moved inwards to multiples of the step. */
export function intervalOf(range: Range, step: Rational | undefined): Domain {
  const wide = (bound: Bound | undefined) => (bound && isTooLarge(bound.value) ? undefined : bound);
  const [low, high] = [wide(range.lower), wide(range.upper)];
  if (step === undefined || isTooLarge(step)) return plainInterval({ lower: low, upper: high }, undefined);
  if (isZero(step)) return inRange({ lower: low, upper: high }, ZERO) ? only(ZERO) : EMPTY;
  const lower = low && firstMultiple(low, step, "ceil");
  const upper = high && firstMultiple(high, step, "floor");
  if (lower && upper) {
    const count = add(divide(subtract(upper.value, lower.value), step), ONE).numerator;
    if (count <= BigInt(FEW_VALUES)) {
      const values = Array.from({ length: Number(count > 0n ? count : 0n) }, (_, at) =>
        add(lower.value, multiply(step, rational(at))),
      );
      return { kind: "values", values };
    }
  }
  return plainInterval({ lower, upper }, step);
}

function plainInterval(range: Range, step: Rational | undefined): Domain {
  if (isEmptyRange(range)) return EMPTY;
  if (range.lower && isPointRange(range)) return only(range.lower.value);
  return { kind: "interval", lower: range.lower, upper: range.upper, step };
}

function firstMultiple({ value, included }: Bound, step: Rational, towards: "ceil" | "floor"): Bound {
  const quotient = divide(value, step);
  const whole = roundTo(quotient, 0, towards);
  const onStep = equal(whole, quotient);
  const moved = onStep && !included ? add(whole, rational(towards === "ceil" ? 1 : -1)) : whole;
  return { value: multiply(moved, step), included: true };
}

/** The largest number of which both are multiples. */
export const commonStep = (a: Rational, b: Rational): Rational =>
  rational(
    greatestCommonDivisor(a.numerator * b.denominator, b.numerator * a.denominator),
    a.denominator * b.denominator,
  );

/** The smallest number that is a multiple of both. */
export const commonMultiple = (a: Rational, b: Rational): Rational => {
  const common = commonStep(a, b);
  return isZero(common) ? ZERO : divide(multiply(a, b), common);
};

/** All values are multiples of it; 0 where 0 is the only value, absent where none is known. */
export function stepOf(domain: Domain): Rational | undefined {
  if (domain.kind === "interval") return domain.step;
  return numbersOf(domain).reduce(commonStep, ZERO);
}

export const numbersOf = (domain: Values): Rational[] => domain.values.filter(isNumber);

/** The smallest range that holds every number of the domain, which must not be empty. */
export function rangeOf(domain: Domain): Range {
  if (domain.kind === "interval") return domain;
  const numbers = numbersOf(domain);
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (!first || !last) throw new RangeError("the range of no number");
  return { lower: { value: first, included: true }, upper: { value: last, included: true } };
}

export const asInterval = (domain: Domain): Interval =>
  domain.kind === "interval" ? domain : { kind: "interval", ...rangeOf(domain), step: stepOf(domain) };

export function holdsValue(domain: Domain, value: Value): boolean {
  if (domain.kind === "values") return domain.values.some((other) => sameValue(other, value));
  return isNumber(value) && inRange(domain, value) && (!domain.step || isMultiple(value, domain.step));
}

const isMultiple = (value: Rational, step: Rational): boolean =>
  isZero(step) ? isZero(value) : divide(value, step).denominator === 1n;

/** True where every value of the domain is a multiple of the step. */
export const isOnStep = (domain: Domain, step: Rational): boolean => {
  const own = stepOf(domain);
  return own !== undefined && isMultiple(own, step);
};

/** True where every value of the domain ends as a decimal. */
export const alwaysEnds = (domain: Domain): boolean => {
  const step = stepOf(domain);
  return step !== undefined && decimalsOf(step) !== undefined;
};

export function intersect(a: Domain, b: Domain): Domain {
  if (a.kind === "values" && b.kind === "values") return { kind: "values", values: inBoth(a.values, b.values) };
  if (a.kind === "values") return { kind: "values", values: a.values.filter((value) => holdsValue(b, value)) };
  if (b.kind === "values") return intersect(b, a);
  return intervalOf(intersectRanges(a, b), a.step && b.step ? commonMultiple(a.step, b.step) : (a.step ?? b.step));
}

/** Numbers stand in order, so that one walk along both lists finds them. */
function inBoth(a: readonly Value[], b: readonly Value[]): Value[] {
  let at = 0;
  return a.filter((value) => {
    if (!isNumber(value)) return b.includes(value);
    for (let other = b[at]; other !== undefined && isNumber(other); other = b[at]) {
      const order = compare(other, value);
      if (order >= 0) return order === 0;
      at += 1;
    }
    return false;
  });
}

export function union(a: Domain, b: Domain): Domain {
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  if (a.kind === "values" && b.kind === "values") return valuesOf([...a.values, ...b.values]);
  const [stepA, stepB] = [stepOf(a), stepOf(b)];
  return intervalOf(hullOfRanges(rangeOf(a), rangeOf(b)), stepA && stepB && commonStep(stepA, stepB));
}

/** The union of many, without comparing each with all. */
export function unionOf(domains: readonly Domain[]): Domain {
  const lists = domains.filter((domain) => domain.kind === "values");
  const listed = valuesOf(lists.flatMap(({ values }) => values));
  return domains.filter((domain) => domain.kind === "interval").reduce<Domain>(union, listed);
}

/** The numbers of the domain that lie in one of the ranges: their hull, where they are many. */
export function within(domain: Domain, ranges: readonly Range[]): Domain {
  if (domain.kind === "values") {
    const holds = (value: Value) => isNumber(value) && ranges.some((range) => inRange(range, value));
    return { kind: "values", values: domain.values.filter(holds) };
  }
  return unionOf(ranges.map((range) => intervalOf(intersectRanges(domain, range), domain.step)));
}

/** Without the value, where leaving it out can be expressed. */
export function without(domain: Domain, value: Value): Domain {
  if (domain.kind === "values") {
    return { kind: "values", values: domain.values.filter((other) => !sameValue(other, value)) };
  }
  if (!isNumber(value)) return domain;
  const open = (bound: Bound | undefined) =>
    bound && equal(bound.value, value) ? { value: bound.value, included: false } : bound;
  return intervalOf({ lower: open(domain.lower), upper: open(domain.upper) }, domain.step);
}

/** True where both hold the same values, as far as they say. */
export function sameDomain(a: Domain, b: Domain): boolean {
  if (a === b) return true;
  if (a.kind === "values") {
    if (b.kind !== "values" || a.values.length !== b.values.length) return false;
    return a.values.every((value, at) => {
      const other = b.values[at];
      return other !== undefined && sameValue(value, other);
    });
  }
  if (b.kind === "values") return false;
  const sameBound = (x: Bound | undefined, y: Bound | undefined) =>
    x === y || (x !== undefined && y !== undefined && x.included === y.included && equal(x.value, y.value));
  const sameStep = a.step === b.step || (a.step !== undefined && b.step !== undefined && equal(a.step, b.step));
  return sameStep && sameBound(a.lower, b.lower) && sameBound(a.upper, b.upper);
}
