import { type Domain, holdsValue, isNumber } from "../../check/prove/domain.ts";
import type { Model } from "../../check/prove/model.ts";
import type { Scope } from "../../check/prove/scope.ts";
import { simplestOf } from "../../check/prove/simplest.ts";
import type { AgentMonth } from "../../ir/program.ts";
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
} from "../../values/rational.ts";
import type { Situation } from "./situations.ts";

/** Halvings of the way to the simplest figure. */
const MOST_HALVINGS = 40;

/** Fewer other rows, more of them alike, and the figures of the row simpler and smaller one by one, as long as it is confirmed. */
export function smallest(
  situation: Situation,
  model: Model,
  base: Scope,
  confirms: (situation: Situation) => boolean,
): Situation {
  let best = situation;
  const take = (other: Situation): void => {
    if (confirms(other)) best = other;
  };
  for (const other of situation.others.toReversed()) {
    take({ ...best, others: best.others.filter((each) => each !== other) });
  }
  for (const [at, other] of best.others.entries()) {
    for (const [name, value] of best.row.values) {
      const others = best.others.with(at, { ...other, values: new Map(best.others[at]?.values).set(name, value) });
      if (best.others[at]?.values.get(name) !== value) take({ ...best, others });
    }
  }
  for (const [name, value] of best.row.values) {
    const key = `metric ${name}`;
    if (!model.leaf(key) || typeof value !== "object" || !isNumber(value as never)) continue;
    const figure = value as Rational;
    const put = (other: Rational): Situation => withFigure(best, name, figure, other);
    const { others, row } = put(nearest(figure, base.get(key), (other) => confirms(put(other))));
    best = { row, others };
  }
  return best;
}

/** Another figure in the row, and in the other rows that have the same. */
function withFigure({ row, others }: Situation, name: string, figure: Rational, other: Rational): Situation {
  const put = (one: AgentMonth): AgentMonth => {
    const value = one.values.get(name);
    const isSame = typeof value === "object" && "numerator" in value && equal(value, figure);
    return isSame ? { ...one, values: new Map(one.values).set(name, other) } : one;
  };
  return { row: put(row), others: others.map(put) };
}

/** From the figure towards the simplest one, as far as halving the way goes. */
function nearest(figure: Rational, domain: Domain, confirms: (figure: Rational) => boolean): Rational {
  const simple = simplestOf(domain);
  if (typeof simple !== "object" || equal(simple, figure)) return figure;
  if (confirms(simple)) return simple;
  const step = domain.kind === "interval" ? (domain.step ?? ONE) : ONE;
  let [far, near] = [simple, figure];
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const half = divide(add(far, near), rational(2));
    const middle = add(far, multiply(roundTo(divide(subtract(half, far), step), 0, "floor"), step));
    if (equal(middle, far) || equal(middle, near)) break;
    if (holdsValue(domain, middle) && confirms(middle)) near = middle;
    else far = middle;
  }
  return near;
}

/** How many other rows there are, then how large the figures of the row are together. */
export function sizeOf({ row: { values }, others }: Situation): number {
  let size = others.length * A_ROW;
  for (const value of values.values()) {
    if (typeof value !== "object" || !("numerator" in value)) continue;
    size += Math.log2(1 + Math.abs(Number(value.numerator) / Number(value.denominator)));
  }
  return size;
}

const A_ROW = 1_000;
