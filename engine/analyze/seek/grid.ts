/** The values that a lever may take between two bounds, step by step. */
import {
  abs,
  add,
  compare,
  divide,
  isInteger,
  multiply,
  type Rational,
  rational,
  roundTo,
  subtract,
} from "../../values/rational.ts";
import type { Lever } from "../levers/lever.ts";

export interface LeverBounds {
  readonly lever: Lever;
  /** Included; where absent, the ends of the range of a param. */
  readonly from?: Rational;
  readonly to?: Rational;
  /** Where absent, that of the param, else the grain of the lever. */
  readonly step?: Rational;
}

/** A lever with every value that it may take. */
export interface Grid {
  readonly lever: Lever;
  /** Ascending. Today's value is among them only where it lies on the grid. */
  readonly values: readonly Rational[];
  readonly step: Rational;
}

/** More values are not looked at: choose a larger step. */
export const MOST_VALUES = 100_000;

export type GridProblem = "no-bounds" | "no-step" | "too-many";

/** The grid begins at the lower bound; for a param that states a step, it is that of the param. */
export function gridOf({ lever, from, to, step }: LeverBounds): Grid | GridProblem {
  const { range } = lever;
  const [lower, upper] = [from ?? range?.lower, to ?? range?.upper];
  if (!lower || !upper) return "no-bounds";
  const by = step ?? lever.step ?? lever.grain;
  if (compare(by, rational(0)) <= 0) return "no-step";
  // A param with a step may be set to whole steps from where its range begins.
  const origin = lever.step && range ? range.lower : lower;
  const start = add(origin, multiply(roundTo(divide(subtract(lower, origin), by), 0, "ceil"), by));
  const count = roundTo(divide(subtract(upper, start), by), 0, "floor");
  if (compare(count, rational(MOST_VALUES)) >= 0) return "too-many";
  const values = Array.from({ length: Math.max(0, Number(count.numerator) + 1) }, (_, at) =>
    add(start, multiply(rational(at), by)),
  );
  return { lever, step: by, values: values.filter((value) => isPermitted(lever, value)) };
}

/** Ends of a range may be left out, and a coarser step of the user's may miss the steps of the param. */
function isPermitted({ range, step }: Lever, value: Rational): boolean {
  if (!range) return true;
  const [below, above] = [compare(value, range.lower), compare(value, range.upper)];
  const isWithin = (range.lowerIncluded ? below >= 0 : below > 0) && (range.upperIncluded ? above <= 0 : above < 0);
  return isWithin && (!step || isInteger(divide(subtract(value, range.lower), step)));
}

/** How far a value is from today's, in steps of its grid; exact, and not always whole. */
export const stepsFromToday = ({ lever, step }: Grid, value: Rational): Rational =>
  divide(abs(subtract(value, lever.value)), step);
