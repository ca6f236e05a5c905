/**
 * Columns in the memory of WebAssembly, where kernels read and write them in place. A store outlives
 * the kernels that are compiled for it: a program lowered anew finds the loaded inputs as they are.
 */
import type { Bounds } from "../lower/whole.ts";

/** Integers in the narrowest cells that hold them; a truth is 0 or 1. */
export type Cells = Uint8Array | Int16Array | Int32Array | Float64Array;

/** How a column's cells are stored. */
export type CellKind = "u8" | "i16" | "i32" | "f64";

/** Where a column stands in the memory. */
export interface Column {
  readonly kind: CellKind;
  readonly address: number;
}

export interface ColumnStore {
  readonly rows: number;
  readonly memory: WebAssembly.Memory;
  /**
   * The column of a metric: its integers as `Ground` scales them (see `Whole`'s `input`; a text its
   * code, a truth 0 or 1), in the narrowest cells that hold the bounds. An absent cell holds any value
   * within the bounds.
   */
  input(metric: string, bounds: Bounds): Column;
  /** 0 present, 1 blank, 2 no permitted value. */
  absences(metric: string): Column;
  /** Months since year 0, of every row. */
  months(): Column;
  /** A column of that key and kind, made where there is none. */
  column(key: string, kind: CellKind): Column;
  /** Where so many doubles stand that all rows have in common; what others leave there may be lost. */
  settings(count: number): number;
  /** The cells of a column. A view is valid until the store makes another column. */
  view(column: Column): Cells;
}

/** The narrowest cells that hold every integer within the bounds. */
export function narrowest({ least, greatest }: Bounds): CellKind {
  if (least === undefined || greatest === undefined) return "f64";
  const isWithin = (from: bigint, to: bigint): boolean => least >= from && greatest <= to;
  if (isWithin(0n, 255n)) return "u8";
  if (isWithin(-32_768n, 32_767n)) return "i16";
  return isWithin(-2_147_483_648n, 2_147_483_647n) ? "i32" : "f64";
}
