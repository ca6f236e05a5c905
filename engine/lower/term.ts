/** Expressions in whole numbers. Causes come in the order in which the reference meets them. */
import { FUNCTIONS } from "../ir/functions.ts";
import type { Term } from "../ir/term.ts";
import type { ArithmeticOperator } from "../syntax/ast.ts";
import type { RoundingMode } from "../values/rational.ts";
import { isInteger } from "../values/rational.ts";
import { PLAIN_NUMBER } from "../values/type.ts";
import { lowerPeers, lowerStreak, lowerWindow } from "./across.ts";
import { Beyond } from "./beyond.ts";
import { dayOfPlace, fullMonths, isPlaceOf } from "./calendar.ts";
import { compareValues, passes } from "./comparison.ts";
import { given, type Scope } from "./scope.ts";
import { amountOf, codeOf, holdsOf, type Value } from "./value.ts";

export function lowerTerm(term: Term, scope: Scope): Value {
  const { values, owner } = scope;
  const { graph, amounts } = values;
  switch (term.kind) {
    case "literal":
      return values.known(term.value, term.type);
    case "reference":
      return scope.valueOf(term.name);
    case "negate": {
      const operand = lowerTerm(term.operand, scope);
      return values.number(amounts.negate(amountOf(operand)), operand.cause);
    }
    case "not": {
      const operand = lowerTerm(term.operand, scope);
      return values.truth(graph.not(holdsOf(operand)), operand.cause);
    }
    case "arithmetic":
      return arithmetic(term.operator, lowerTerm(term.left, scope), lowerTerm(term.right, scope), scope);
    case "compare": {
      const [left, right] = [lowerTerm(term.left, scope), lowerTerm(term.right, scope)];
      const holds = compareValues(term.operator, left, right, values);
      return values.truth(holds, values.first(left.cause, right.cause));
    }
    case "logic":
      return logic(term, scope);
    case "member": {
      const operand = lowerTerm(term.operand, scope);
      return values.truth(passes(term.test, operand, scope), operand.cause);
    }
    case "convert": {
      const operand = lowerTerm(term.operand, scope);
      return values.number(amounts.scale(amountOf(operand), term.factor), operand.cause);
    }
    case "if": {
      const condition = lowerTerm(term.condition, scope);
      const when = holdsOf(condition);
      if (when.op === "constant") {
        return values.after(lowerTerm(when.value ? term.consequent : term.alternative, scope), condition.cause);
      }
      const then = lowerTerm(term.consequent, given(scope, when));
      const otherwise = lowerTerm(term.alternative, given(scope, graph.not(when)));
      return values.after(values.choose(when, then, otherwise), condition.cause);
    }
    case "call":
      return call(term, scope);
    case "window":
      return lowerWindow(term, scope);
    case "peers":
      return lowerPeers(term, scope);
    case "streak":
      return lowerStreak(term.condition, scope);
    case "calendar":
      return term.place.part === "day"
        ? values.code(dayOfPlace(graph, scope.month, term.place))
        : values.truth(isPlaceOf(graph, scope.month, term.place));
    case "elapsed": {
      const [from, to] = [lowerTerm(term.from, scope), lowerTerm(term.to, scope)];
      const [start, end] = [codeOf(from), codeOf(to)];
      const length = term.unit === "days" ? graph.subtract(end, start) : fullMonths(graph, start, end);
      return values.number(amounts.of(length), values.first(from.cause, to.cause));
    }
    case "broken":
      return values.failing(values.cause("not-computable", owner), term.type);
  }
}

function arithmetic(operator: ArithmeticOperator, left: Value, right: Value, { values, owner, facts }: Scope): Value {
  const { amounts } = values;
  const [a, b] = [amountOf(left), amountOf(right)];
  const cause = values.first(left.cause, right.cause);
  switch (operator) {
    case "+":
      return values.number(amounts.add(a, b), cause);
    case "-":
      return values.number(amounts.subtract(a, b), cause);
    case "*":
      return values.number(amounts.multiply(a, b), cause);
    case "/": {
      const { quotient, zero } = amounts.divide(a, b, facts);
      return values.number(quotient, values.first(cause, values.causeWhere(zero, "division-by-zero", owner)));
    }
  }
}

/** Lazy: the right side's cause counts only where the left side does not decide. */
function logic({ operator, left, right }: Term & { kind: "logic" }, scope: Scope): Value {
  const { values } = scope;
  const { graph } = values;
  const first = lowerTerm(left, scope);
  const one = holdsOf(first);
  const open = operator === "and" ? one : graph.not(one);
  if (open === graph.never) return first;
  const second = lowerTerm(right, given(scope, open));
  const other = holdsOf(second);
  const holds = operator === "and" ? graph.and(one, other) : graph.or(one, other);
  return values.truth(holds, values.first(first.cause, graph.choose(open, second.cause, values.sound)));
}

function call({ name, args: terms }: Term & { kind: "call" }, scope: Scope): Value {
  const { values, owner } = scope;
  const { amounts } = values;
  const args = terms.map((term) => lowerTerm(term, scope));
  const cause = values.first(...args.map((arg) => arg.cause));
  const [first = [], second, third] = args.map(amountOf);
  const many = args.map(amountOf);
  switch (name) {
    case "min":
      return values.number(
        many.reduce((a, b) => amounts.min(a, b)),
        cause,
      );
    case "max":
      return values.number(
        many.reduce((a, b) => amounts.max(a, b)),
        cause,
      );
    case "abs":
      return values.number(amounts.absolute(first), cause);
    case "clamp": {
      const [lowest, highest] = [second ?? [], third ?? []];
      const crossed = values.causeWhere(amounts.less(highest, lowest), "invalid-argument", owner);
      return values.number(amounts.min(amounts.max(first, lowest), highest), values.first(cause, crossed));
    }
    case "round":
    case "floor":
    case "ceil": {
      const places = second ? amounts.constantOf(second) : { numerator: 0n, denominator: 1n };
      if (!places) throw new Beyond(`${name} 的小数位数不是常数`, `the decimals of ${name} are not constant`);
      if (!isInteger(places))
        return values.failing(values.first(cause, values.cause("invalid-argument", owner)), PLAIN_NUMBER);
      const mode: RoundingMode = FUNCTIONS.get(name)?.rounding ?? "half-away";
      return values.number(amounts.round(first, Number(places.numerator), mode), cause);
    }
  }
}
