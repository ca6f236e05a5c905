import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/span.ts";
import type { Grid, GridCell } from "../syntax/ast.ts";
import { cellMark } from "../syntax/statement-parts.ts";

/** A column that a grid of the catalogue may have, under its Chinese or its English header. */
export interface Column {
  readonly zh: string;
  readonly en: string;
  /** The grid must have it and no cell of it may be blank. */
  readonly required?: boolean;
}

/** A row by the keys of its columns; blank cells and absent columns have no entry. */
export interface GridRecord<Key extends string> {
  readonly cells: ReadonlyMap<Key, GridCell>;
  readonly span: Span;
}

export type Report = (found: Diagnostic) => void;

/** Matches headers with columns. Rows that lack a required cell are reported and left out. */
export function readRecords<Key extends string>(
  grid: Grid,
  columns: Readonly<Record<Key, Column>>,
  report: Report,
): GridRecord<Key>[] {
  const keys = Object.keys(columns) as Key[];
  const places = readHeader(grid, columns, keys, report);
  const required = keys.filter((key) => columns[key].required);
  for (const key of required) {
    if (!places.has(key)) report(diagnostic("grid-column-missing", grid.header.span, { column: columns[key].zh }));
  }
  const records: GridRecord<Key>[] = [];
  for (const row of grid.rows) {
    const cells = new Map<Key, GridCell>();
    for (const [key, at] of places) {
      const cell = row.cells[at];
      if (cell && cell.text !== "") cells.set(key, cell);
      else if (cell && columns[key].required) {
        report(diagnostic("catalogue-cell-missing", cellMark(cell), { column: columns[key].zh }));
      }
    }
    if (required.every((key) => cells.has(key))) records.push({ cells, span: row.span });
  }
  return records;
}

function readHeader<Key extends string>(
  grid: Grid,
  columns: Readonly<Record<Key, Column>>,
  keys: readonly Key[],
  report: Report,
): Map<Key, number> {
  const places = new Map<Key, number>();
  grid.header.cells.forEach((cell, at) => {
    const header = cell.text.normalize("NFKC").toLowerCase();
    const key = keys.find((candidate) => header === columns[candidate].zh || header === columns[candidate].en);
    if (key === undefined) {
      const known = keys.map((candidate) => columns[candidate].zh).join("、");
      report(diagnostic("grid-column", cellMark(cell), { column: cell.text, known }));
    } else if (places.has(key)) {
      report(diagnostic("grid-column-repeated", cell.span, { column: cell.text }));
    } else {
      places.set(key, at);
    }
  });
  return places;
}
