import type { Evaluation } from "../../batch/evaluation.ts";
import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import { isRowError, type RowError } from "../../values/value.ts";

/** Rows that not every scheme can compute. */
export interface Failures {
  /** In the order of the columns. */
  readonly rows: Int32Array;
  /** How many of them no scheme can compute. */
  readonly byNone: number;
  /** Why a scheme, by its place, cannot compute the row: the first error among its outputs, then its actions; `undefined` where it can. */
  errorOf(scheme: number, row: number): RowError | undefined;
}

export function failuresOf(evaluations: readonly Evaluation[], rows: Int32Array): Failures {
  const shown = evaluations.map(({ program: { outputs, actions }, results }) =>
    [...outputs, ...actions].flatMap(({ name }) => results.get(name) ?? []),
  );
  const failing = new Uint8Array(evaluations[0]?.columns.length ?? 0);
  for (const [scheme, columns] of shown.entries()) for (const column of columns) mark(failing, 1 << scheme, column);
  const fails = (scheme: number, row: number): boolean => ((failing[row] ?? 0) & (1 << scheme)) !== 0;
  const everyScheme = (1 << evaluations.length) - 1;
  const listed = failing.some((schemes) => schemes !== 0) ? rows.filter((row) => failing[row] !== 0) : new Int32Array();
  return {
    rows: listed,
    byNone: listed.filter((row) => failing[row] === everyScheme).length,
    errorOf(scheme, row) {
      if (!fails(scheme, row)) return undefined;
      for (const column of shown[scheme] ?? []) {
        const outcome = column.at(row);
        if (isRowError(outcome)) return outcome;
      }
      return undefined;
    },
  };
}

function mark(failing: Uint8Array, scheme: number, { missing, aside, length }: ResultColumn): void {
  if (missing === 0) return;
  for (let row = 0; row < length; row += 1) {
    if (numberAt(missing, row) !== 0 && !aside.has(row)) failing[row] = (failing[row] ?? 0) | scheme;
  }
}
