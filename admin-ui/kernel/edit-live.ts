/** The grids of a text that has been read, followed into later forms of it that nobody has read yet. */
import {
  type GridColumn,
  gridColumns,
  parseBlocks,
  readDocument,
  type SourceDocument,
  type Span,
  type Statement,
  type WrittenGrid,
  writtenGrid,
} from "../../engine/index.ts";
import { type Sheet, sheetOf } from "./edit-sheet.ts";

/** A statement whose grid people edit cell by cell. */
export type GridStatement = Extract<
  Statement,
  { readonly kind: "table" | "tiers" | "score" | "distribute" | "examples" }
>;

export interface OpenGrid {
  readonly statement: GridStatement;
  /** From its first line to where the next statement begins, or its block ends. */
  readonly region: Span;
  readonly roles: readonly (GridColumn | undefined)[];
}

/** What was read of a text. */
interface Read {
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly document: Pick<SourceDocument, "blocks">;
}

/** In the order of the text; grids whose columns cannot be told are left out. */
export function openGrids({ text, statements, document }: Read): OpenGrid[] {
  return statements.flatMap((statement, at): OpenGrid[] => {
    if (!hasGrid(statement)) return [];
    const { start } = statement.span;
    const block = document.blocks.find(({ span }) => span.start <= start && start < span.end);
    if (!block) return [];
    const region = { start, end: Math.min(block.span.end, statements[at + 1]?.span.start ?? block.span.end) };
    const grid = writtenGrid(text, region);
    const roles = grid && gridColumns(statement, grid.header);
    return roles ? [{ statement, region, roles }] : [];
  });
}

const hasGrid = (statement: Statement): statement is GridStatement =>
  ["table", "tiers", "score", "distribute", "examples"].includes(statement.kind);

/**
 * @param shift from the text that was read to this one
 * @returns `undefined` where the grid cannot be found in the text, or has other columns there
 */
export function liveGrid(
  { region, roles }: OpenGrid,
  text: string,
  shift: (span: Span) => Span | undefined,
): WrittenGrid | undefined {
  const where = shift(region);
  const grid = where && writtenGrid(text, where);
  return grid?.header.cells.length === roles.length ? grid : undefined;
}

/** What a grid goes by: what it defines. Examples go by nothing. */
export const nameOf = (statement: GridStatement): string => {
  switch (statement.kind) {
    case "table":
      return statement.name?.name ?? statement.outputs[0]?.name.name ?? "";
    case "examples":
      return "";
    default:
      return statement.name.name;
  }
};

// ── the version it is based on ───────────────────────────────────────────────────────────────────

/** Figures of another version, by the names they have there. */
export interface BaseFigures {
  /** The value of a param as written, without spaces around it. */
  param(name: string): string | undefined;
  /** What the cell of the same row and column holds; `undefined` where there is no such row or column. */
  cell(grid: OpenGrid, sheet: Sheet, row: number, column: number): string | undefined;
}

export function baseFigures(text: string): BaseFigures {
  const document = readDocument(text);
  const { statements } = parseBlocks(document);
  const params = new Map(
    statements.flatMap((statement) =>
      statement.kind === "param"
        ? [[statement.name.name, text.slice(statement.value.span.start, statement.value.span.end)] as const]
        : [],
    ),
  );
  const sheets = new Map<string, Sheet>(
    openGrids({ text, statements, document }).flatMap(({ statement, region, roles }) => {
      const grid = writtenGrid(text, region);
      return grid && statement.kind !== "examples"
        ? [[`${statement.kind} ${nameOf(statement)}`, sheetOf(grid, roles)] as const]
        : [];
    }),
  );
  return {
    param: (name) => params.get(name),
    cell({ statement }, sheet, row, column) {
      const base = sheets.get(`${statement.kind} ${nameOf(statement)}`);
      const wanted = sheet.columns[column];
      const at = base?.columns.findIndex(
        ({ title, part, role }) => title === wanted?.title && part === wanted.part && role === wanted.role,
      );
      return base && at !== undefined ? base.rows[rowLike(base, sheet, row)]?.cells[at] : undefined;
    },
  };
}

/** The row with the same name, where rows have names; else the one in the same place of as many. */
function rowLike(base: Sheet, sheet: Sheet, row: number): number {
  const named = sheet.columns.findIndex(({ role }) => role === "label" || role === "name" || role === "grade");
  const name = sheet.rows[row]?.cells[named];
  if (!name) return base.rows.length === sheet.rows.length ? row : -1;
  return base.rows.findIndex(({ cells }) => cells[named] === name);
}
