import { diagnostic } from "../diagnostics/diagnostic.ts";
import { cover } from "../source/span.ts";
import type {
  CalendarPlace,
  CalendarUnit,
  Call,
  Expression,
  Identifier,
  NameReference,
  Peers,
  Period,
  WindowExpression,
} from "./ast.ts";
import { type Cursor, isWord } from "./cursor.ts";

type ParseExpression = (cursor: Cursor) => Expression;

const UNITS: readonly CalendarUnit[] = ["month", "quarter", "year"];

/** Reads what looks at other months and at the calendar. Expressions are handed in, as for tests. */
export class WindowParser {
  readonly #expression: ParseExpression;

  constructor(expression: ParseExpression) {
    this.#expression = expression;
  }

  /** After `average(x)` or the name of a rate: `over PERIOD [where C] [, at least N months]`. */
  over(cursor: Cursor, subject: Call | NameReference): WindowExpression {
    cursor.expect("over");
    if (subject.kind === "name") return this.#finish(cursor, { operand: subject }, subject);
    const [operand, ...others] = subject.args;
    if (!operand || others.length > 0) {
      const args = { signature: `${subject.callee.name}(x) over …`, expected: "1", found: String(subject.args.length) };
      cursor.abort(diagnostic("function-arguments", subject.span, args));
    }
    return this.#finish(cursor, { aggregate: subject.callee, operand }, subject);
  }

  /** After `rank(x)`: `within 部门`, `within (部门, 岗位)`, `within all`. */
  within(cursor: Cursor, { callee, args, span }: Call): Peers {
    cursor.expect("within");
    const [operand, ...others] = args;
    if (!operand || others.length > 0) {
      const counts = { signature: `${callee.name}(x) within …`, expected: "1", found: String(args.length) };
      return cursor.abort(diagnostic("function-arguments", span, counts));
    }
    const group = parseGroup(cursor);
    return { kind: "peers", aggregate: callee, operand, group, span: cursor.spanFrom(span) };
  }

  /** `months in previous quarter [where C]`: how many months of the window have a row. */
  months(cursor: Cursor): WindowExpression | undefined {
    const period = cursor.peek(2);
    const isPeriod = ["last", "previous", "this"].some((word) => isWord(period, word));
    if (!cursor.is("months") || !isWord(cursor.peek(1), "in") || !isPeriod) return undefined;
    const word = cursor.take();
    cursor.expect("in");
    return this.#finish(cursor, { aggregate: { name: "months", span: word.span } }, word);
  }

  /** `first month of quarter`, `last day of previous quarter`. */
  calendarPlace(cursor: Cursor): CalendarPlace | undefined {
    const [edge, part] = [cursor.token, cursor.peek(1)];
    const isEdge = isWord(edge, "first") || isWord(edge, "last");
    const isPart = isWord(part, "month") || isWord(part, "day");
    if (!isEdge || !isPart || !isWord(cursor.peek(2), "of")) return undefined;
    cursor.take();
    cursor.take();
    cursor.expect("of");
    const isDay = part.text === "day";
    const which = isDay ? (["this", "previous"] as const).find((word) => cursor.accept(word)) : undefined;
    const unit = parseUnitOfCalendar(cursor, isDay ? UNITS : UNITS.slice(1));
    return {
      kind: "calendar",
      edge: edge.text === "first" ? "first" : "last",
      part: isDay ? "day" : "month",
      ...(which && { which }),
      unit,
      span: cursor.spanFrom(edge.span),
    };
  }

  #finish(
    cursor: Cursor,
    parts: Pick<WindowExpression, "aggregate" | "operand">,
    start: { span: WindowExpression["span"] },
  ): WindowExpression {
    const period = parsePeriod(cursor);
    const condition = cursor.accept("where") ? this.#expression(cursor) : undefined;
    const atLeast = parseAtLeast(cursor);
    const rest = { ...(condition && { condition }), ...(atLeast !== undefined && { atLeast }) };
    return { kind: "window", ...parts, period, ...rest, span: cover(start.span, cursor.spanFrom(period.span)) };
  }
}

/** `部门`, `(部门, 岗位)`, `all`: what the agents of a group share. */
export function parseGroup(cursor: Cursor): Identifier[] {
  if (cursor.accept("all")) return [];
  if (!cursor.accept("(")) return [parseWord(cursor)];
  const group = [parseWord(cursor)];
  while (cursor.accept(",")) group.push(parseWord(cursor));
  cursor.expect(")");
  return group;
}

function parseWord(cursor: Cursor): Identifier {
  const { token } = cursor;
  if (token.kind !== "name")
    return cursor.fail({ zh: "分组的属性，或 all", en: "the attribute that makes the groups, or all" });
  cursor.take();
  return { name: token.text, span: token.span };
}

function parsePeriod(cursor: Cursor): Period {
  const { token } = cursor;
  const which = (["last", "previous", "this"] as const).find((word) => cursor.accept(word) !== undefined);
  if (which === undefined) {
    return cursor.fail({
      zh: "一段时间，如 previous quarter、last 3 months",
      en: "a period such as previous quarter, last 3 months",
    });
  }
  if (which !== "this" && cursor.token.kind === "number") {
    const count = parseMonthCount(cursor);
    return { kind: "months", which, count, span: cursor.spanFrom(token.span) };
  }
  if (which === "last") return cursor.fail({ zh: "月数", en: "a number of months" });
  const unit = parseUnitOfCalendar(cursor, UNITS);
  return { kind: "calendar", which, unit, span: cursor.spanFrom(token.span) };
}

function parseUnitOfCalendar(cursor: Cursor, units: readonly CalendarUnit[]): CalendarUnit {
  const unit = units.find((word) => cursor.accept(word) !== undefined);
  return unit ?? cursor.fail({ zh: units.join("、"), en: units.join(" or ") });
}

/** `, at least 2 months`; a comma followed by anything else belongs to whoever called. */
function parseAtLeast(cursor: Cursor): number | undefined {
  if (!cursor.is(",") || !isWord(cursor.peek(1), "at") || !isWord(cursor.peek(2), "least")) return undefined;
  cursor.take();
  cursor.take();
  cursor.take();
  return parseMonthCount(cursor);
}

/** `3 months`: from 1 to 120. */
export function parseMonthCount(cursor: Cursor): number {
  const { token } = cursor;
  const count = Number(token.text);
  if (token.kind !== "number" || !/^\d+$/.test(token.text) || count < 1 || count > 120) {
    return cursor.fail({ zh: "月数（1 到 120）", en: "a number of months (1 to 120)" });
  }
  cursor.take();
  if (!cursor.accept("month")) cursor.expect("months");
  return count;
}
