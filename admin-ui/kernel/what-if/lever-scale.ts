/** Where a lever's slider begins and ends, and the steps it takes: round figures that somebody would choose. */
import {
  add,
  compare,
  divide,
  multiply,
  negate,
  type Rational,
  rational,
  roundTo,
  subtract,
  ZERO,
} from "../../../engine/index.ts";
import type { StudyLever } from "../study/study-api.ts";

export interface LeverScale {
  /** A value that the steps meet: that of the text, or for a param with a step where its range begins. */
  readonly origin: Rational;
  /** Above 0. */
  readonly step: Rational;
  /** The ends in steps from the origin, both included. */
  readonly first: number;
  readonly last: number;
}

/** At most so many steps from end to end: each is seen, and the number field takes what lies between. */
const STEPS = 100;
/** A range that goes far beyond the value is cut to what somebody would try: the number field takes all of it. */
const FAR = rational(4);
const NEAR = rational(5, 2);

/** @param value where the knob stands: always within the ends, if the range permits it */
export function scaleOf(lever: StudyLever, value: Rational): LeverScale {
  const { least, most } = endsOf(lever, value);
  const step = stepOf(lever, subtract(most, least));
  const origin = lever.step && lever.range ? lever.range.lower : lever.value;
  let [first, last] = [stepsTo(least, origin, step, "ceil"), stepsTo(most, origin, step, "floor")];
  const at = (steps: number): Rational => add(origin, multiply(step, rational(steps)));
  if (lever.range && !lever.range.lowerIncluded && compare(at(first), lever.range.lower) === 0) first += 1;
  if (lever.range && !lever.range.upperIncluded && compare(at(last), lever.range.upper) === 0) last -= 1;
  return { origin, step, first, last: Math.max(first, last) };
}

/** The value so many steps from the origin, kept within the ends. */
export const valueAt = ({ origin, step, first, last }: LeverScale, steps: number): Rational =>
  add(origin, multiply(step, rational(Math.min(last, Math.max(first, Math.round(steps))))));

/** In steps from the origin, for a mark; not always whole. */
export function placeOf({ origin, step }: LeverScale, value: Rational): number {
  const steps = divide(subtract(value, origin), step);
  return Number(steps.numerator) / Number(steps.denominator);
}

/** Whether a param's range permits the value; every other lever takes any number that its scheme does. */
export function isWithin({ range }: StudyLever, value: Rational): boolean {
  if (!range) return true;
  const [below, above] = [compare(value, range.lower), compare(value, range.upper)];
  return (range.lowerIncluded ? below >= 0 : below > 0) && (range.upperIncluded ? above <= 0 : above < 0);
}

/** The nearest value that the step of a param permits; the value itself for other levers. */
export function onStep(lever: StudyLever, value: Rational): Rational {
  if (!lever.step || !lever.range) return value;
  const { lower } = lever.range;
  return add(lower, multiply(roundTo(divide(subtract(value, lower), lever.step), 0), lever.step));
}

function endsOf(lever: StudyLever, value: Rational): { least: Rational; most: Rational } {
  let { least, most } = lever;
  const base = magnitude(lever.value);
  if (lever.kind === "param" && base.numerator !== 0n && !lever.type.percent) {
    const near = roundUp(multiply(base, NEAR));
    if (compare(most, multiply(base, FAR)) > 0) most = near;
    if (compare(least, negate(multiply(base, FAR))) < 0) least = negate(near);
  }
  return { least: compare(value, least) < 0 ? value : least, most: compare(value, most) > 0 ? value : most };
}

function stepOf(lever: StudyLever, span: Rational): Rational {
  if (lever.step) return lever.step;
  const wanted = roundUp(divide(span, rational(STEPS)));
  return compare(wanted, lever.grain) > 0 ? wanted : lever.grain;
}

/** The least of 1, 2, 5, 10, 20, … and of 0.5, 0.2, 0.1, … that is not below a value; 0 for 0. */
export function roundUp(value: Rational): Rational {
  if (compare(value, ZERO) <= 0) return ZERO;
  const power = Math.floor(Math.log10(Number(value.numerator) / Number(value.denominator)));
  const unit = power >= 0 ? rational(10n ** BigInt(power)) : rational(1, 10n ** BigInt(-power));
  const found = [1, 2, 5, 10].map((factor) => multiply(unit, rational(factor)));
  return found.find((each) => compare(each, value) >= 0) ?? multiply(unit, rational(20));
}

function stepsTo(end: Rational, origin: Rational, step: Rational, mode: "floor" | "ceil"): number {
  return Number(roundTo(divide(subtract(end, origin), step), 0, mode).numerator);
}

const magnitude = (value: Rational): Rational => (value.numerator < 0n ? negate(value) : value);
