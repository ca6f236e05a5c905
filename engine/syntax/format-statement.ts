import type { Span } from "../source/span.ts";
import type { GridRow, Statement } from "./ast.ts";
import type { Chunk } from "./chunk.ts";
import { layOutGrid } from "./grid.ts";
import { lex } from "./lexer.ts";
import { type Spacing, spacingOf, spell } from "./spacing.ts";
import type { Token } from "./token.ts";
import { visitStatement } from "./visit.ts";

/** One line of a statement in canonical form. */
export interface StatementLine {
  /** Where its text, after the indentation, starts in the file. */
  readonly start: number;
  /** Pieces that neighbouring statements of the same `columns` set one below the other. */
  readonly parts: readonly string[];
  readonly columns?: Statement["kind"];
}

/** The lines of a statement that was read without an error, comments left out. */
export function formatStatement(text: string, chunk: Chunk, statement: Statement): StatementLine[] {
  const spacing = spacingOf(text, statement);
  return [...formatHead(text, chunk, statement, spacing), ...formatGrid(text, chunk.rows, statement, spacing)];
}

const tokensIn = (text: string, region: Span): Token[] => lex(text, region, () => {}).slice(0, -1);

// ── the head ─────────────────────────────────────────────────────────────────────────────────────

/** Continuation lines stand at least so far in. */
const INDENT = 2;

function formatHead(text: string, { head, rows }: Chunk, statement: Statement, spacing: Spacing): StatementLine[] {
  const tokens = tokensIn(text, head);
  const starts = tokens.flatMap((token, at) => (at === 0 || token.startsLine ? [at] : []));
  if (starts.length === 1 && rows.length === 0) return [singleLine(tokens, statement, spacing)];
  return starts.map((from, line) => {
    const start = tokens[from]?.span.start ?? head.start;
    const spelt = spell(tokens.slice(from, starts[line + 1]), spacing);
    return { start, parts: [line === 0 ? spelt : " ".repeat(indentation(text, start)) + spelt] };
  });
}

/** Deeper than needed is the author's way to show structure, and stays. */
function indentation(text: string, at: number): number {
  let start = at;
  while (start > 0 && /[\t\p{Zs}]/u.test(text.charAt(start - 1))) start -= 1;
  return Math.max(INDENT, text.slice(start, at).replace(/\t/g, "  ").length);
}

function singleLine(tokens: readonly Token[], statement: Statement, spacing: Spacing): StatementLine {
  const start = statement.span.start;
  const breaks = columnStarts(statement).map((offset) => {
    const at = tokens.findIndex((token) => token.span.start >= offset);
    return at < 0 ? tokens.length : at;
  });
  const bounds = [0, ...breaks, tokens.length];
  const parts = bounds
    .slice(0, -1)
    .map((from, at) => spell(tokens.slice(from, bounds[at + 1]), spacing))
    .filter((part) => part !== "");
  return { start, parts, ...(breaks.length > 0 && { columns: statement.kind }) };
}

/** Where the second and later columns of a one-line statement start. */
function columnStarts(statement: Statement): number[] {
  switch (statement.kind) {
    case "formula":
      return [statement.name.span.end];
    case "param":
      return [statement.name.span.end, statement.value.span.end];
    default:
      return [];
  }
}

// ── the grid ─────────────────────────────────────────────────────────────────────────────────────

function formatGrid(text: string, rows: readonly GridRow[], statement: Statement, spacing: Spacing): StatementLine[] {
  const rules = startsOfRules(statement);
  const cells = rows.map((row, at) => {
    const isHeader = at === 0;
    const hasNames = statement.kind === "table" || statement.kind === "examples";
    return row.cells.map((cell) => {
      // Reasons, sources, labels and the cells of the catalogue are prose: they stay as written.
      if (isHeader ? !hasNames : !rules.has(cell.span.start)) return cell.text;
      return spell(tokensIn(text, cell.span), spacing);
    });
  });
  const lines = layOutGrid(cells);
  return rows.map((row, at) => ({ start: row.span.start, parts: [lines[at] ?? ""] }));
}

/** Where an expression, a test or a name starts: a cell that starts there holds it. */
function startsOfRules(statement: Statement): ReadonlySet<number> {
  const starts = new Set<number>();
  const add = (part: { readonly span: Span }): void => {
    starts.add(part.span.start);
  };
  visitStatement(statement, { expression: add, test: add, name: add });
  return starts;
}
