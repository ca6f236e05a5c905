/** How the results of operators and functions move with their operands. */
import type { Term } from "../../../ir/term.ts";
import { ZERO } from "../../../values/rational.ts";
import { theValue } from "../domain.ts";
import { evaluate } from "../interpret.ts";
import type { Scope } from "../scope.ts";
import { extentOf, isOrdered } from "./extent.ts";
import { orderOfRanges } from "./lines.ts";
import type { Movement } from "./movement.ts";
import {
  ANYHOW,
  directionOf,
  hullOf,
  LEVEL,
  productSlope,
  quotientSlope,
  type Slope,
  sumSlope,
  turned,
} from "./slope.ts";

type Of<Kind extends Term["kind"]> = Extract<Term, { kind: Kind }>;

export function slopeOfArithmetic({ operator, left, right }: Of<"arithmetic">, scope: Scope, at: Movement): Slope {
  const [a, b] = [at.slope(left, scope), at.slope(right, scope)];
  switch (operator) {
    case "+":
      return sumSlope(a, b);
    case "-":
      return sumSlope(a, turned(b));
    case "*":
      return productSlope(evaluate(left, scope), a, evaluate(right, scope), b);
    case "/":
      return quotientSlope(evaluate(left, scope), a, evaluate(right, scope), b);
  }
}

/** A comparison follows the difference of its sides. */
export function slopeOfComparison(term: Of<"compare">, scope: Scope, at: Movement): Slope {
  const { operator, left, right } = term;
  if (theValue(evaluate(term, scope)) !== undefined) return LEVEL;
  const { type } = left;
  if (type.kind !== "number" && type.kind !== "choice") return ANYHOW;
  const [a, b] = [at.slope(left, scope), at.slope(right, scope)];
  const difference = directionOf(sumSlope(a, turned(b)));
  switch (operator) {
    case ">":
    case ">=":
      return difference;
    case "<":
    case "<=":
      return turned(difference);
    case "=":
    case "!=": {
      // Equal at the end of what can be: from there on, or up to there.
      const [x, y] = [evaluate(left, scope), evaluate(right, scope)].map((domain) => extentOf(domain, type));
      const above = x && y && orderOfRanges(x, y).up;
      const below = x && y && orderOfRanges(x, y).down;
      const equal = above ? difference : below ? turned(difference) : ANYHOW;
      return operator === "=" ? equal : turned(equal);
    }
  }
}

/** A test that holds from some value on, or up to it, follows what is tested. */
export function slopeOfMembership({ operand, test }: Of<"member">, scope: Scope, at: Movement): Slope {
  const { model } = scope;
  const { type } = operand;
  if (!isOrdered(type)) return ANYHOW;
  const domain = evaluate(operand, scope);
  const [passing, failing] = [true, false].map((passes) => extentOf(model.passing(domain, test, type, passes), type));
  if (!passing || !failing) return LEVEL;
  const direction = directionOf(at.slope(operand, scope));
  if (orderOfRanges(failing, passing).up) return direction;
  return orderOfRanges(passing, failing).up ? turned(direction) : ANYHOW;
}

export function slopeOfCall(term: Of<"call">, scope: Scope, at: Movement): Slope {
  const [first] = term.args;
  if (!first) return LEVEL;
  const slope = at.slope(first, scope);
  switch (term.name) {
    case "min":
    case "max":
      return slopeOfExtreme(term, scope, at);
    case "clamp":
      return hullOf(term.args.map((arg) => at.slope(arg, scope)));
    case "abs": {
      const domain = extentOf(evaluate(first, scope), first.type);
      const zero = { lower: { value: ZERO, included: true }, upper: { value: ZERO, included: true } };
      const sign = domain ? orderOfRanges(zero, domain) : { up: true, down: true };
      if (sign.up) return slope;
      const opposite = turned(slope);
      return sign.down ? opposite : hullOf([slope, opposite]);
    }
    case "round":
    case "floor":
    case "ceil":
      // What is on the step already is given back as it is.
      return evaluate(term, scope) === evaluate(first, scope) ? slope : directionOf(slope);
  }
}

/** Of an argument that another is always beyond, nothing is seen. */
function slopeOfExtreme({ name, args }: Of<"call">, scope: Scope, at: Movement): Slope {
  const extents = args.map((arg) => extentOf(evaluate(arg, scope), arg.type));
  const isBeyond = (other: number, own: number): boolean => {
    const [a, b] = [extents[own], extents[other]];
    const order = a && b && orderOfRanges(a, b);
    // Of two that are always equal the first is kept.
    if (order?.up && order.down) return other < own;
    return (name === "max" ? order?.up : order?.down) === true;
  };
  const seen = args.filter((_, own) => !args.some((_, other) => other !== own && isBeyond(other, own)));
  return hullOf(seen.map((arg) => at.slope(arg, scope)));
}
