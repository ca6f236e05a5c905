import { agentAt, type Columns, type Localized, monthOf } from "../../../engine/index.ts";
import type { StudyFailure } from "./study-api.ts";

/** So many are listed. */
const MOST = 100;

export interface FailureList {
  readonly count: number;
  readonly first: readonly StudyFailure[];
}

/** @param reasonsOf of a row, by place of the scheme; `undefined` where it has a result */
export const listFailures = (
  rows: Int32Array,
  columns: Columns,
  reasonsOf: (row: number) => readonly (Localized | undefined)[],
): FailureList => ({
  count: rows.length,
  first: Array.from(rows.subarray(0, MOST), (row) => ({
    agent: agentAt(columns, row),
    month: monthOf(columns, row),
    reasons: reasonsOf(row),
  })),
});
