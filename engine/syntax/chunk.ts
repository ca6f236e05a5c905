import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Span, span } from "../source/span.ts";
import type { GridCell, GridRow } from "./ast.ts";
import { canonicalSign, isSpace } from "./characters.ts";

/**
 * The lines of one statement: a head that starts in column 1 with its indented continuation, and
 * the grid rows (lines that begin with a bar) below it.
 */
export interface Chunk {
  readonly head: Span;
  readonly rows: readonly GridRow[];
}

/**
 * Cuts a rule block into statements by the layout of its lines alone. This is where the parser
 * recovers: whatever is wrong inside one statement, the next line in column 1 starts a new one.
 */
export function splitChunks(text: string, block: Span, report: (found: Diagnostic) => void): Chunk[] {
  const chunks: { start: number; end: number; rows: GridRow[] }[] = [];
  let afterStrayRow = false;
  for (const line of linesOf(text, block)) {
    const content = contentOf(text, line);
    if (content.start === content.end) continue;
    const current = chunks.at(-1);
    const indented = content.start > line.start;
    const isRow = signAt(text, content.start) === "|";
    if (!isRow && !indented) {
      chunks.push({ start: content.start, end: content.end, rows: [] });
    } else if (!current && isRow) {
      if (!afterStrayRow) report(diagnostic("grid-without-rule", content, {}));
      afterStrayRow = true;
    } else if (!current || (!isRow && current.rows.length > 0)) {
      report(diagnostic("continuation-without-rule", content, {}));
    } else if (isRow) {
      current.rows.push(splitCells(text, content));
    } else {
      current.end = content.end;
    }
  }
  return chunks.map(({ start, end, rows }) => ({ head: span(start, end), rows }));
}

const signAt = (text: string, at: number): string => canonicalSign(text.charAt(at));

/** The lines of a block, each without its line break. */
export function* linesOf(text: string, block: Span): Generator<Span> {
  const lineBreak = /\r\n|\r|\n/g;
  let start = block.start;
  while (start < block.end) {
    lineBreak.lastIndex = start;
    const found = lineBreak.exec(text);
    const end = found && found.index < block.end ? found.index : block.end;
    yield span(start, end);
    start = found ? end + found[0].length : block.end;
  }
}

/** A line without its comment and the spaces around it. */
export function contentOf(text: string, line: Span): Span {
  let quoted = false;
  let end = line.start;
  while (end < line.end) {
    const sign = signAt(text, end);
    if (sign === '"') quoted = !quoted;
    if (sign === "#" && !quoted) break;
    end += 1;
  }
  return trim(text, span(line.start, end));
}

function trim(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && isSpace(text.charAt(from))) from += 1;
  while (to > from && isSpace(text.charAt(to - 1))) to -= 1;
  return span(from, to);
}

/** The cells between the bars of a row; the last bar may be missing. */
export function splitCells(text: string, row: Span): GridRow {
  const cells: GridCell[] = [];
  let quoted = false;
  let start = row.start + 1;
  const close = (end: number): void => {
    const where = trim(text, span(start, end));
    cells.push({ text: text.slice(where.start, where.end), span: where });
    start = end + 1;
  };
  for (let at = start; at < row.end; at += 1) {
    const sign = signAt(text, at);
    if (sign === '"') quoted = !quoted;
    else if (sign === "|" && !quoted) close(at);
  }
  if (start < row.end) close(row.end);
  return { cells, span: row };
}
