/** A table that people open in a spreadsheet. */
export interface Sheet {
  /** At most 31 characters, without `[ ] / \ : * ?`: the tab of a workbook. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** A cell for each column. */
  readonly rows: readonly (readonly SheetCell[])[];
}

export interface SheetColumn {
  readonly title: string;
  readonly kind: "text" | "number";
}

/** Of a number its plain decimal (`-12.50`); `undefined` is blank. */
export type SheetCell = string | undefined;

/** What can be nothing but a number to whoever reads it. */
export const isPlainNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);
