import type { Columns } from "./columns.ts";
import { inOrderOf } from "./in-order.ts";

/** By month, ascending, as `monthIndex` counts: its rows, in the order of the source. */
export type MonthRows = ReadonlyMap<number, Int32Array>;

const known = new WeakMap<Columns, MonthRows>();

/** Found once for the same columns: whatever is computed over them asks for it. */
export function rowsByMonth(columns: Columns): MonthRows {
  const found = known.get(columns) ?? findRows(columns);
  known.set(columns, found);
  return found;
}

function findRows({ length, month, source }: Columns): MonthRows {
  const order = inOrderOf(month, inOrderOf(source));
  const found = new Map<number, Int32Array>();
  for (let start = 0; start < length; ) {
    const index = month[order[start] ?? 0] ?? 0;
    let end = start + 1;
    while (end < length && month[order[end] ?? 0] === index) end += 1;
    found.set(index, order.subarray(start, end));
    start = end;
  }
  return found;
}
