import type { Columns } from "../columns/columns.ts";
import type { MonthRows } from "../columns/month-rows.ts";
import { DUPLICATE, type Step } from "../lower/whole.ts";
import type { Period } from "../syntax/ast.ts";
import type { Part } from "./kernel.ts";
import type { Reach } from "./reach.ts";
import type { Cells } from "./store.ts";

export type WindowStep = Step & { readonly kind: "window" };
export type StreakStep = Step & { readonly kind: "streak" };
export type PeersStep = Step & { readonly kind: "peers" };
export type AcrossStep = WindowStep | StreakStep | PeersStep;

/** What steps that look at other rows work on: the rows, and the columns of earlier steps and of their own. */
export interface Field {
  readonly columns: Columns;
  readonly byMonth: MonthRows;
  /** Which rows a window over the period looks at. */
  readonly reach: (period: Period) => Reach;
  /** As `Kernel.column` says. */
  readonly column: (step: string, part: Part) => Cells | number | undefined;
}

/** A column of a step, also where all rows have the one value. */
export function cellsOf({ columns, column }: Field, step: string, part: Part): Cells {
  const cells = column(step, part);
  return typeof cells === "object" ? cells : new Float64Array(columns.length).fill(cells ?? 0);
}

/** The one value that all rows have in a column; `undefined` where rows differ. */
export function constantOf({ column }: Field, step: string, part: Part): number | undefined {
  const cells = column(step, part);
  return typeof cells === "object" ? undefined : cells;
}

/** Whether some row has no value of the step. */
export function mayFail({ columns, column }: Field, step: string): boolean {
  const cells = column(step, "cause");
  return columns.repeated.size > 0 || (cells !== undefined && cells !== 0);
}

/** Why the step has no value in each row, 0 where it has one; `undefined` where no row can fail. */
export function causesOf(field: Field, step: string): Int32Array | undefined {
  if (!mayFail(field, step)) return undefined;
  const cells = field.column(step, "cause") ?? 0;
  const { repeated, length } = field.columns;
  const causes = typeof cells === "object" ? new Int32Array(cells) : new Int32Array(length).fill(cells);
  for (const row of repeated) causes[row] = DUPLICATE;
  return causes;
}

/** The cells of one of the step's own columns; `undefined` where nobody reads it. */
export function ownCells({ column }: Field, step: string, part: Part): Cells | undefined {
  const cells = column(step, part);
  return typeof cells === "object" ? cells : undefined;
}
