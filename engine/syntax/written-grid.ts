/** The grid of a statement as it stands in a text, and what each of its columns is for. */
import type { Span } from "../source/span.ts";
import type { GridCell, GridRow, Statement } from "./ast.ts";
import { canonicalName } from "./characters.ts";
import { splitChunks } from "./chunk.ts";
import { DISTRIBUTION_COLUMNS } from "./distribution-columns.ts";
import { TIER_COLUMNS } from "./parse-tiers.ts";
import { SCORE_COLUMNS, type ScoreColumn } from "./score-columns.ts";

export interface WrittenGrid {
  readonly header: GridRow;
  readonly rows: readonly GridRow[];
}

/**
 * The grid of the first statement in a part of a rule block, read by its lines alone: the text may
 * be in the middle of being edited.
 *
 * @returns `undefined` where that statement has no grid
 */
export function writtenGrid(text: string, region: Span): WrittenGrid | undefined {
  const [chunk] = splitChunks(text, region, () => {});
  const [header, ...rows] = chunk?.rows ?? [];
  return header && { header, rows };
}

/** Column `at` among those of its kind, where there can be several. */
export type GridColumn =
  | { readonly kind: "test" | "result"; readonly at: number }
  | { readonly kind: "label" | "agent" | "month" | "given" | "expected" | "error" }
  | { readonly kind: "from" | "value" | "grade" | "share" | ScoreColumn };

/**
 * What each column of a statement's grid holds, in the order of its header; `undefined` for a column
 * that could not be read.
 *
 * @param header of the text that the statement was read from
 * @returns `undefined` for a statement that has no grid which people edit
 */
export function gridColumns(statement: Statement, header: GridRow): readonly (GridColumn | undefined)[] | undefined {
  switch (statement.kind) {
    case "table":
      return header.cells.map((cell, at) => {
        const ofSpan = ({ span }: { readonly span: Span }): boolean => span.start === cell.span.start;
        const [test, result] = [statement.inputs.findIndex(ofSpan), statement.outputs.findIndex(ofSpan)];
        if (test >= 0) return { kind: "test", at: test };
        if (result >= 0) return { kind: "result", at: result };
        if (isWord(cell, SCORE_COLUMNS.assumed)) return { kind: "assumed" };
        return at === 0 ? { kind: "label" } : undefined;
      });
    case "examples":
      return statement.complete ? statement.columns.map(({ kind }) => ({ kind })) : undefined;
    case "score":
      return header.cells.map((cell) => columnOf(cell, SCORE_COLUMNS));
    case "distribute":
      return header.cells.map((cell) => columnOf(cell, DISTRIBUTION_COLUMNS));
    case "tiers": {
      const { rate, ...columns } = TIER_COLUMNS;
      return header.cells.map((cell) => columnOf(cell, { ...columns, value: [...rate, ...columns.value] }));
    }
    default:
      return undefined;
  }
}

function columnOf<K extends Exclude<GridColumn["kind"], "test" | "result">>(
  cell: GridCell,
  words: Readonly<Record<K, readonly string[]>>,
): { readonly kind: K } | undefined {
  const kind = (Object.keys(words) as K[]).find((column) => isWord(cell, words[column]));
  return kind && { kind };
}

/** A header may state a unit behind its word. */
const isWord = ({ text }: GridCell, words: readonly string[]): boolean =>
  words.includes(canonicalName(text.replace(/[(（].*$/, "").trimEnd()).toLowerCase());
