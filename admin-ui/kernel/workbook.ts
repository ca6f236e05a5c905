/** Sheets of a workbook as plain data: what a page exports, before it becomes a file. */

/** A number keeps its digits as text, so that none is lost on the way; `undefined` leaves the cell blank. */
export type SheetCell = string | { readonly number: string } | undefined;

export interface Sheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
}

/** What a spreadsheet's numbers hold. */
const MOST_DIGITS = 15;
const LONGEST_NAME = 31;
const FORBIDDEN_IN_NAMES = /[\\/?*[\]:]/g;

/** Whether a spreadsheet would keep every digit; else the number is written as text. */
export const fitsNumber = (text: string): boolean => text.replace(/\D/g, "").replace(/^0+/, "").length <= MOST_DIGITS;

/** As a spreadsheet permits it: without some signs, not too long. */
export const sheetName = (name: string): string =>
  name.replaceAll(FORBIDDEN_IN_NAMES, " ").trim().slice(0, LONGEST_NAME) || "-";
