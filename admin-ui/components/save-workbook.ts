import { fitsNumber, type Sheet, type SheetCell, sheetName } from "../kernel/workbook.ts";

const WIDEST = 40;
const LONGEST_CELL = 32_767;

/** Hands sheets to the browser as an Excel workbook to be saved; what writes it is loaded on first use. */
export async function saveWorkbook(name: string, sheets: readonly Sheet[]): Promise<void> {
  const { default: writeExcelFile } = await import("write-excel-file/browser");
  await writeExcelFile(
    sheets.map(({ name: title, head, rows }) => ({
      sheet: sheetName(title),
      stickyRowsCount: 1,
      columns: head.map((_, at) => ({ width: widthOf([head, ...rows.slice(0, 200)], at) })),
      data: [
        head.map((text) => ({ ...textCell(text), fontWeight: "bold" as const })),
        ...rows.map((row) => head.map((_, at) => cellOf(row[at]))),
      ],
    })),
  ).toFile(name);
}

function cellOf(cell: SheetCell) {
  if (cell === undefined) return null;
  if (typeof cell === "string") return textCell(cell);
  return fitsNumber(cell.number) ? { type: Number, value: Number(cell.number) } : textCell(cell.number);
}

/**
 * The library keeps texts by name in a plain object, where "constructor" would find something else than a text. A
 * character that XML cannot hold keeps it from that, and the library does not write it.
 */
const textCell = (text: string) => ({ type: String, value: `\u{0}${text.slice(0, LONGEST_CELL)}` });

/** In characters; those of Chinese take the room of two. */
function widthOf(rows: readonly (readonly SheetCell[])[], at: number): number {
  const longest = Math.max(0, ...rows.map((row) => wide(row[at])));
  return Math.min(WIDEST, longest + 2);
}

function wide(cell: SheetCell): number {
  const text = typeof cell === "object" ? cell.number : (cell ?? "");
  return [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
}
