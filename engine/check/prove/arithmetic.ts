/** Arithmetic on domains: every result of the operation on members is a member of the result. */
import {
  abs,
  add,
  compare,
  divide,
  isZero,
  min,
  multiply,
  negate,
  ONE,
  type Rational,
  type RoundingMode,
  rational,
  roundTo,
  ZERO,
} from "../../values/rational.ts";
import {
  asInterval,
  commonStep,
  type Domain,
  EMPTY,
  intersect,
  intervalOf,
  isEmpty,
  isOnStep,
  numbersOf,
  only,
  rangeOf,
  stepOf,
  union,
  valuesOf,
  without,
} from "./domain.ts";
import { type Bound, compareLower, compareUpper, LINE, type Range } from "./range.ts";

/** Two lists are combined pair by pair up to this many pairs, else as intervals. */
const MOST_PAIRS = 4_096;

function pairwise(a: Domain, b: Domain, combine: (x: Rational, y: Rational) => Rational): Domain | undefined {
  if (a.kind !== "values" || b.kind !== "values" || a.values.length * b.values.length > MOST_PAIRS) return undefined;
  const ys = numbersOf(b);
  return valuesOf(numbersOf(a).flatMap((x) => ys.map((y) => combine(x, y))));
}

/** The image under a map that keeps (or, `falling`, turns round) the order of numbers. */
function image(a: Domain, map: (x: Rational) => Rational, step: Rational | undefined, falling = false): Domain {
  if (a.kind === "values") return valuesOf(numbersOf(a).map(map));
  const move = (bound: Bound | undefined) => bound && { value: map(bound.value), included: bound.included };
  const [lower, upper] = [move(a.lower), move(a.upper)];
  return intervalOf(falling ? { lower: upper, upper: lower } : { lower, upper }, step);
}

export const negateDomain = (a: Domain): Domain => scaleDomain(a, negate(ONE));

export function scaleDomain(a: Domain, factor: Rational): Domain {
  if (isZero(factor)) return isEmpty(a) ? EMPTY : only(ZERO);
  const step = a.kind === "interval" && a.step ? multiply(a.step, abs(factor)) : undefined;
  return image(a, (x) => multiply(x, factor), step, compare(factor, ZERO) < 0);
}

export function addDomains(a: Domain, b: Domain): Domain {
  if (isEmpty(a) || isEmpty(b)) return EMPTY;
  const pairs = pairwise(a, b, add);
  if (pairs) return pairs;
  const [x, y] = [asInterval(a), asInterval(b)];
  const plus = (p: Bound | undefined, q: Bound | undefined) =>
    p && q && { value: add(p.value, q.value), included: p.included && q.included };
  return intervalOf({ lower: plus(x.lower, y.lower), upper: plus(x.upper, y.upper) }, common(x, y));
}

/** A step of both; absent where one of them has none. */
function common(a: Domain, b: Domain): Rational | undefined {
  const [x, y] = [stepOf(a), stepOf(b)];
  return x && y && commonStep(x, y);
}

/** An end of a product: `"high"` and `"low"` stand for the infinite ones. */
type Corner = Bound | "high" | "low";

export function multiplyDomains(a: Domain, b: Domain): Domain {
  if (isEmpty(a) || isEmpty(b)) return EMPTY;
  const pairs = pairwise(a, b, multiply);
  if (pairs) return pairs;
  const [x, y] = [asInterval(a), asInterval(b)];
  const ends = ({ lower, upper }: Range): Corner[] => [lower ?? "low", upper ?? "high"];
  const corners = ends(x).flatMap((p) => ends(y).map((q) => cornerOf(p, q)));
  return intervalOf(spanOf(corners), x.step && y.step && multiply(x.step, y.step));
}

function cornerOf(p: Corner, q: Corner): Corner {
  const [x, y] = [typeof p === "object" ? p : undefined, typeof q === "object" ? q : undefined];
  if (x && y && !isZero(x.value) && !isZero(y.value)) {
    return { value: multiply(x.value, y.value), included: x.included && y.included };
  }
  const zeros = [x, y].filter((bound) => bound !== undefined).filter((bound) => isZero(bound.value));
  if (zeros.length > 0) {
    const attained = zeros.some((bound) => bound.included) || (x?.included === true && y?.included === true);
    return { value: ZERO, included: attained };
  }
  return signOf(p) * signOf(q) > 0 ? "high" : "low";
}

