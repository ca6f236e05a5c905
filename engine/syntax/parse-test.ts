import { diagnostic, type QuickFix } from "../diagnostics/diagnostic.ts";
import { cover, type Span } from "../source/span.ts";
import type { CompareTest, ComparisonOperator, Expression, RangeTest, Test } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { rejectWordsBefore } from "./everyday-bounds.ts";
import type { Token } from "./token.ts";

const OPERATORS: ReadonlySet<string> = new Set<ComparisonOperator>(["=", "!=", "<", "<=", ">", ">="]);

type ParseExpression = (cursor: Cursor) => Expression;

/**
 * Reads tests: the cells of a decision table and what follows `in`. Expressions hold tests and tests
 * hold expressions; the expression parsers are handed in, so that imports go one way.
 */
export class TestParser {
  readonly #expression: ParseExpression;
  /** An expression without comparison and logic, which a test brings itself. */
  readonly #sum: ParseExpression;

  constructor(expression: ParseExpression, sum: ParseExpression) {
    this.#expression = expression;
    this.#sum = sum;
  }

  /** A whole cell of a decision table: `-`, or one or several tests separated by commas. */
  cell(cursor: Cursor): Test {
    if (cursor.is("-") && cursor.peek(1).kind === "end") return { kind: "any", span: cursor.take().span };
    const start = cursor.token.span;
    const tests = [this.#simple(cursor)];
    this.#rejectSecondComparison(cursor, tests[0]);
    while (cursor.accept(",")) tests.push(this.#simple(cursor));
    return this.#oneOf(cursor, tests, cursor.spanFrom(start));
  }

  /** What follows `in`: an interval, or a list in round brackets. */
  membership(cursor: Cursor): Test {
    if (cursor.is("[")) return this.interval(cursor);
    if (!cursor.is("("))
      cursor.fail({ zh: "区间 [a .. b) 或列表 (a, b)", en: "an interval [a .. b) or a list (a, b)" });
    return this.#inRoundBrackets(cursor);
  }

  /** `[a .. b)`: a square bracket includes its end, a round one does not. */
  interval(cursor: Cursor): RangeTest {
    const open =
      cursor.accept("[") ?? cursor.accept("(") ?? cursor.fail({ zh: "区间 [a .. b]", en: "an interval [a .. b]" });
    const lower = this.#expression(cursor);
    if (!cursor.accept("..")) this.#rejectOtherInterval(cursor, open, lower);
    return this.#finishInterval(cursor, open, lower);
  }

  /** After `(` the lower end of an interval may turn out to be the first of a list. */
  #inRoundBrackets(cursor: Cursor): Test {
    const open = cursor.take();
    const first = this.#simple(cursor, true);
    if (first.kind === "compare" && !first.explicit && cursor.accept("..")) {
      return this.#finishInterval(cursor, open, first.bound);
    }
    const tests = [first];
    while (cursor.accept(",")) tests.push(this.#simple(cursor));
    const close = cursor.expect(")");
    const where = cover(open.span, close.span);
    return tests.length === 1 ? { kind: "one-of", tests, span: where } : this.#oneOf(cursor, tests, where);
  }

  #oneOf(cursor: Cursor, tests: readonly Test[], where: Span): Test {
    const [first] = tests;
    if (first && tests.length === 1) return first;
    // `not 甲, 乙` would hold for 乙, and readers take it to mean neither.
    if (tests.some(({ kind }) => kind === "not")) {
      const [found, all] = [sourceOf(cursor, where), tests.map((test) => sourceOf(cursor, innermost(test).span))];
      const fixes = first?.kind === "not" ? [rewriteAs(where, `not (${all.join(", ")})`)] : [];
      cursor.abort(diagnostic("negated-list", where, { found }, { fixes }));
    }
    return { kind: "one-of", tests, span: where };
  }

  /** `inBrackets`: a bound may turn out to be the lower end of an interval. */
  #simple(cursor: Cursor, inBrackets = false): Test {
    const { token } = cursor;
    if (cursor.accept("not")) {
      const test = cursor.nested(() => (cursor.is("(") ? this.#inRoundBrackets(cursor) : this.#simple(cursor)));
      return { kind: "not", test, span: cover(token.span, test.span) };
    }
    if (token.kind === "symbol" && OPERATORS.has(token.text)) {
      cursor.take();
      const bound = this.#sum(cursor);
      return compareTest(token.text as ComparisonOperator, bound, true, cover(token.span, bound.span));
    }
    if (cursor.is("[")) return this.interval(cursor);
    if (cursor.is("(")) return this.#intervalOrValue(cursor);
    rejectWordsBefore(cursor);
    const bound = this.#sum(cursor);
    if (!(inBrackets && cursor.is(".."))) this.#rejectUnbracketedInterval(cursor, bound);
    return compareTest("=", bound, false, bound.span);
  }

  /** After `(` a cell may hold an open interval or a value in brackets. */
  #intervalOrValue(cursor: Cursor): Test {
    const open = cursor.take();
    const lower = this.#expression(cursor);
    if (cursor.accept("..")) return this.#finishInterval(cursor, open, lower);
    if (!cursor.is(")")) this.#rejectOtherInterval(cursor, open, lower);
    const close = cursor.take();
    return compareTest("=", lower, false, cover(open.span, close.span));
  }

  #finishInterval(cursor: Cursor, open: Token, lower: Expression): RangeTest {
    const upper = this.#expression(cursor);
    const close = cursor.accept("]") ?? cursor.accept(")") ?? cursor.fail({ zh: " ] 或 )", en: "] or )" });
    return {
      kind: "range",
      lower,
      lowerIncluded: open.text === "[",
      upper,
      upperIncluded: close.text === "]",
      span: cover(open.span, close.span),
    };
  }

