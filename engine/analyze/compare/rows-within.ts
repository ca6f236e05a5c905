import type { Columns } from "../../columns/columns.ts";
import { type Month, monthIndex } from "../../values/month.ts";

const everyRow = new WeakMap<Columns, Int32Array>();

/** Which agent-months count. */
export interface Extent {
  /** Both included; where absent, all. */
  readonly from?: Month;
  readonly to?: Month;
  /** The only rows that may count, ascending; where absent, all. Others still have a part in windows and ranks. */
  readonly among?: Int32Array;
}

/** The rows of an extent, in the order of the columns. Not to be written to. */
export function rowsWithin(columns: Columns, { from, to, among }: Extent): Int32Array {
  const { month } = columns;
  const all = among ?? everyRowOf(columns);
  if (from === undefined && to === undefined) return all;
  const least = from === undefined ? 0 : monthIndex(from);
  const greatest = to === undefined ? Number.POSITIVE_INFINITY : monthIndex(to);
  return all.filter((row) => (month[row] ?? 0) >= least && (month[row] ?? 0) <= greatest);
}

function everyRowOf(columns: Columns): Int32Array {
  const all = everyRow.get(columns) ?? new Int32Array(columns.length).map((_, row) => row);
  everyRow.set(columns, all);
  return all;
}

/** The rows of one agent after another: run r is from `starts[r]` up to `ends[r]`, which is left out. */
export interface Runs {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** `undefined` where the rows leave some out between two of one agent. @param rows ascending */
export function runsOf(rows: Int32Array, { agent }: Columns): Runs | undefined {
  const [starts, ends] = [new Int32Array(rows.length), new Int32Array(rows.length)];
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const before = rows[at - 1] ?? 0;
    if (at === 0 || agent[row] !== agent[before]) {
      starts[count] = row;
      count += 1;
    } else if (before !== row - 1) return undefined;
    ends[count - 1] = row + 1;
  }
  return { starts: starts.slice(0, count), ends: ends.slice(0, count) };
}
