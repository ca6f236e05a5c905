/** Comparisons of domains: what they can come to, and what a number must be for them to hold. */
import { holds } from "../../reference/evaluate.ts";
import type { ComparisonOperator } from "../../syntax/ast.ts";
import { compare } from "../../values/rational.ts";
import type { Type } from "../../values/type.ts";
import {
  type Domain,
  EITHER,
  EMPTY,
  FALSE,
  holdsValue,
  intersect,
  intervalOf,
  isEmpty,
  rangeOf,
  sameDomain,
  TRUE,
  theValue,
  valuesOf,
} from "./domain.ts";

export const truthOf = (canHold: boolean, canFail: boolean): Domain =>
  canHold ? (canFail ? EITHER : TRUE) : canFail ? FALSE : EMPTY;

export const negateTruth = (truth: Domain): Domain => truthOf(holdsValue(truth, false), holdsValue(truth, true));

export function compareDomains(operator: ComparisonOperator, a: Domain, b: Domain, type: Type): Domain {
  if (isEmpty(a) || isEmpty(b)) return EMPTY;
  if (type.kind === "date" && (a.kind === "interval" || b.kind === "interval")) return EITHER;
  if (operator === "=" || operator === "!=") {
    const same = truthOf(!isEmpty(intersect(a, b)), theValue(a) === undefined || !sameDomain(a, b));
    return operator === "=" ? same : negateTruth(same);
  }
  if (type.kind === "number") {
    if (operator === "<") return isLess(a, b);
    if (operator === ">") return isLess(b, a);
    return negateTruth(operator === ">=" ? isLess(a, b) : isLess(b, a));
  }
  if (a.kind !== "values" || b.kind !== "values") return EITHER;
  const outcomes = a.values.flatMap((x) => b.values.map((y) => holds(operator, x, y, type)));
  return valuesOf(outcomes);
}

function isLess(a: Domain, b: Domain): Domain {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  const canHold = !x.lower || !y.upper || compare(x.lower.value, y.upper.value) < 0;
  const above = x.upper && y.lower && compare(x.upper.value, y.lower.value);
  const touching = above === 0 && x.upper?.included === true && y.lower?.included === true;
  return truthOf(canHold, above === undefined || above > 0 || touching);
}

/** Numbers that some member of the domain exceeds (or, unless `strict`, equals). */
export function below(a: Domain, strict: boolean): Domain {
  const { upper } = rangeOf(a);
  return intervalOf(
    { lower: undefined, upper: upper && { value: upper.value, included: upper.included && !strict } },
    undefined,
  );
}
export function above(a: Domain, strict: boolean): Domain {
  const { lower } = rangeOf(a);
  return intervalOf(
    { lower: lower && { value: lower.value, included: lower.included && !strict }, upper: undefined },
    undefined,
  );
}
