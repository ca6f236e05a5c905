import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Clause } from "../source/document.ts";
import { suggest } from "../source/nearest.ts";
import { cover, type Span } from "../source/span.ts";
import type { Assumption, Expression, Identifier, RangeTest, Statement } from "./ast.ts";
import type { Chunk } from "./chunk.ts";
import { Cursor, isWord, Unreadable } from "./cursor.ts";
import { STATEMENT_KEYWORDS, type StatementKeyword } from "./keywords.ts";
import { parseDeduct, parseVeto } from "./parse-adjustments.ts";
import { parseAssert } from "./parse-assert.ts";
import { parseDistribute } from "./parse-distribute.ts";
import { parseExamples } from "./parse-examples.ts";
import { parseExpression, parseIdentifier, parseInterval } from "./parse-expression.ts";
import { parseDeadline, parseHeld, parseRequire, parseWaive } from "./parse-governance.ts";
import { parseBudget, parseReport } from "./parse-report.ts";
import { parseScore } from "./parse-score.ts";
import { parseTable } from "./parse-table.ts";
import { parseTiers } from "./parse-tiers.ts";
import { parseMonthCount } from "./parse-window.ts";
import { parseEnd, parseShown, parseWhole, rejectRows, requireGrid, type StatementContext } from "./statement-parts.ts";
import type { Token } from "./token.ts";

/** Statements that have rows below their head. */
const WITH_GRID: ReadonlySet<Statement["kind"]> = new Set([
  "table",
  "score",
  "tiers",
  "distribute",
  "examples",
  "metrics",
  "rates",
  "units",
  "log",
  "aggregates",
]);

/**
 * Reads one statement. What is wrong is reported, and what could be read is kept. Rules that are refused
 * because they are indented below it follow as one that could not be read.
 */
export function parseStatement(
  text: string,
  chunk: Chunk,
  clause: Clause,
  report: (found: Diagnostic) => void,
): Statement[] {
  const lastRow = chunk.rows.at(-1);
  const where = lastRow ? cover(chunk.head, lastRow.span) : chunk.head;
  const cursor = new Cursor(text, chunk.head, report);
  const context = { cursor, chunk, base: { clause, span: where } };
  const headerNames = (): string[] =>
    chunk.rows[0] ? new Cursor(text, chunk.rows[0].span, () => undefined).names : [];
  try {
    const statement = parseHead(context);
    const indented = cursor.indentedRules;
    if (!indented) {
      if (!WITH_GRID.has(statement.kind)) rejectRows(context);
      return [statement];
    }
    return [statement, { kind: "unreadable", clause, ...indented, names: [...indented.names, ...headerNames()] }];
  } catch (failure) {
    if (!(failure instanceof Unreadable)) throw failure;
    return [{ kind: "unreadable", ...context.base, names: [...cursor.names, ...headerNames()] }];
  }
}

function parseHead(context: StatementContext): Statement {
  const { cursor } = context;
  const first = cursor.token;
  // A name may be spelt like a keyword: what `=` follows is always a formula.
  const defines = isWord(cursor.peek(1), "=");
  if (!defines && first.kind === "name" && isKeyword(first.text)) {
    cursor.take();
    return parseKeyword(first.text, context);
  }
  if (defines && first.kind === "name") {
    const name = parseIdentifier(cursor);
    cursor.expect("=");
    return { kind: "formula", ...context.base, name, ...parseBody(context) };
  }
  return rejectHead(cursor);
}

/** A misspelt keyword, a name that is none (`A-B = 3`, `1月 = 3`), or no rule at all. */
function rejectHead(cursor: Cursor): never {
  const first = cursor.token;
  const found = cursor.text.slice(first.span.start, first.span.end);
  const keyword = first.kind === "name" ? suggest(first.text, STATEMENT_KEYWORDS) : undefined;
  const last = keyword === undefined ? lastBeforeEquals(cursor) : undefined;
  if (last) {
    const where = cover(first.span, last.span);
    cursor.abort(diagnostic("name-malformed", where, { name: cursor.text.slice(where.start, where.end) }));
  }
  const fix = keyword !== undefined && {
    title: { zh: `改为 ${keyword}`, en: `write ${keyword}` },
    edits: [{ span: first.span, text: keyword }],
  };
  return cursor.abort(diagnostic("unknown-statement", first.span, { found }, { fixes: fix ? [fix] : undefined }));
}

/** The token before the first `=` of the line. */
function lastBeforeEquals(cursor: Cursor): Token | undefined {
  for (let ahead = 1; ; ahead += 1) {
    const token = cursor.peek(ahead);
    if (token.kind === "end" || token.startsLine) return undefined;
    if (isWord(token, "=")) return cursor.peek(ahead - 1);
  }
}

const isKeyword = (word: string): word is StatementKeyword => STATEMENT_KEYWORDS.some((keyword) => keyword === word);

