import { isPlainNumber, type Sheet, type SheetCell, type SheetColumn } from "./sheet.ts";

/** Tells Excel that the file is UTF-8. */
const BYTE_ORDER_MARK = "\u{feff}";

/**
 * What a spreadsheet takes for the beginning of a formula, also behind blanks and marks that cannot be seen,
 * and in the full width that Chinese input methods type.
 */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A sheet as comma-separated text (RFC 4180) in pieces of some rows each, without its name. */
export function* csvOf({ columns, rows }: Sheet): Generator<string> {
  yield `${BYTE_ORDER_MARK}${columns.map(({ title }) => quoted(title)).join(",")}\r\n`;
  for (const row of rows) yield `${columns.map((column, at) => csvCell(column, row[at])).join(",")}\r\n`;
}

/**
 * Numbers stand as they are, also negative ones. Every text is quoted, so that no other separator can cut a
 * formula out of it, and one that would be taken for a formula gets an apostrophe before it.
 */
function csvCell({ kind }: SheetColumn, cell: SheetCell): string {
  if (cell === undefined) return "";
  return kind === "number" && isPlainNumber(cell) ? cell : quoted(cell);
}

const quoted = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
