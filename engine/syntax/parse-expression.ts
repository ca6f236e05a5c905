import { diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../limits.ts";
import { cover, type Span } from "../source/span.ts";
import { divide, negate, rational } from "../values/rational.ts";
import type {
  ArithmeticOperator,
  CalendarPlace,
  Call,
  ComparisonOperator,
  Expression,
  Identifier,
  LogicOperator,
  NumberLiteral,
  RangeTest,
  Test,
  UnitExpression,
} from "./ast.ts";
import { type Cursor, isWord } from "./cursor.ts";
import { rejectWordsAfter } from "./everyday-bounds.ts";
import { NEVER_A_UNIT, RESERVED } from "./keywords.ts";
import { TestParser } from "./parse-test.ts";
import { WindowParser } from "./parse-window.ts";
import type { NumberToken } from "./token.ts";

const COMPARISONS: ReadonlySet<string> = new Set<ComparisonOperator>(["=", "!=", "<", "<=", ">", ">="]);
const HUNDRED = rational(100n);

/**
 * Reads one expression, loosest binding first:
 *
 *   or · and · not · comparison, in (once, no chaining) · + − · * / · unary − · as · value
 *
 * @throws Unreadable after reporting why
 */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(() => parseOr(cursor));
}

const windows = new WindowParser(parseExpression);
const tests = new TestParser(parseExpression, parseSum);
/** `first month of quarter`, `last day of year`; nothing where it reads otherwise. */
export const parseCalendarPlace = (cursor: Cursor): CalendarPlace | undefined => windows.calendarPlace(cursor);
/** A whole cell of a decision table. */
export const parseCellTest = (cursor: Cursor): Test => tests.cell(cursor);
/** What follows `in`. */
const parseMembershipTest = (cursor: Cursor): Test => tests.membership(cursor);
export const parseInterval = (cursor: Cursor): RangeTest => tests.interval(cursor);

function parseOr(cursor: Cursor): Expression {
  return leftAssociative(cursor, ["or"], parseAnd);
}

function parseAnd(cursor: Cursor): Expression {
  return leftAssociative(cursor, ["and"], parseNot);
}

function parseNot(cursor: Cursor): Expression {
  const not = cursor.accept("not");
  if (!not) return parseComparison(cursor);
  const operand = cursor.nested(() => parseNot(cursor));
  return { kind: "not", operand, span: cover(not.span, operand.span) };
}

function parseComparison(cursor: Cursor): Expression {
  const left = parseSum(cursor);
  const membership = cursor.accept("in");
  if (membership) {
    const test = parseMembershipTest(cursor);
    return { kind: "in", operand: left, test, span: cover(left.span, test.span) };
  }
  if (!COMPARISONS.has(cursor.token.text) || cursor.token.kind !== "symbol") return left;
  const operator = cursor.take();
  const right = parseSum(cursor);
  const comparison = binary(left, operator.text as ComparisonOperator, right, operator.span);
  if (cursor.token.kind === "symbol" && COMPARISONS.has(cursor.token.text)) {
    const second = cursor.take();
    const last = parseSum(cursor);
    const at = (part: Expression): string => cursor.text.slice(part.span.start, part.span.end);
    const suggestion =
      second.text.startsWith("<") && operator.text.startsWith("<")
        ? `${at(right)} in ${operator.text === "<" ? "(" : "["}${at(left)} .. ${at(last)}${second.text === "<" ? ")" : "]"}`
        : `${at(left)} ${operator.text} ${at(right)} and ${at(right)} ${second.text} ${at(last)}`;
    const where = cover(left.span, last.span);
    const fix = {
      title: { zh: `改为 ${suggestion}`, en: `write ${suggestion}` },
      edits: [{ span: where, text: suggestion }],
    };
    cursor.abort(diagnostic("chained-comparison", where, { suggestion }, { fixes: [fix] }));
  }
  return comparison;
}

export function parseSum(cursor: Cursor): Expression {
  return leftAssociative(cursor, ["+", "-"], parseProduct);
}

function parseProduct(cursor: Cursor): Expression {
  return leftAssociative(cursor, ["*", "/"], parseUnary);
}

function leftAssociative(
  cursor: Cursor,
  operators: readonly (ArithmeticOperator | LogicOperator)[],
  operand: (cursor: Cursor) => Expression,
): Expression {
  let left = operand(cursor);
  let operator = operators.find((candidate) => cursor.is(candidate));
  for (let operands = 1; operator !== undefined; operands += 1) {
    if (operands >= LIMITS.operands) {
      cursor.abort(diagnostic("nesting-too-deep", cursor.token.span, { limit: String(LIMITS.operands) }));
    }
    const { span: operatorSpan } = cursor.take();
    left = binary(left, operator, operand(cursor), operatorSpan);
    operator = operators.find((candidate) => cursor.is(candidate));
  }
  return left;
}

const binary = (
  left: Expression,
  operator: ArithmeticOperator | ComparisonOperator | LogicOperator,
  right: Expression,
  operatorSpan: Span,
): Expression => ({ kind: "binary", operator, left, right, operatorSpan, span: cover(left.span, right.span) });

