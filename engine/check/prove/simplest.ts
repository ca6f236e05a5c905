/** Which value of a domain a person would pick for an example. */
import {
  abs,
  add,
  decimalsOf,
  divide,
  max,
  multiply,
  ONE,
  type Rational,
  rational,
  roundTo,
  ZERO,
} from "../../values/rational.ts";
import type { Value } from "../../values/value.ts";
import { commonMultiple, type Domain, holdsValue, type Interval, isNumber, only, valuesOf, within } from "./domain.ts";
import { comparedRanges } from "./test-set.ts";

/** The simplest value alone, then the rest in two halves. */
export function simplestAndHalves(domain: Domain): Domain[] {
  const simplest = simplestOf(domain);
  if (simplest === undefined) return [];
  if (domain.kind === "values") {
    const rest = domain.values.filter((value) => value !== simplest);
    const half = rest.length >> 1;
    return [only(simplest), valuesOf(rest.slice(0, half)), valuesOf(rest.slice(half))];
  }
  const middle = middleOf(domain);
  return [only(simplest), within(domain, comparedRanges("<=", middle)), within(domain, comparedRanges(">", middle))];
}

function middleOf({ lower, upper }: Interval): Rational {
  const half = rational(1, 2);
  if (lower && upper) return multiply(add(lower.value, upper.value), half);
  if (lower) return add(lower.value, max(abs(lower.value), ONE));
  if (upper) return add(upper.value, multiply(max(abs(upper.value), ONE), rational(-1)));
  return ZERO;
}

/** Units in which a person would pick a number: whole ones, halves, tenths, hundredths, … */
const ROUND_UNITS = [ONE, rational(1, 2), ...Array.from({ length: 9 }, (_, at) => rational(1n, 10n ** BigInt(at + 1)))];

/** An end where it belongs to the domain, else an integer, else the fewest decimals. */
export function simplestOf(domain: Domain): Value | undefined {
  if (domain.kind === "values") {
    const decimals = (value: Value) => (isNumber(value) ? (decimalsOf(value) ?? 99) : 0);
    return domain.values.toSorted((a, b) => decimals(a) - decimals(b))[0];
  }
  for (const unit of ROUND_UNITS) {
    const step = domain.step ? commonMultiple(domain.step, unit) : unit;
    const anchor = domain.lower ?? domain.upper;
    if (!anchor) return ZERO;
    const quotient = divide(anchor.value, step);
    const [near, away] = domain.lower ? (["ceil", ONE] as const) : (["floor", rational(-1)] as const);
    const first = roundTo(quotient, 0, near);
    for (const multiple of [first, add(first, away)]) {
      const value = multiply(multiple, step);
      if (holdsValue(domain, value)) return value;
    }
  }
  const { lower, upper } = domain;
  if (lower?.included) return lower.value;
  return lower && upper ? middleOf(domain) : undefined;
}
