import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Localized } from "../diagnostics/localized.ts";
import type { GridCell } from "../syntax/ast.ts";
import { Cursor } from "../syntax/cursor.ts";
import { optionally } from "../syntax/statement-parts.ts";
import type { Report } from "./grid-records.ts";

/** Reads a whole cell as rules are read; `undefined` where that fails, after reporting why. */
export function parseCell<T>(text: string, cell: GridCell, report: Report, read: (cursor: Cursor) => T): T | undefined {
  return optionally(() => {
    const cursor = new Cursor(text, cell.span, report);
    const value = read(cursor);
    cursor.expectEnd();
    return value;
  });
}

/** A cell that can be read but not understood. */
export const cellFinding = (cell: GridCell, name: string, column: Localized, expected: Localized): Diagnostic =>
  diagnostic("catalogue-cell", cell.span, {
    name,
    value: cell.text,
    columnZh: column.zh,
    columnEn: column.en,
    expectedZh: expected.zh,
    expectedEn: expected.en,
  });