  /** `[5, 10)` and `[5~10)` are intervals to their authors; `[5 - 10)` was read as a difference. */
  #rejectOtherInterval(cursor: Cursor, open: Token, lower: Expression): never {
    const closes = (): boolean => cursor.is(")") || cursor.is("]");
    const ends = closes() ? differenceOf(lower) : undefined;
    if (!ends && !(cursor.accept(",") || cursor.accept("~"))) cursor.expect("..");
    const [from, to] = ends ?? [lower, this.#expression(cursor)];
    if (!closes()) cursor.fail({ zh: " ] 或 )", en: "] or )" });
    const close = cursor.take();
    const where = cover(open.span, close.span);
    const suggestion = `${open.text}${sourceOf(cursor, from.span)} .. ${sourceOf(cursor, to.span)}${close.text}`;
    cursor.abort(diagnostic("interval-form", where, { suggestion }, { fixes: [rewriteAs(where, suggestion)] }));
  }

  /** `>= 5 < 10`, `>= 5 and < 10`, `5 <= 条数 < 10`: an interval is meant. */
  #rejectSecondComparison(cursor: Cursor, first: Test | undefined): void {
    if (first?.kind !== "compare") return;
    const start = first.span;
    const joined = (cursor.accept("and") ?? cursor.accept("且")) !== undefined;
    if (!isComparison(cursor.token)) {
      if (joined) cursor.fail({ zh: "一个比较，如 < 10", en: "a comparison such as < 10" });
      return;
    }
    // 5 <= 条数 < 10 begins with one end, >= 5 < 10 with a comparison.
    const one = first.explicit ? first.operator : mirrored(cursor.take().text);
    if (!first.explicit) this.#sum(cursor);
    const other = isComparison(cursor.token) ? cursor.take().text : "";
    const end = other === "" ? undefined : this.#sum(cursor);
    const where = cursor.spanFrom(start);
    const suggestion = end && intervalOf(one, sourceOf(cursor, first.bound.span), other, sourceOf(cursor, end.span));
    if (!suggestion) {
      cursor.fail({
        zh: "区间 [a .. b] 或逗号分开的几项",
        en: "an interval [a .. b] or items parted by commas",
      });
    }
    cursor.abort(diagnostic("interval-form", where, { suggestion }, { fixes: [rewriteAs(where, suggestion)] }));
  }

  /** `5~9`, `5..9` and, in a cell, `5-9` do not say whether their ends belong to them. */
  #rejectUnbracketedInterval(cursor: Cursor, bound: Expression): void {
    const ends =
      cursor.accept("~") || cursor.accept("..") ? ([bound, this.#sum(cursor)] as const) : differenceOf(bound);
    if (!ends) return;
    const where = cover(ends[0].span, ends[1].span);
    const [lower, upper] = [sourceOf(cursor, ends[0].span), sourceOf(cursor, ends[1].span)];
    const fixes = [`[${lower} .. ${upper}]`, `[${lower} .. ${upper})`].map((text) => rewriteAs(where, text));
    cursor.abort(diagnostic("ambiguous-range", where, { found: sourceOf(cursor, where), lower, upper }, { fixes }));
  }
}

const isComparison = ({ kind, text }: Token): boolean => kind === "symbol" && OPERATORS.has(text);

const sourceOf = ({ text }: Cursor, { start, end }: Span): string => text.slice(start, end);

const rewriteAs = (where: Span, text: string): QuickFix => ({
  title: { zh: `改为 ${text}`, en: `write ${text}` },
  edits: [{ span: where, text }],
});

const innermost = (test: Test): Test => (test.kind === "not" ? innermost(test.test) : test);

/** The two numbers of `5 - 9`. */
function differenceOf(expression: Expression): readonly [Expression, Expression] | undefined {
  if (expression.kind !== "binary" || expression.operator !== "-") return undefined;
  const { left, right } = expression;
  return left.kind === "number" && right.kind === "number" ? [left, right] : undefined;
}

const MIRRORED: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
]);
const mirrored = (operator: string): string => MIRRORED.get(operator) ?? operator;

/** `>= 5` and `< 10` as `[5 .. 10)`; `undefined` where the two comparisons bound no interval. */
function intervalOf(one: string, bound: string, other: string, end: string): string | undefined {
  const [lower, from, upper, to] = one.startsWith(">") ? [one, bound, other, end] : [other, end, one, bound];
  if (!lower.startsWith(">") || !upper.startsWith("<")) return undefined;
  return `${lower === ">=" ? "[" : "("}${from} .. ${to}${upper === "<=" ? "]" : ")"}`;
}

const compareTest = (operator: ComparisonOperator, bound: Expression, explicit: boolean, where: Span): CompareTest => ({
  kind: "compare",
  operator,
  bound,
  explicit,
  span: where,
});
