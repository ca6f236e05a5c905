import type { Compilation } from "../compile.ts";
import { type Span, span } from "../source/span.ts";
import type { GridRow } from "../syntax/ast.ts";
import { canonicalSign, isSpace } from "../syntax/characters.ts";
import { contentOf, splitChunks } from "../syntax/chunk.ts";
import { lex } from "../syntax/lexer.ts";
import type { Token } from "../syntax/token.ts";

/**
 * Where in a rule something is being written. It is read from the words before the offset alone:
 * while typing, the statement as a whole can seldom be read.
 */
export interface Place {
  /** The part of the word before the offset; empty where none was begun. */
  readonly word: Span;
  /** What stands before it: in a cell of a grid that of the cell, else that of the statement. */
  readonly before: readonly Token[];
  /** The first words of the statement, wherever in it the offset is. */
  readonly head: readonly Token[];
  /** Whether it is the first word of its line, and whether that line starts a statement. */
  readonly startsLine: boolean;
  readonly startsStatement: boolean;
  /** Set in a row of a grid. */
  readonly cell?: { readonly header: GridRow; readonly column: number; readonly isHeader: boolean };
}

/** The place at the offset; absent outside rules, in comments and in quotation marks. */
export function placeAt({ text, document }: Compilation, offset: number): Place | undefined {
  const block = document.blocks.find(({ span: where }) => where.start <= offset && offset <= where.end);
  if (!block) return undefined;
  const line = span(Math.max(lineStart(text, offset), block.span.start), offset);
  if (isInComment(text, line)) return undefined;

  const chunks = splitChunks(text, block.span, () => {});
  const indented = isSpace(text.charAt(line.start));
  const bars = barsIn(text, line);
  const chunk = chunks.filter(({ head }) => head.start <= offset).at(-1);
  const starts = !indented && bars.length === 0;
  const head = chunk && !starts ? chunk.head : span(line.start, offset);
  const region = span(starts ? line.start : (bars.at(-1) ?? head.start - 1) + 1, offset);

  let inQuotation = false;
  const tokens = lex(text, region, ({ code }) => {
    if (code === "text-unclosed") inQuotation = true;
  }).slice(0, -1);
  if (inQuotation) return undefined;
  const last = tokens.at(-1);
  const hasWord = last?.kind === "name" && last.span.end === offset;
  const before = hasWord ? tokens.slice(0, -1) : tokens;
  const header = chunk?.rows[0];
  return {
    word: hasWord ? last.span : span(offset, offset),
    before,
    head: lex(text, span(head.start, Math.max(head.start, Math.min(head.end, offset))), () => {}).slice(0, -1),
    startsLine: bars.length === 0 && text.slice(line.start, hasWord ? last.span.start : offset).trim() === "",
    startsStatement: starts && before.length === 0,
    ...(header &&
      bars.length > 0 && {
        cell: { header, column: bars.length - 1, isHeader: line.start === lineStart(text, header.span.start) },
      }),
  };
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !/[\r\n]/.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function isInComment(text: string, line: Span): boolean {
  const content = contentOf(text, line);
  return text.slice(content.end, line.end).trim() !== "";
}

/** Where the bars of a grid row stand; none on a line that is no row. */
function barsIn(text: string, line: Span): number[] {
  const bars: number[] = [];
  let quoted = false;
  for (let at = line.start; at < line.end; at += 1) {
    const sign = canonicalSign(text.charAt(at));
    if (sign === '"') quoted = !quoted;
    if (sign === "|" && !quoted) bars.push(at);
    if (bars.length === 0 && !isSpace(text.charAt(at))) return [];
  }
  return bars;
}
