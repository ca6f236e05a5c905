/** Typed expressions as canonical text: what the author wrote, or the same with values for names. */
import type { Expression, Test } from "../syntax/ast.ts";
import { printExpression, printTest } from "../syntax/print.ts";
import type { Type } from "../values/type.ts";
import { formatUnit } from "../values/unit.ts";
import type { Value } from "../values/value.ts";
import type { Term, TypedTest } from "./term.ts";

/** How the parts of a text are written; all are written as they are where nothing else is said. */
export interface Wording {
  readonly name?: (name: string) => string;
  readonly choice?: (value: string) => string;
  /** False to leave out units, as in a cell under a header that states it. */
  readonly unit?: boolean;
}

export const printTerm = (term: Term, wording: Wording = {}): string => printExpression(toExpression(term, wording));

/** As it stands in the cell of a table: a value alone where it is to be equalled. */
export const printTypedTest = (test: TypedTest, wording: Wording = {}): string => printTest(toTest(test, wording));

/** `60%`, `400 CNY`, `外呼专员`: a constant as it may be written in a scheme. */
export const printLiteral = (value: Value, type: Type, wording: Wording = {}): string =>
  printExpression(literal(value, type, wording));

function toExpression(term: Term, wording: Wording): Expression {
  const { span } = term;
  const inner = (part: Term): Expression => toExpression(part, wording);
  /** Of other months and agents: what names are worth here and now is not what they are worth there. */
  const elsewhere = (part: Term): Expression => {
    const { name: _, ...asWritten } = wording;
    return toExpression(part, asWritten);
  };
  switch (term.kind) {
    case "broken":
      return { kind: "hole", span };
    case "literal":
      return literal(term.value, term.type, wording);
    case "reference":
      return { kind: "name", name: wording.name?.(term.name) ?? term.name, span };
    case "negate":
    case "not":
      return { kind: term.kind, operand: inner(term.operand), span };
    case "arithmetic":
    case "compare":
    case "logic": {
      const [left, right] = [inner(term.left), inner(term.right)];
      return { kind: "binary", operator: term.operator, left, right, operatorSpan: span, span };
    }
    case "member":
      return { kind: "in", operand: inner(term.operand), test: toTest(term.test, wording), span };
    case "convert":
      return { kind: "as", operand: inner(term.operand), unit: unitOf(term.type, span), span };
    case "if": {
      const { condition, consequent, alternative } = term;
      return {
        kind: "if",
        condition: inner(condition),
        consequent: inner(consequent),
        alternative: inner(alternative),
        span,
      };
    }
    case "window": {
      const { aggregate, operand, condition, period, atLeast } = term;
      return {
        kind: "window",
        ...(aggregate !== "ratio" && { aggregate: { name: aggregate, span } }),
        ...(operand && { operand: elsewhere(operand) }),
        period,
        ...(condition && { condition: elsewhere(condition) }),
        ...(atLeast !== undefined && { atLeast }),
        span,
      };
    }
    case "peers": {
      const group = term.group.flatMap((part) => (part.kind === "reference" ? [{ name: part.name, span }] : []));
      return {
        kind: "peers",
        aggregate: { name: term.aggregate, span },
        operand: elsewhere(term.operand),
        group,
        span,
      };
    }
    case "streak":
      return { kind: "call", callee: { name: "streak", span }, args: [elsewhere(term.condition)], span };
    case "calendar":
      return { ...term.place, span };
    case "elapsed": {
      const name = term.unit === "days" ? "days" : "full months";
      return { kind: "call", callee: { name, span }, args: [inner(term.from), inner(term.to)], span };
    }
    case "call":
      return { kind: "call", callee: { name: term.name, span }, args: term.args.map(inner), span };
  }
}

const NOWHERE = { start: 0, end: 0 };

function literal(value: Value, type: Type, { choice, unit }: Wording): Expression {
  const span = NOWHERE;
  if (typeof value === "object") {
    const percent = type.kind === "number" && type.percent;
    const unitless = unit === false || type.kind !== "number" || type.unit.length === 0;
    return { kind: "number", value, percent, ...(!unitless && { unit: unitOf(type, span) }), span };
  }
  if (typeof value === "boolean") return { kind: "name", name: value ? "是" : "否", span };
  if (type.kind !== "choice") return { kind: "text", value, span };
  return { kind: "name", name: choice?.(value) ?? value, span };
}

const unitOf = (type: Type, span: Expression["span"]) => ({
  factors: [{ unit: { name: type.kind === "number" ? formatUnit(type.unit) : "", span }, exponent: 1 }],
  span,
});

function toTest(test: TypedTest, wording: Wording): Test {
  const { span } = test;
  switch (test.kind) {
    case "any":
      return test;
    case "compare": {
      const { operator } = test;
      return { kind: "compare", operator, bound: toExpression(test.bound, wording), explicit: operator !== "=", span };
    }
    case "range": {
      const { lowerIncluded, upperIncluded } = test;
      const [lower, upper] = [toExpression(test.lower, wording), toExpression(test.upper, wording)];
      return { kind: "range", lower, lowerIncluded, upper, upperIncluded, span };
    }
    case "one-of":
      return { kind: "one-of", tests: test.tests.map((each) => toTest(each, wording)), span };
    case "not":
      return { kind: "not", test: toTest(test.test, wording), span };
  }
}
