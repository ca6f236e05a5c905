import { type Month, monthIndex } from "../values/month.ts";
import type { Outcome } from "../values/value.ts";
import type { Columns, MetricColumn } from "./columns.ts";

/**
 * The agent-months of some months as columns of their own, agents without any left out. `source` goes on
 * telling their places in the source of all.
 *
 * @param from the first month; absent for all up to `to`
 */
export function monthsWithin(columns: Columns, from: Month | undefined, to: Month): Columns {
  const [first, last] = [from === undefined ? Number.NEGATIVE_INFINITY : monthIndex(from), monthIndex(to)];
  const isWithin = (month: number): boolean => month >= first && month <= last;
  const rows = Int32Array.from(columns.month.keys()).filter((row) => isWithin(columns.month[row] ?? 0));
  const agents: string[] = [];
  const starts: number[] = [];
  const places = new Map<number, number>();
  const agent = rows.map((row, at) => {
    const before = columns.agent[row] ?? 0;
    const known = places.get(before);
    if (known !== undefined) return known;
    places.set(before, agents.length);
    starts.push(at);
    return agents.push(columns.agents[before] ?? "") - 1;
  });
  const placeOf = new Map(Array.from(rows, (row, at) => [row, at]));
  return {
    length: rows.length,
    agents,
    agent,
    month: rows.map((row) => columns.month[row] ?? 0),
    starts: Int32Array.from([...starts, rows.length]),
    source: rows.map((row) => columns.source[row] ?? 0),
    repeated: new Set([...columns.repeated].flatMap((row) => placeOf.get(row) ?? [])),
    texts: columns.texts,
    metrics: new Map([...columns.metrics].map(([name, column]) => [name, columnWithin(column, rows, placeOf)])),
  };
}

function columnWithin(column: MetricColumn, rows: Int32Array, placeOf: ReadonlyMap<number, number>): MetricColumn {
  const aside = new Map<number, Outcome>();
  for (const [row, outcome] of column.aside) {
    const place = placeOf.get(row);
    if (place !== undefined) aside.set(place, outcome);
  }
  const absent = column.absent && pick(column.absent, rows);
  const isComplete = absent === undefined || absent.every((each) => each === 0);
  const shared = { aside, absent: isComplete ? undefined : absent };
  // Each kind keeps its own kind of array, which the language cannot follow through a union.
  const withValues = <C extends MetricColumn>(own: C, values: C["values"]): C => ({
    ...own,
    ...shared,
    values,
    ...limitsOf(values, absent),
  });
  switch (column.kind) {
    case "number":
      return withValues(column, pick(column.values, rows));
    case "truth":
      return withValues(column, pick(column.values, rows));
    case "choice":
    case "date":
      return withValues(column, pick(column.values, rows));
    case "text":
      return withValues(column, pick(column.values, rows));
  }
}

function pick<Cells extends Float64Array | Int32Array | Uint8Array>(cells: Cells, rows: Int32Array): Cells {
  const picked = cells.slice(0, rows.length) as Cells;
  for (let at = 0; at < rows.length; at += 1) picked[at] = cells[rows[at] ?? 0] ?? 0;
  return picked;
}

/** Between which values of rows that have one lie; what the others hold is put there too. */
function limitsOf(
  values: Float64Array | Int32Array | Uint8Array,
  absent: Uint8Array | undefined,
): { readonly least: number; readonly greatest: number } {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < values.length; row += 1) {
    if (absent?.[row]) continue;
    const value = values[row] ?? 0;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (least > greatest) [least, greatest] = [0, 0];
  if (absent) for (let row = 0; row < values.length; row += 1) if (absent[row]) values[row] = least;
  return { least, greatest };
}
