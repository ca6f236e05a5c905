/** Comparisons of values, and tests of values such as stand in the cells of a table. */
import type { Term, TypedTest } from "../ir/term.ts";
import type { ComparisonOperator } from "../syntax/ast.ts";
import { Beyond } from "./beyond.ts";
import type { Scope } from "./scope.ts";
import { unknownType, type Value, type Values } from "./value.ts";
import type { Flag } from "./whole.ts";

/** Whether two values of one type stand in the relation; choices by their order, dates by time. */
export function compareValues(operator: ComparisonOperator, left: Value, right: Value, values: Values): Flag {
  const { graph } = values;
  switch (operator) {
    case "=":
      return equalValues(left, right, values);
    case "!=":
      return graph.not(equalValues(left, right, values));
    case "<":
      return lessValues(left, right, values);
    case ">":
      return lessValues(right, left, values);
    case "<=":
      return graph.not(lessValues(right, left, values));
    case ">=":
      return graph.not(lessValues(left, right, values));
  }
}

function equalValues(left: Value, right: Value, { graph, amounts }: Values): Flag {
  if (left.kind === "number" && right.kind === "number") return amounts.equal(left.amount, right.amount);
  if (left.kind === "code" && right.kind === "code") return graph.equal(left.code, right.code);
  if (left.kind === "text" && right.kind === "text") return graph.sameText(left.text, right.text);
  if (left.kind === "truth" && right.kind === "truth") {
    return graph.chooseFlag(left.holds, right.holds, graph.not(right.holds));
  }
  throw unknownType();
}

function lessValues(left: Value, right: Value, { graph, amounts }: Values): Flag {
  if (left.kind === "number" && right.kind === "number") return amounts.less(left.amount, right.amount);
  if (left.kind === "code" && right.kind === "code") return graph.less(left.code, right.code);
  if (left.kind === "truth" && right.kind === "truth") return graph.and(graph.not(left.holds), right.holds);
  throw new Beyond("文字的先后没有定义", "texts have no order in whole numbers");
}

/** Whether a value passes a test. */
export function passes(test: TypedTest, value: Value, scope: Scope): Flag {
  const { values } = scope;
  const { graph } = values;
  switch (test.kind) {
    case "any":
      return graph.always;
    case "compare":
      return compareValues(test.operator, value, lowerBound(test.bound, scope), values);
    case "range": {
      const [lower, upper] = [lowerBound(test.lower, scope), lowerBound(test.upper, scope)];
      return graph.and(
        compareValues(test.lowerIncluded ? ">=" : ">", value, lower, values),
        compareValues(test.upperIncluded ? "<=" : "<", value, upper, values),
      );
    }
    case "one-of":
      return graph.any(test.tests.map((part) => passes(part, value, scope)));
    case "not":
      return graph.not(passes(test.test, value, scope));
  }
}

/** A bound is made of literals and params; only an unusual one (1 / param) can fail. */
export function lowerBound(bound: Term, scope: Scope): Value {
  const value = scope.lower(bound, scope);
  if (value.cause !== scope.values.sound) {
    throw new Beyond("条件里的界限可能算不出来", "a bound of a condition may fail");
  }
  return value;
}
