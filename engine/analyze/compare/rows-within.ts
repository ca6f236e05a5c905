import type { Columns } from "../../columns/columns.ts";
import { type Month, monthIndex } from "../../values/month.ts";

const everyRow = new WeakMap<Columns, Int32Array>();

/** The rows of a period, both months included, in the order of the columns; all where it is open. Not to be written to. */
export function rowsWithin(columns: Columns, { from, to }: { readonly from?: Month; readonly to?: Month }): Int32Array {
  const { month, length } = columns;
  const all = everyRow.get(columns) ?? new Int32Array(length).map((_, row) => row);
  everyRow.set(columns, all);
  if (from === undefined && to === undefined) return all;
  const least = from === undefined ? 0 : monthIndex(from);
  const greatest = to === undefined ? Number.POSITIVE_INFINITY : monthIndex(to);
  return all.filter((row) => (month[row] ?? 0) >= least && (month[row] ?? 0) <= greatest);
}

/** The rows of one agent after another: run r is from `starts[r]` up to `ends[r]`, which is left out. */
export interface Runs {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** @param rows ascending, those of an agent without a gap between them, as `rowsWithin` gives them */
export function runsOf(rows: Int32Array, { agent }: Columns): Runs {
  const [starts, ends] = [new Int32Array(rows.length), new Int32Array(rows.length)];
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    if (at === 0 || agent[row] !== agent[rows[at - 1] ?? 0]) {
      starts[count] = row;
      count += 1;
    }
    ends[count - 1] = row + 1;
  }
  return { starts: starts.slice(0, count), ends: ends.slice(0, count) };
}
