import type { Columns } from "../../columns/columns.ts";
import { type Month, monthIndex } from "../../values/month.ts";

/** The rows of a period, both months included, in the order of the columns; all where it is open. */
export function rowsWithin(
  { month, length }: Columns,
  { from, to }: { readonly from?: Month; readonly to?: Month },
): Int32Array {
  const all = new Int32Array(length);
  for (let row = 0; row < length; row += 1) all[row] = row;
  if (from === undefined && to === undefined) return all;
  const least = from === undefined ? 0 : monthIndex(from);
  const greatest = to === undefined ? Number.POSITIVE_INFINITY : monthIndex(to);
  return all.filter((row) => (month[row] ?? 0) >= least && (month[row] ?? 0) <= greatest);
}
