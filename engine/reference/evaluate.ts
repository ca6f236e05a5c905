import { FUNCTIONS } from "../ir/functions.ts";
import type { Term, TypedTest } from "../ir/term.ts";
import { LIMITS } from "../limits.ts";
import type { ArithmeticOperator, ComparisonOperator } from "../syntax/ast.ts";
import { dayOfPlace, daysBetween, fullMonthsBetween, isPlace } from "../values/calendar.ts";
import type { Rational } from "../values/rational.ts";
import * as exact from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import { isRational, type Value } from "../values/value.ts";
import { compareValues } from "./compare-values.ts";
import { evaluatePeers } from "./peers.ts";
import { divisionByZero, invalidArgument, notComputable, numberTooLarge } from "./row-errors.ts";
import { Failure, type Scope, settled } from "./scope.ts";
import { evaluateStreak, evaluateWindow } from "./window.ts";

/**
 * The value of an expression, operands left to right.
 * @throws Failure with the first row error met; branches not taken are not looked at
 */
export function evaluate(term: Term, scope: Scope): Value {
  const number = (part: Term): Rational => asNumber(evaluate(part, scope));
  switch (term.kind) {
    case "literal":
      return term.value;
    case "reference":
      return settled(scope.valueOf(term.name));
    case "negate":
      return exact.negate(number(term.operand));
    case "not":
      return evaluate(term.operand, scope) !== true;
    case "arithmetic":
      return bounded(arithmetic(term.operator, number(term.left), number(term.right), scope), scope);
    case "compare":
      return holds(term.operator, evaluate(term.left, scope), evaluate(term.right, scope), term.left.type);
    case "logic": {
      const left = evaluate(term.left, scope) === true;
      const decided = term.operator === "and" ? !left : left;
      return decided ? left : evaluate(term.right, scope) === true;
    }
    case "member":
      return passes(term.test, evaluate(term.operand, scope), term.operand.type, scope);
    case "convert":
      return bounded(exact.multiply(number(term.operand), term.factor), scope);
    case "if":
      return evaluate(evaluate(term.condition, scope) === true ? term.consequent : term.alternative, scope);
    case "call": {
      const args = term.args.map(number);
      const result = FUNCTIONS.get(term.name)?.evaluate(args);
      if (!result) throw new Failure(invalidArgument(scope.name, term.name));
      scope.onCall?.(term.name, args, result);
      return result;
    }
    case "window":
      return evaluateWindow(term, scope, evaluate);
    case "peers":
      return evaluatePeers(term, scope, evaluate);
    case "streak": {
      const length = evaluateStreak(term.condition, scope, evaluate);
      scope.onStreak?.(term, Number(length.numerator));
      return length;
    }
    case "calendar":
      return term.place.part === "day" ? dayOfPlace(scope.month, term.place) : isPlace(scope.month, term.place);
    case "elapsed": {
      const [from, to] = [String(evaluate(term.from, scope)), String(evaluate(term.to, scope))];
      return exact.rational(term.unit === "days" ? daysBetween(from, to) : fullMonthsBetween(from, to));
    }
    case "broken":
      throw new Failure(notComputable(scope.name));
  }
}

/** Whether a value passes a test. `type` gives choices their order. */
export function passes(test: TypedTest, value: Value, type: Type, scope: Scope): boolean {
  switch (test.kind) {
    case "any":
      return true;
    case "compare":
      return holds(test.operator, value, evaluate(test.bound, scope), type);
    case "range": {
      const [lower, upper] = [evaluate(test.lower, scope), evaluate(test.upper, scope)];
      return (
        holds(test.lowerIncluded ? ">=" : ">", value, lower, type) &&
        holds(test.upperIncluded ? "<=" : "<", value, upper, type)
      );
    }
    case "one-of":
      return test.tests.some((part) => passes(part, value, type, scope));
    case "not":
      return !passes(test.test, value, type, scope);
  }
}

/** @throws TypeError where the checker has let something else through */
export function asNumber(value: Value): Rational {
  if (!isRational(value)) throw new TypeError("the checker lets only numbers reach arithmetic");
  return value;
}

function arithmetic(operator: ArithmeticOperator, left: Rational, right: Rational, scope: Scope): Rational {
  switch (operator) {
    case "+":
      return exact.add(left, right);
    case "-":
      return exact.subtract(left, right);
    case "*":
      return exact.multiply(left, right);
    case "/":
      if (exact.isZero(right)) throw new Failure(divisionByZero(scope.name));
      return exact.divide(left, right);
  }
}

const LARGEST = 1n << BigInt(LIMITS.bits);

function bounded(value: Rational, scope: Scope): Rational {
  if (value.numerator < LARGEST && value.numerator > -LARGEST && value.denominator < LARGEST) return value;
  throw new Failure(numberTooLarge(scope.name));
}

/** Whether two values stand in the relation; `type` gives choices their order. */
export function holds(operator: ComparisonOperator, left: Value, right: Value, type: Type): boolean {
  const order = compareValues(left, right, type);
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}
