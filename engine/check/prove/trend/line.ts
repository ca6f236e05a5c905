/** The rows that differ from one row in a single figure, in the order of that figure, counted from 0. */
import type { AgentMonth } from "../../../ir/program.ts";
import {
  add,
  divide,
  equal,
  multiply,
  ONE,
  type Rational,
  rational,
  roundTo,
  subtract,
  ZERO,
} from "../../../values/rational.ts";
import { type Domain, intervalOf, isNumber, rangeOf, stepOf, valuesOf } from "../domain.ts";
import type { Leaf } from "../model.ts";

/** A figure without a limit is followed so far. */
const FAR = rational(1_000_000_000);

export class Line {
  readonly #leaf: Leaf;
  readonly #row: AgentMonth;
  /** Figures that are not at equal steps, ascending. */
  readonly #list: readonly Rational[] | undefined;
  readonly #first: Rational;
  readonly #step: Rational;
  /** The last place. */
  readonly last: bigint;

  constructor(leaf: Leaf, row: AgentMonth) {
    this.#leaf = leaf;
    this.#row = row;
    const { domain } = leaf;
    this.#list = domain.kind === "values" ? domain.values.filter(isNumber) : undefined;
    const { lower, upper } = rangeOf(domain);
    const from = lower?.value ?? subtract(upper?.value ?? ZERO, FAR);
    const to = upper?.value ?? add(lower?.value ?? ZERO, FAR);
    const step = stepOf(domain);
    this.#step = step && step.numerator !== 0n ? step : ONE;
    this.#first = multiply(roundTo(divide(from, this.#step), 0, "ceil"), this.#step);
    this.last = this.#list ? BigInt(this.#list.length - 1) : this.#wholeSteps(to);
  }

  #wholeSteps(to: Rational): bigint {
    return roundTo(divide(subtract(to, this.#first), this.#step), 0, "floor").numerator;
  }

  figure(place: bigint): Rational {
    return this.#list?.[Number(place)] ?? add(this.#first, multiply(this.#step, rational(place)));
  }

  row(place: bigint): AgentMonth {
    return { ...this.#row, values: new Map([...this.#row.values, [this.#leaf.metric.name, this.figure(place)]]) };
  }

  /** The figures from one place to another. */
  domain(from: bigint, to: bigint): Domain {
    if (this.#list) return valuesOf(this.#list.slice(Number(from), Number(to) + 1));
    const bound = (place: bigint) => ({ value: this.figure(place), included: true });
    return intervalOf({ lower: bound(from), upper: bound(to) }, this.#step);
  }

  /** The place of a figure, or the last one below it. */
  placeOf(figure: Rational): bigint {
    if (!this.#list) return this.#wholeSteps(figure);
    return BigInt(this.#list.findLastIndex((each) => equal(each, figure) || subtract(each, figure).numerator < 0n));
  }
}
