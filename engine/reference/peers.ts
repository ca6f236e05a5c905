import type { PeersTerm, Term } from "../ir/term.ts";
import type { Rational } from "../values/rational.ts";
import * as exact from "../values/rational.ts";
import { isRational, type Value } from "../values/value.ts";
import { compareValues } from "./compare-values.ts";
import { Failure, type Scope } from "./scope.ts";

type Evaluate = (term: Term, scope: Scope) => Value;

/**
 * What the agents of one group hold together. A peer whose value has an error takes no place in a
 * rank or an average, but a sum without them would be wrong and fails as they do.
 */
export function evaluatePeers(term: PeersTerm, scope: Scope, evaluate: Evaluate): Value {
  const { aggregate, operand, group } = term;
  const own = evaluate(operand, scope);
  const key = group.map((attribute) => evaluate(attribute, scope));
  const values: Value[] = [];
  let leftOut = 0;
  for (const peer of scope.everyone()) {
    try {
      const isPeer = group.every(
        (attribute, at) => compareValues(evaluate(attribute, peer), key[at] ?? "", attribute.type) === 0,
      );
      if (isPeer) values.push(evaluate(operand, peer));
    } catch (failure) {
      if (!(failure instanceof Failure) || aggregate === "sum" || aggregate === "count") throw failure;
      leftOut += 1;
    }
  }
  scope.onPeers?.(term, { counted: values.length, leftOut });
  if (aggregate === "count") return exact.rational(values.filter((value) => value === true).length);
  const numbers = values.filter(isRational);
  if (!isRational(own)) throw new TypeError("the checker lets only numbers be ranked");
  switch (aggregate) {
    case "rank":
      return exact.rational(1 + numbers.filter((value) => exact.compare(value, own) > 0).length);
    case "ranked":
      return exact.rational(numbers.length);
    case "percentile":
      return exact.rational(numbers.filter((value) => exact.compare(value, own) <= 0).length, numbers.length);
    case "sum":
      return total(numbers);
    case "average":
      return exact.divide(total(numbers), exact.rational(numbers.length));
  }
}

const total = (numbers: readonly Rational[]): Rational => numbers.reduce(exact.add, exact.ZERO);
