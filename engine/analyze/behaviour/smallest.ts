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

/** Halvings of the way to the simplest figure. */
const MOST_HALVINGS = 40;

/** The figures made simpler and smaller one by one, as long as they are confirmed. */
export function smallest(
  row: AgentMonth,
  model: Model,
  base: Scope,
  confirms: (row: AgentMonth) => boolean,
): AgentMonth {
  let best = row;
  for (const [name, value] of row.values) {
    const key = `metric ${name}`;
    if (!model.leaf(key) || typeof value !== "object" || !isNumber(value as never)) continue;
    const domain = base.get(key);
    const put = (figure: Rational): AgentMonth => ({ ...best, values: new Map(best.values).set(name, figure) });
    const figure = value as Rational;
    best = put(nearest(figure, domain, (other) => confirms(put(other))));
  }
  return best;
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

/** How large the figures of a row are together. */
export function sizeOf({ values }: AgentMonth): number {
  let size = 0;
  for (const value of values.values()) {
    if (typeof value !== "object" || !("numerator" in value)) continue;
    size += Math.log2(1 + Math.abs(Number(value.numerator) / Number(value.denominator)));
  }
  return size;
}
