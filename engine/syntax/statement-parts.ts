import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Clause } from "../source/document.ts";
import { cover, type Span, span } from "../source/span.ts";
import type {
  Assumption,
  Expression,
  Grid,
  GridCell,
  GridRow,
  Identifier,
  ShownDecimals,
  UnitExpression,
} from "./ast.ts";
import type { Chunk } from "./chunk.ts";
import { Cursor, Unreadable } from "./cursor.ts";
import { parseExpression, parseUnit } from "./parse-expression.ts";

/** What every statement has; parsers add the rest. */
export interface StatementContext {
  readonly cursor: Cursor;
  readonly chunk: Chunk;
  readonly base: { readonly clause: Clause; readonly span: Span };
}

/**
 * Reads an expression and makes sure that it ends where one of the words in `followers`, or what
 * `resume` looks for, goes on. Where that fails (and is reported), skips to there and stands an
 * unreadable expression in its place: half of what an author wrote is not what the author meant.
 */
export function parseWhole(
  cursor: Cursor,
  followers: readonly string[],
  resume: () => boolean = () => false,
): Expression {
  const start = cursor.token.span;
  const goesOn = (): boolean => cursor.atEnd || resume() || followers.some((word) => cursor.is(word));
  try {
    const expression = parseExpression(cursor);
    if (!goesOn()) cursor.expectEnd();
    return expression;
  } catch (failure) {
    if (!(failure instanceof Unreadable)) throw failure;
    while (!goesOn()) cursor.take();
    return { kind: "unreadable", span: cursor.spanFrom(start) };
  }
}

/** What `read` finds, or nothing where it fails after reporting why. */
export function optionally<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (failure) {
    if (failure instanceof Unreadable) return undefined;
    throw failure;
  }
}

/** `assumed "why"`, and nothing more. */
export function parseEnd(cursor: Cursor): { assumed?: Assumption } {
  const assumed = optionally(() => {
    const found = parseAssumption(cursor);
    cursor.expectEnd();
    return found;
  });
  return assumed ? { assumed } : {};
}

export function parseAssumption(cursor: Cursor): Assumption | undefined {
  const word = cursor.accept("assumed");
  if (!word) return undefined;
  const reason = cursor.token;
  if (reason.kind !== "text") return cursor.fail({ zh: "引号里的理由", en: "the reason in quotation marks" });
  cursor.take();
  return { reason: reason.text, span: cover(word.span, reason.span) };
}

/** `shown 2 decimals`. */
export function parseShown(cursor: Cursor): ShownDecimals {
  const start = cursor.expect("shown").span;
  const count = cursor.token;
  if (count.kind !== "number" || !/^\d$/.test(count.text)) {
    cursor.fail({ zh: "小数位数（0 到 9）", en: "a number of decimals (0 to 9)" });
  }
  cursor.take();
  if (!cursor.accept("decimal")) cursor.expect("decimals");
  return { decimals: Number(count.text), span: cursor.spanFrom(start) };
}

/** `(分)` after a name. */
export function parseUnitInBrackets(cursor: Cursor): UnitExpression | undefined {
  if (!cursor.accept("(")) return undefined;
  const unit = parseUnit(cursor);
  cursor.expect(")");
  return unit;
}

/**
 * The grid below a statement's head. Rows that cannot be read are reported and left out; `complete`
 * is then false, so that nobody concludes anything from their absence.
 */
export function requireGrid(context: StatementContext, statement: string): { grid: Grid; complete: boolean } {
  const { cursor, chunk, base } = context;
  const [header, ...rows] = chunk.rows;
  if (!header) return cursor.abort(diagnostic("grid-missing", base.span, { statement }));
  if (rows.length === 0) cursor.report(diagnostic("grid-without-rows", header.span, {}));
  const next = rows.findIndex(isHeader);
  const own = next < 0 ? rows : rows.slice(0, next);
  const [second] = rows.slice(own.length);
  if (second) cursor.report(diagnostic("grid-second-header", second.span, {}));
  const fitting = own.filter((row, at) => {
    const problem = problemOf(row, header, at === 0, cursor.text);
    if (problem) cursor.report(problem);
    return !problem;
  });
  const last = chunk.rows.at(-1) ?? header;
  const grid = { header, rows: fitting, span: cover(header.span, last.span) };
  return { grid, complete: rows.length > 0 && fitting.length + (own.some(isSeparator) ? 1 : 0) === rows.length };
}

const isHeader = ({ cells }: GridRow): boolean => cells.some(({ text }) => /^(?:[=＝][>＞]|⇒)/.test(text));

/** `| --- | :-: |`, which Markdown puts below a header. */
const isSeparator = ({ cells }: GridRow): boolean =>
  cells.every(({ text }) => /^:?-+:?$/.test(text)) && cells.some(({ text }) => text !== "-");

function problemOf(row: GridRow, header: GridRow, isFirst: boolean, text: string): Diagnostic | undefined {
  if (isFirst && isSeparator(row)) {
    const afterLine = row.span.end + (/^[^\r\n]*(?:\r\n|\r|\n)?/.exec(text.slice(row.span.end))?.[0].length ?? 0);
    const fix = {
      title: { zh: "删去这一行", en: "delete it" },
      edits: [{ span: span(row.span.start, afterLine), text: "" }],
    };
    return diagnostic("grid-separator", row.span, {}, { fixes: [fix] });
  }
  if (row.cells.length === header.cells.length) return undefined;
  const counts = { found: String(row.cells.length), expected: String(header.cells.length) };
  return diagnostic("grid-row-length", row.span, counts);
}

/** Reports a grid below a statement that has none. */
export function rejectRows({ cursor, chunk }: StatementContext): void {
  const [row] = chunk.rows;
  if (row) cursor.report(diagnostic("grid-without-rule", row.span, {}));
}

/** A cursor over one cell. */
export const cellCursor = ({ cursor }: StatementContext, cell: GridCell): Cursor =>
  new Cursor(cursor.text, cell.span, cursor.report);

/** Reads one whole cell; where that fails (and is reported) the cell holds what `otherwise` gives. */
export function readCell<T>(context: StatementContext, cell: GridCell, read: (cursor: Cursor) => T, otherwise: T): T {
  const found = optionally(() => {
    const cursor = cellCursor(context, cell);
    const value = read(cursor);
    cursor.expectEnd();
    return value;
  });
  return found ?? otherwise;
}

/** Where a cell is marked: itself, or for a blank one the bar before it. */
export const cellMark = (cell: GridCell): Span =>
  cell.span.end > cell.span.start ? cell.span : span(cell.span.start - 1, cell.span.start);

/** The name in a header cell; what is wrong with it is reported once, and the column then stands for nothing. */
export function readHeaderCell<T>(
  context: StatementContext,
  cell: GridCell,
  read: (cursor: Cursor) => T,
): T | undefined {
  if (cell.text === "") {
    context.cursor.report(diagnostic("grid-header-blank", cellMark(cell), {}));
    return undefined;
  }
  return readCell(context, cell, read, undefined);
}

/** Tells of each name of a header whether it is new there; reports it where it is not. */
export function headerNames({ cursor }: StatementContext): (name: Identifier) => boolean {
  const seen = new Set<string>();
  return ({ name, span: where }) => {
    if (seen.has(name)) cursor.report(diagnostic("grid-column-repeated", where, { column: name }));
    return seen.size < seen.add(name).size;
  };
}
