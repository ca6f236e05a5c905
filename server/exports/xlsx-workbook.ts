import writeExcelFile, { type CellObject } from "write-excel-file/node";
import { isPlainNumber, type Sheet, type SheetCell, type SheetColumn } from "./sheet.ts";

/** A spreadsheet refuses a file with a longer cell. */
const LONGEST_CELL = 32_767;
/** What a spreadsheet's numbers hold. */
const MOST_DIGITS = 15;
/** In characters. */
const WIDTHS = { text: 14, number: 12 } as const;

/**
 * Sheets as an Excel workbook. Every text is a cell of type text, which no spreadsheet computes, so it needs
 * no apostrophe; a number of more digits than a spreadsheet keeps is a text as well, since it would be another.
 * Takes seconds for a large company: for worker threads only.
 */
export function xlsxOf(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map(({ kind }) => ({ width: WIDTHS[kind] })),
      data: [
        columns.map(({ title }): CellObject => ({ ...textCell(title), fontWeight: "bold" })),
        ...rows.map((row) => columns.map((column, at) => xlsxCell(column, row[at]))),
      ],
    })),
  ).toBuffer();
}

function xlsxCell({ kind }: SheetColumn, cell: SheetCell): CellObject | null {
  if (cell === undefined) return null;
  return kind === "number" && isPlainNumber(cell) && digitsOf(cell) <= MOST_DIGITS
    ? { type: Number, value: Number(cell) }
    : textCell(cell);
}

const digitsOf = (number: string): number => number.replace(/\D/g, "").replace(/^0+/, "").length;

/**
 * The library keeps texts by name in a plain object, where "constructor" would find something else than a text. A
 * character that XML cannot hold keeps it from that, and the library does not write it.
 */
const textCell = (text: string): CellObject => ({ type: String, value: `\u{0}${text.slice(0, LONGEST_CELL)}` });
