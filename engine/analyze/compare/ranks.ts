import type { Columns } from "../../columns/columns.ts";
import { rowsByMonth } from "../../columns/month-rows.ts";
import { byNumber, type RowsByNumber } from "./by-number.ts";

/** Places within each month among the rows that take part, highest first; those who come to the same share one. */
export interface Ranks {
  /** By row: 1 and the number of those with more; 0 where the row takes no part. */
  readonly places: Int32Array;
  /** By row which tenth of its month it is in, by the number of those with less: 0 is the lowest; −1 where it takes no part. */
  readonly tenths: Int32Array;
}

/** @param taking the rows that take part, ascending; each has an integer in `whole` */
export function ranksOf(whole: Float64Array, taking: Int32Array, columns: Columns): Ranks {
  const { length } = columns;
  const places = new Int32Array(length);
  const tenths = new Int32Array(length).fill(-1);
  const takesPart = new Uint8Array(length);
  for (let at = 0; at < taking.length; at += 1) takesPart[taking[at] ?? 0] = 1;
  for (const rows of rowsByMonth(columns).values()) {
    const own = taking.length === length ? rows : rows.filter((row) => takesPart[row] === 1);
    place(byNumber(whole, own), places, tenths);
  }
  return { places, tenths };
}

/** Those of one month, lowest first. */
function place({ rows, numbers }: RowsByNumber, places: Int32Array, tenths: Int32Array): void {
  const size = rows.length;
  for (let start = 0; start < size; ) {
    const number = numbers[start];
    let end = start + 1;
    while (end < size && numbers[end] === number) end += 1;
    const tenth = Math.floor((10 * start) / size);
    for (let at = start; at < end; at += 1) {
      const row = rows[at] ?? 0;
      places[row] = size - end + 1;
      tenths[row] = tenth;
    }
    start = end;
  }
}
