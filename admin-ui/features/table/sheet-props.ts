import type { JSX } from "solid-js";
import type { NextRows, Sheet, SheetColumn } from "../../kernel/edit-sheet.ts";

/** A column that is computed and not typed. */
export interface Aside {
  readonly key: string;
  readonly title: string;
  /** In px, at least. */
  readonly width: number;
  readonly cell: (row: number) => JSX.Element;
}

/** A line across the grid that is no row of it: a gap, with what can be done about it. */
export interface Between {
  /** Below which row; −1 above all. */
  readonly after: number;
  readonly content: () => JSX.Element;
}

/** What is to be said of one cell. */
export interface CellNote {
  /** What is wrong with it. */
  readonly problem?: string | undefined;
  /** What the base version has in its place, where that is something else. */
  readonly base?: string | undefined;
  /** A bar behind the figure, from 0 to 1. */
  readonly share?: number | undefined;
  /** What came out instead of what is written. */
  readonly actual?: string | undefined;
}

/** What is being typed: the rows there would be, or why there cannot be such. */
export interface Pending {
  readonly before: string;
  readonly after: string;
  readonly column: SheetColumn;
  readonly next: NextRows;
}

export interface SheetHandle {
  insert(): void;
  remove(): void;
  move(by: number): void;
  copyAll(): void;
}

export interface SheetProps {
  readonly label: string;
  readonly sheet: Sheet;
  readonly readOnly: boolean;
  readonly asides: readonly Aside[];
  readonly betweens: readonly Between[];
  /** In the place of the row's number. */
  readonly mark?: ((row: number) => JSX.Element) | undefined;
  readonly noteOf: (row: number, column: number) => CellNote;
  readonly toneOf?: ((row: number) => "down" | undefined) | undefined;
  readonly onRows: (next: NextRows) => void;
  readonly onPending: (pending: Pending | undefined) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onFocus: () => void;
  readonly ref: (handle: SheetHandle) => void;
}
