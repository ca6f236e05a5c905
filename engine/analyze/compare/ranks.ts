import type { Columns } from "../../columns/columns.ts";
import { inOrderOf } from "../../columns/in-order.ts";
import type { Amounts } from "./amounts.ts";

/** Numbers are put in order by one such digit after another, the lowest first; so many counters stay near at hand. */
const DIGIT = 4096;

/** Places within each month among the rows that take part, highest first; those who come to the same share one. */
export interface Ranks {
  /** By row: 1 and the number of those with more; 0 where the row takes no part. */
  readonly places: Int32Array;
  /** By row which tenth of its month it is in, by the number of those with less: 0 is the lowest; −1 where it takes no part. */
  readonly tenths: Int32Array;
}

/** @param taking the rows that take part; each has a number in `whole` */
export function ranksOf(whole: Float64Array, taking: Int32Array, { month, length }: Columns): Ranks {
  const places = new Int32Array(length);
  const tenths = new Int32Array(length).fill(-1);
  const order = ascending(whole, month, taking);
  for (let start = 0; start < order.length; ) {
    const index = month[order[start] ?? 0];
    let end = start + 1;
    while (end < order.length && month[order[end] ?? 0] === index) end += 1;
    place(order.subarray(start, end), whole, places, tenths);
    start = end;
  }
  return { places, tenths };
}

/** The rows by month, then by number. */
function ascending(whole: Float64Array, month: Int32Array, taking: Int32Array): Int32Array {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < taking.length; at += 1) {
    const value = whole[taking[at] ?? 0] ?? 0;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const rest = new Float64Array(taking.length);
  for (let at = 0; at < taking.length; at += 1) rest[at] = (whole[taking[at] ?? 0] ?? 0) - least;
  const digits = new Int32Array(taking.length);
  let order: Int32Array | undefined;
  for (let span = 1; span <= Math.max(1, greatest - least); span *= DIGIT) {
    for (let at = 0; at < rest.length; at += 1) {
      const value = rest[at] ?? 0;
      const higher = Math.floor(value / DIGIT);
      digits[at] = value - higher * DIGIT;
      rest[at] = higher;
    }
    order = inOrderOf(digits, order);
  }
  for (let at = 0; at < taking.length; at += 1) digits[at] = month[taking[at] ?? 0] ?? 0;
  const sorted = inOrderOf(digits, order);
  for (let at = 0; at < sorted.length; at += 1) sorted[at] = taking[sorted[at] ?? 0] ?? 0;
  return sorted;
}

/** Those of one month, lowest first. */
function place(order: Int32Array, whole: Amounts["whole"], places: Int32Array, tenths: Int32Array): void {
  const size = order.length;
  for (let start = 0; start < size; ) {
    const value = whole[order[start] ?? 0];
    let end = start + 1;
    while (end < size && whole[order[end] ?? 0] === value) end += 1;
    const tenth = Math.floor((10 * start) / size);
    for (let at = start; at < end; at += 1) {
      const row = order[at] ?? 0;
      places[row] = size - end + 1;
      tenths[row] = tenth;
    }
    start = end;
  }
}
