/** Grids whose columns have fixed headers, a Chinese and an English word for each. */
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Assumption, GridCell, GridRow } from "./ast.ts";
import { canonicalName } from "./characters.ts";
import { type Cursor, Unreadable } from "./cursor.ts";
import { cellMark } from "./statement-parts.ts";

/**
 * Where each column stands in a row, from 0. A header that is blank, unknown or there twice is reported.
 *
 * @param titles the words for each column, any of which can stand in its header
 * @param titleOf the word in a header cell, where more than it can stand there
 * @throws Unreadable where a column that is `required` is missing
 */
export function readColumns<C extends string>(
  cursor: Cursor,
  header: GridRow,
  titles: Readonly<Partial<Record<C, readonly string[]>>>,
  required: readonly C[],
  titleOf: (text: string) => string = (text) => text,
): ReadonlyMap<C, number> {
  const known = (Object.keys(titles) as C[]).map((column) => ({ column, words: titles[column] ?? [] }));
  const columns = new Map<C, number>();
  let unknown = false;
  for (const [at, cell] of header.cells.entries()) {
    const title = canonicalName(titleOf(cell.text)).toLowerCase();
    const column = known.find(({ words }) => words.includes(title))?.column;
    if (cell.text === "") {
      cursor.report(diagnostic("grid-header-blank", cellMark(cell), {}));
      unknown = true;
    } else if (!column) {
      const args = { column: cell.text, known: known.map(({ words }) => words[0]).join("、") };
      cursor.report(diagnostic("grid-column", cellMark(cell), args));
      unknown = true;
    } else if (columns.has(column)) {
      cursor.report(diagnostic("grid-column-repeated", cell.span, { column: cell.text }));
    } else columns.set(column, at);
  }
  const missing = required.find((column) => !columns.has(column));
  if (missing === undefined) return columns;
  // A column that was not recognised is most likely the one that is missing.
  if (unknown) throw new Unreadable();
  return cursor.abort(diagnostic("grid-column-missing", header.span, { column: titles[missing]?.[0] ?? missing }));
}

/** The reason in a cell of the column `假定`, with or without quotation marks; absent where it is blank. */
export const assumptionIn = (cell: GridCell | undefined): Assumption | undefined =>
  cell?.text ? { reason: cell.text.replace(/^["“]|["”]$/g, ""), span: cell.span } : undefined;
