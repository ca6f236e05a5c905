/**
 * How fast a value moves with one input: every difference of two of its values, divided by that of the
 * input, lies within its slope. Truth counts as 0 and 1, a choice by its place among its values; of
 * these only the sign of a slope means anything.
 */
import { compare, ONE, ZERO } from "../../../values/rational.ts";
import { addDomains, divideDomains, multiplyDomains, negateDomain } from "../arithmetic.ts";
import { type Domain, EVERY_NUMBER, intervalOf, isEmpty, only, rangeOf, without } from "../domain.ts";
import { hullOfRanges } from "../range.ts";

/** One stretch of numbers, never empty. */
export type Slope = Domain;

/** Does not move. */
export const LEVEL: Slope = only(ZERO);
/** Moves as the input itself does. */
export const ITSELF: Slope = only(ONE);
export const UPWARD: Slope = intervalOf({ lower: { value: ZERO, included: true }, upper: undefined }, undefined);
export const DOWNWARD: Slope = negateDomain(UPWARD);
export const ANYHOW: Slope = EVERY_NUMBER;

export function neverFalls(slope: Slope): boolean {
  const { lower } = rangeOf(slope);
  return lower !== undefined && compare(lower.value, ZERO) >= 0;
}
export const neverRises = (slope: Slope): boolean => neverFalls(negateDomain(slope));
export const isLevel = (slope: Slope): boolean => neverFalls(slope) && neverRises(slope);
/** Whether it is known in which direction it moves, if it does. */
export const hasDirection = (slope: Slope): boolean => neverFalls(slope) || neverRises(slope);

/** Of what may move as any of these does. */
export function hullOf(slopes: readonly Slope[]): Slope {
  const [first, ...rest] = slopes;
  return first ? rest.reduce((a, b) => intervalOf(hullOfRanges(rangeOf(a), rangeOf(b)), undefined), first) : LEVEL;
}

/** The direction alone: of what jumps or is rounded nothing more is known. */
export function directionOf(slope: Slope): Slope {
  if (isLevel(slope)) return LEVEL;
  if (neverFalls(slope)) return UPWARD;
  return neverRises(slope) ? DOWNWARD : ANYHOW;
}

/** Of what moves along something that itself moves with the input. */
export const along = (outer: Slope, inner: Slope): Slope => multiplyDomains(outer, inner);

/** The numbers as one stretch, which is quick to compute with. */
export const stretch = (domain: Domain): Domain => (isEmpty(domain) ? domain : intervalOf(rangeOf(domain), undefined));

/** Of what moves the other way. */
export const turned = negateDomain;

export const sumSlope = (a: Slope, b: Slope): Slope => addDomains(a, b);

/** a₂b₂ − a₁b₁ = a₂(b₂ − b₁) + b₁(a₂ − a₁) */
export function productSlope(a: Domain, slopeA: Slope, b: Domain, slopeB: Slope): Slope {
  if (isEmpty(a) || isEmpty(b)) return LEVEL;
  return addDomains(multiplyDomains(stretch(a), slopeB), multiplyDomains(stretch(b), slopeA));
}

/** a₂/b₂ − a₁/b₁ = (a₂ − a₁)/b₂ − a₁(b₂ − b₁)/(b₁b₂) */
export function quotientSlope(a: Domain, slopeA: Slope, b: Domain, slopeB: Slope): Slope {
  const divisors = stretch(without(b, ZERO));
  if (isEmpty(a) || isEmpty(divisors)) return LEVEL;
  const first = divideDomains(slopeA, divisors);
  if (isLevel(slopeB)) return first;
  const square = multiplyDomains(divisors, divisors);
  return addDomains(first, negateDomain(divideDomains(multiplyDomains(stretch(a), slopeB), square)));
}