const signOf = (corner: Corner): number =>
  corner === "high" ? 1 : corner === "low" ? -1 : compare(corner.value, ZERO);

function spanOf(corners: readonly Corner[]): Range {
  const bounds = corners.filter((corner) => typeof corner === "object");
  return {
    lower: corners.includes("low") ? undefined : bounds.sort(compareLower)[0],
    upper: corners.includes("high") ? undefined : bounds.sort(compareUpper).at(-1),
  };
}

/** Quotients; a divisor of 0 gives no value and is left out. */
export function divideDomains(a: Domain, b: Domain): Domain {
  const divisors = without(b, ZERO);
  if (isEmpty(a) || isEmpty(divisors)) return EMPTY;
  if (divisors.kind === "values") {
    const pairs = pairwise(a, divisors, divide);
    return (
      pairs ??
      multiplyDomains(
        a,
        image(divisors, (x) => divide(ONE, x), undefined),
      )
    );
  }
  return union(
    multiplyDomains(a, reciprocals(intersect(divisors, POSITIVE))),
    multiplyDomains(a, reciprocals(intersect(divisors, NEGATIVE))),
  );
}

const ABOVE_ZERO: Bound = { value: ZERO, included: false };
const POSITIVE = intervalOf({ lower: ABOVE_ZERO, upper: undefined }, undefined);
const NEGATIVE = intervalOf({ lower: undefined, upper: ABOVE_ZERO }, undefined);

/** Of numbers that all have the same sign and are not 0. */
function reciprocals(a: Domain): Domain {
  if (a.kind === "values") return image(a, (x) => divide(ONE, x), undefined);
  const turn = (bound: Bound | undefined): Bound | undefined => {
    if (!bound) return ABOVE_ZERO;
    return isZero(bound.value) ? undefined : { value: divide(ONE, bound.value), included: bound.included };
  };
  return intervalOf({ lower: turn(a.upper), upper: turn(a.lower) }, undefined);
}

export function minDomains(a: Domain, b: Domain): Domain {
  if (isEmpty(a) || isEmpty(b)) return EMPTY;
  const pairs = pairwise(a, b, min);
  if (pairs) return pairs;
  const [x, y] = [rangeOf(a), rangeOf(b)];
  const lower = compareLower(x.lower, y.lower) <= 0 ? x.lower : y.lower;
  const upper = compareUpper(x.upper, y.upper) <= 0 ? x.upper : y.upper;
  return intervalOf({ lower, upper }, common(a, b));
}

export const maxDomains = (a: Domain, b: Domain): Domain => negateDomain(minDomains(negateDomain(a), negateDomain(b)));

export function absDomain(a: Domain): Domain {
  if (a.kind === "values") return image(a, abs, undefined);
  const above = intersect(a, {
    kind: "interval",
    lower: { value: ZERO, included: true },
    upper: undefined,
    step: undefined,
  });
  return union(above, negateDomain(intersect(a, NEGATIVE)));
}

/** Rounded to whole multiples of `10^-decimals`. */
export function roundDomain(a: Domain, decimals: number, mode: RoundingMode): Domain {
  const step = decimalStep(decimals);
  if (isOnStep(a, step)) return a;
  if (a.kind === "values") return image(a, (x) => roundTo(x, decimals, mode), step);
  const move = (bound: Bound | undefined) => bound && { value: roundTo(bound.value, decimals, mode), included: true };
  return intervalOf({ lower: move(a.lower), upper: move(a.upper) }, step);
}

/** `10^-decimals`, the step of what has so many decimals. */
export const decimalStep = (decimals: number): Rational =>
  decimals >= 0 ? rational(1n, 10n ** BigInt(decimals)) : rational(10n ** BigInt(-decimals));

/** What may have been rounded to a member of the domain. */
export function unroundDomain(a: Domain, decimals: number): Domain {
  const step = decimalStep(decimals);
  const rounded = intersect(a, intervalOf(LINE, step));
  if (isEmpty(rounded)) return EMPTY;
  const { lower, upper } = rangeOf(rounded);
  const move = (bound: Bound | undefined, by: Rational) => bound && { value: add(bound.value, by), included: true };
  return intervalOf({ lower: move(lower, negate(step)), upper: move(upper, step) }, undefined);
}