function parseKeyword(keyword: StatementKeyword, context: StatementContext): Statement {
  const { base } = context;
  switch (keyword) {
    case "table":
      return parseTable(context);
    case "score":
      return parseScore(context);
    case "tiers":
      return parseTiers(context);
    case "distribute":
      return parseDistribute(context);
    case "examples":
      return parseExamples(context);
    case "metrics":
    case "rates":
    case "units": {
      context.cursor.expectEnd();
      return { kind: keyword, ...base, grid: requireGrid(context, keyword).grid };
    }
    case "log":
    case "aggregates": {
      const name = parseIdentifier(context.cursor);
      context.cursor.expectEnd();
      const { grid } = requireGrid(context, keyword);
      return keyword === "log" ? { kind: keyword, ...base, name, grid } : { kind: keyword, ...base, log: name, grid };
    }
  }
  switch (keyword) {
    case "input":
      return parseInput(context);
    case "param":
      return parseParam(context);
    case "choice":
      return parseChoice(context);
    case "output":
      return parseOutput(context);
    case "except":
      return parseExcept(context);
    case "deduct":
      return parseDeduct(context);
    case "veto":
      return parseVeto(context);
    case "action":
      return parseAction(context);
    case "report":
      return parseReport(context);
    case "budget":
      return parseBudget(context);
    case "assert":
      return parseAssert(context);
    case "require":
      return parseRequire(context);
    case "deadline":
      return parseDeadline(context);
    case "held":
      return parseHeld(context);
    case "waive":
      return parseWaive(context);
  }
}

function parseInput({ cursor, base }: StatementContext): Statement {
  const names = [parseIdentifier(cursor)];
  while (cursor.accept(",")) names.push(parseIdentifier(cursor));
  const fallback = cursor.accept("default") ? parseWhole(cursor, ["assumed"]) : undefined;
  return { kind: "input", ...base, names, ...(fallback && { fallback }), ...parseEnd(cursor) };
}

function parseParam({ cursor, base }: StatementContext): Statement {
  const name = parseIdentifier(cursor);
  cursor.expect("=");
  const value = parseWhole(cursor, ["range", "step", "assumed"]);
  const parts: { range?: RangeTest; step?: Expression } = {};
  try {
    for (;;) {
      if (!parts.range && cursor.accept("range")) parts.range = parseInterval(cursor);
      else if (!parts.step && cursor.accept("step")) parts.step = parseExpression(cursor);
      else break;
    }
  } catch (failure) {
    if (!(failure instanceof Unreadable)) throw failure;
    return { kind: "param", ...base, name, value, ...parts };
  }
  return { kind: "param", ...base, name, value, ...parts, ...parseEnd(cursor) };
}

function parseChoice({ cursor, base }: StatementContext): Statement {
  const name = parseIdentifier(cursor);
  cursor.expect(":");
  const values = [parseIdentifier(cursor)];
  while (cursor.accept(",")) values.push(parseIdentifier(cursor));
  return { kind: "choice", ...base, name, values, ...parseEnd(cursor) };
}

function parseOutput(context: StatementContext): Statement {
  const { cursor, base } = context;
  const name = parseIdentifier(cursor);
  const body = cursor.accept("=") ? parseWhole(cursor, ["shown", "assumed"]) : undefined;
  const shown = cursor.is("shown") ? parseShown(cursor) : undefined;
  return { kind: "output", ...base, name, ...(body && { body }), ...(shown && { shown }), ...parseEnd(cursor) };
}

function parseExcept({ cursor, base }: StatementContext): Statement {
  cursor.expect("when");
  const condition = parseWhole(cursor, [], () => cursor.token.startsLine);
  if (condition.kind === "unreadable" && cursor.atEnd) throw new Unreadable();
  const overrides: { name: Identifier; value: Expression; span: Span }[] = [];
  do {
    if (!cursor.token.startsLine) cursor.fail({ zh: "换行后的“名称 = 值”", en: 'on a new line, "name = value"' });
    const name = parseIdentifier(cursor);
    cursor.expect("=");
    const value = parseWhole(cursor, ["assumed"], () => cursor.token.startsLine && cursor.peek(1).text === "=");
    overrides.push({ name, value, span: cover(name.span, value.span) });
  } while (cursor.token.kind === "name" && cursor.token.startsLine && !isAssumption(cursor));
  return { kind: "except", ...base, condition, overrides, ...parseEnd(cursor) };
}

/** `assumed "why"` on a line of its own is no override. */
const isAssumption = (cursor: Cursor): boolean => cursor.is("assumed") && cursor.peek(1).kind === "text";

function parseAction({ cursor, base }: StatementContext): Statement {
  const name = parseIdentifier(cursor);
  const orderedBy = cursor.accept("may") ? parseIdentifier(cursor) : undefined;
  cursor.expect("when");
  const condition = parseWhole(cursor, ["for", "assumed"]);
  const lasting = cursor.is("for") ? parseLasting(cursor) : undefined;
  const parts = { ...(orderedBy && { orderedBy }), condition, ...(lasting && { lasting }) };
  return { kind: "action", ...base, name, ...parts, ...parseEnd(cursor) };
}

function parseLasting(cursor: Cursor): { months: number; exactly: boolean; span: Span } {
  const start = cursor.expect("for").span;
  const exactly = cursor.accept("exactly") !== undefined;
  const months = parseMonthCount(cursor);
  return { months, exactly, span: cursor.spanFrom(start) };
}

/** The expression after `=`, and what may end the statement. */
function parseBody({ cursor }: StatementContext): { body: Expression; assumed?: Assumption } {
  const body = parseWhole(cursor, ["assumed"]);
  return { body, ...parseEnd(cursor) };
}
