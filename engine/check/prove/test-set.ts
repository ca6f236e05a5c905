/** The numbers that a test lets through, as ranges. */
import type { Term, TypedTest } from "../../ir/term.ts";
import type { ComparisonOperator } from "../../syntax/ast.ts";
import type { Rational } from "../../values/rational.ts";
import { complementRanges, joinRanges, LINE, pointRange, type Range } from "./range.ts";

/** Ascending and apart. A bound that is no number lets nothing through. */
export function rangesOf(test: TypedTest, number: (bound: Term) => Rational | undefined): Range[] {
  switch (test.kind) {
    case "any":
      return [LINE];
    case "compare": {
      const bound = number(test.bound);
      return bound ? comparedRanges(test.operator, bound) : [];
    }
    case "range": {
      const [lower, upper] = [number(test.lower), number(test.upper)];
      if (!lower || !upper) return [];
      const from = { value: lower, included: test.lowerIncluded };
      return joinRanges([{ lower: from, upper: { value: upper, included: test.upperIncluded } }]);
    }
    case "one-of":
      return joinRanges(test.tests.flatMap((part) => rangesOf(part, number)));
    case "not":
      return complementRanges(rangesOf(test.test, number));
  }
}

/** The numbers that stand in the relation to the bound. */
export function comparedRanges(operator: ComparisonOperator, value: Rational): Range[] {
  switch (operator) {
    case "=":
      return [pointRange(value)];
    case "!=":
      return complementRanges([pointRange(value)]);
    case "<":
    case "<=":
      return [{ lower: undefined, upper: { value, included: operator === "<=" } }];
    case ">":
    case ">=":
      return [{ lower: { value, included: operator === ">=" }, upper: undefined }];
  }
}