function parseUnary(cursor: Cursor): Expression {
  const minus = cursor.accept("-");
  if (!minus) return parseConversion(cursor);
  const operand = cursor.nested(() => parseUnary(cursor));
  const where = cover(minus.span, operand.span);
  if (operand.kind === "number") return { ...operand, value: negate(operand.value), span: where };
  return { kind: "negate", operand, span: where };
}

function parseConversion(cursor: Cursor): Expression {
  let operand = parseValue(cursor);
  while (cursor.accept("as")) {
    const unit = parseUnit(cursor);
    operand = { kind: "as", operand, unit, span: cover(operand.span, unit.span) };
  }
  return operand;
}

function parseValue(cursor: Cursor): Expression {
  const { token } = cursor;
  if (token.kind === "number") return parseNumber(cursor, token);
  if (token.kind === "text") {
    cursor.take();
    return { kind: "text", value: token.text, span: token.span };
  }
  if (cursor.accept("?")) return withUnit(cursor, { kind: "hole", span: token.span });
  if (cursor.accept("(")) {
    const inner = parseExpression(cursor);
    const close = cursor.expect(")");
    return { ...inner, span: cover(token.span, close.span) };
  }
  if (cursor.is("if")) return parseConditional(cursor);
  const place = windows.calendarPlace(cursor) ?? windows.months(cursor);
  if (place) return place;
  if (token.kind === "name" && !RESERVED.has(token.text)) {
    const name = parseName(cursor);
    const isCall = cursor.is("(") && !cursor.token.startsLine;
    const value = isCall ? parseCall(cursor, name) : { kind: "name" as const, ...name };
    if (value.kind === "call" && cursor.is("within")) return windows.within(cursor, value);
    return cursor.is("over") ? windows.over(cursor, value) : value;
  }
  return cursor.fail({ zh: "一个数、名称或括号", en: "a number, a name or a bracket" });
}

function parseConditional(cursor: Cursor): Expression {
  return cursor.nested(() => {
    const start = cursor.expect("if").span;
    const condition = parseExpression(cursor);
    cursor.expect("then");
    const consequent = parseExpression(cursor);
    cursor.expect("else");
    const alternative = parseExpression(cursor);
    return { kind: "if", condition, consequent, alternative, span: cover(start, alternative.span) };
  });
}

function parseCall(cursor: Cursor, callee: Identifier): Call {
  cursor.expect("(");
  const args: Expression[] = [];
  if (!cursor.is(")")) {
    do args.push(parseExpression(cursor));
    while (cursor.accept(","));
  }
  const close = cursor.expect(")");
  return { kind: "call", callee, args, span: cover(callee.span, close.span) };
}

function parseNumber(cursor: Cursor, token: NumberToken): Expression {
  cursor.take();
  const percent = cursor.accept("%") !== undefined;
  const where = cursor.spanFrom(token.span);
  rejectWordsAfter(cursor, where);
  const { value } = token;
  if (!value) return { kind: "unreadable", span: withUnit(cursor, { kind: "hole", span: where }).span };
  if (percent) return { kind: "number", value: divide(value, HUNDRED), percent, span: where };
  const number = withUnit(cursor, { kind: "number" as const, value, percent, span: where });
  rejectWordsAfter(cursor, number.span);
  return number;
}

/** A word directly after a number, on its line, is its unit. */
function withUnit<T extends NumberLiteral | { kind: "hole"; span: Span }>(cursor: Cursor, literal: T): T {
  const { token } = cursor;
  if (token.kind !== "name" || token.startsLine || NEVER_A_UNIT.has(token.text)) return literal;
  const unit = parseUnit(cursor);
  return { ...literal, unit, span: cover(literal.span, unit.span) };
}

/** `元`, `元/人`: further factors are glued on, so that `35 户 / 任务数` stays a division. */
export function parseUnit(cursor: Cursor): UnitExpression {
  const first = parseIdentifier(cursor, { zh: "一个单位", en: "a unit" });
  const factors = [{ unit: first, exponent: 1 }];
  while (
    (cursor.is("/") || cursor.is("*")) &&
    cursor.token.glued &&
    cursor.peek(1).glued &&
    cursor.peek(1).kind === "name"
  ) {
    const exponent = cursor.take().text === "/" ? -1 : 1;
    factors.push({ unit: parseIdentifier(cursor), exponent });
  }
  return { factors, span: cursor.spanFrom(first.span) };
}

/** One word, or the two of `full months(…)`. */
function parseName(cursor: Cursor): Identifier {
  const twoWords = cursor.is("full") && isWord(cursor.peek(1), "months") && isWord(cursor.peek(2), "(");
  const first = parseIdentifier(cursor);
  if (!twoWords) return first;
  const second = parseIdentifier(cursor);
  return { name: "full months", span: cover(first.span, second.span) };
}

export function parseIdentifier(cursor: Cursor, expected = { zh: "一个名称", en: "a name" }): Identifier {
  const { token } = cursor;
  if (token.kind !== "name" || RESERVED.has(token.text)) return cursor.fail(expected);
  cursor.take();
  return { name: token.text, span: token.span };
}
