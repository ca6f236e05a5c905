import { add, compare, type Rational, rational, roundTo, subtract, ZERO } from "../../values/rational.ts";

/**
 * Parts in whole units of the last decimal place that sum to their sum, rounded half away from zero:
 * each is rounded down, and what is missing then goes to the parts that lost most by it, of equal ones
 * to those that stand first. No part is a whole unit off.
 */
export function byLargestRemainder(parts: readonly Rational[], decimals: number): Rational[] {
  const floors = parts.map((part) => roundTo(part, decimals, "floor"));
  const sum = roundTo(parts.reduce(add, ZERO), decimals);
  const missing = subtract(sum, floors.reduce(add, ZERO));
  const unit = rational(1, 10n ** BigInt(decimals));
  const units = Number((missing.numerator * unit.denominator) / missing.denominator);
  const remainders = parts.map((part, at) => subtract(part, floors[at] ?? ZERO));
  const first = parts
    .map((_, at) => at)
    .sort((a, b) => compare(remainders[b] ?? ZERO, remainders[a] ?? ZERO) || a - b)
    .slice(0, units);
  const raised = new Set(first);
  return floors.map((floor, at) => (raised.has(at) ? add(floor, unit) : floor));
}
