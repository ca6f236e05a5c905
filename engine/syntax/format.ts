import { readDocument } from "../source/read-document.ts";
import { contains, type Span, type TextEdit } from "../source/span.ts";
import type { Statement } from "./ast.ts";
import { contentOf, linesOf, splitChunks } from "./chunk.ts";
import { formatStatement, type StatementLine } from "./format-statement.ts";
import { displayWidth, padTo } from "./grid.ts";
import { parseBlocks } from "./parse.ts";

/**
 * The edits that bring every rule block into canonical form: ASCII signs, one spacing, grids in
 * columns, the `=` of neighbouring rules one below the other. Comments, blank lines, line breaks and
 * all prose stay; a statement that cannot be read is left as it is. The meaning never changes, and
 * formatting a second time changes nothing.
 */
export function formatDocument(text: string): TextEdit[] {
  const document = readDocument(text);
  const { statements, diagnostics } = parseBlocks(document);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const readable = statements.filter(
    (statement) =>
      statement.kind !== "unreadable" && !errors.some((error) => contains(statement.span, error.span.start)),
  );
  const byStart = new Map(readable.map((statement) => [statement.span.start, statement]));
  return document.blocks.flatMap((block) => formatBlock(text, block.span, byStart));
}

function formatBlock(text: string, block: Span, readable: ReadonlyMap<number, Statement>): TextEdit[] {
  const rewritten = new Map<number, StatementLine>();
  for (const chunk of splitChunks(text, block, () => {})) {
    const statement = readable.get(chunk.head.start);
    if (!statement) continue;
    for (const line of formatStatement(text, chunk, statement)) rewritten.set(line.start, line);
  }
  const lines = [...linesOf(text, block)].map((where) => describeLine(text, where, rewritten));
  return neighbours(lines)
    .flatMap(setInColumns)
    .filter(({ span: { start, end }, text: line }) => text.slice(start, end) !== line);
}

interface Line {
  readonly where: Span;
  /** Set in columns with those of its neighbours where `columns` is the same. */
  readonly parts: readonly string[];
  readonly columns?: Statement["kind"];
  readonly comment: string;
}

function describeLine(text: string, where: Span, rewritten: ReadonlyMap<number, StatementLine>): Line {
  const content = contentOf(text, where);
  if (content.start === content.end) {
    const indent = text.slice(where.start, content.end);
    const comment = canonicalComment(text.slice(content.end, where.end));
    return { where, parts: [], comment: comment && indent + comment };
  }
  const line = rewritten.get(content.start);
  if (!line) return { where, parts: [text.slice(where.start, where.end)], comment: "" };
  return { ...line, where, comment: canonicalComment(text.slice(content.end, where.end)) };
}

const canonicalComment = (written: string): string => written.trim().replace(/^＃/, "#");

/** Runs of lines that are set in the same columns. */
function neighbours(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && line.columns && line.columns === run[0]?.columns) run.push(line);
    else runs.push([line]);
  }
  return runs;
}

function setInColumns(run: readonly Line[]): TextEdit[] {
  const columns = Math.max(...run.map(({ parts }) => parts.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...run.map(({ parts }) => displayWidth(parts[column] ?? ""))),
  );
  return run.map(({ where, parts, comment }) => {
    const padded = parts.map((part, at) => (at === parts.length - 1 ? part : padTo(part, widths[at] ?? 0)));
    const line = padded.join(" ");
    return { span: where, text: line === "" || comment === "" ? line + comment : `${line}  ${comment}` };
  });
}
