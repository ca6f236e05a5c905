import type { CodeColumn, Columns, TextColumn } from "../../columns/columns.ts";
import { type Changes, type Tally, tallies } from "./changes.ts";

/** Winners and losers by what people have in an attribute, such as their department. */
export interface AttributeTallies {
  readonly metric: string;
  /** By value in the order of a choice, else of the first row that has it; people without one come last, as `undefined`. */
  readonly groups: readonly { readonly value: string | undefined; readonly tally: Tally }[];
}

/** An attribute with more values tells people apart rather than groups them. */
const MOST_GROUPS = 50;

/** The attributes by which people are grouped unless others are asked for: not what they are called. */
export function attributesOf({ metrics }: Columns): string[] {
  return [...metrics.values()].flatMap((column) => {
    if (column.metric.key === "name") return [];
    if (column.kind === "choice") return [column.metric.name];
    return column.kind === "text" && hasFewValues(column.values) ? [column.metric.name] : [];
  });
}

function hasFewValues(codes: Int32Array): boolean {
  const found = new Set<number>();
  let last = -1;
  for (let row = 0; row < codes.length && found.size <= MOST_GROUPS; row += 1) {
    // An agent's months mostly have the same.
    const code = codes[row] ?? 0;
    if (code !== last) found.add(code);
    last = code;
  }
  return found.size <= MOST_GROUPS;
}

/** @throws RangeError for what is no attribute of the columns */
export function attributeColumn(metric: string, { metrics }: Columns): CodeColumn | TextColumn {
  const column = metrics.get(metric);
  if (column?.kind !== "choice" && column?.kind !== "text") throw new RangeError(`${metric} is no attribute`);
  return column;
}

/** @throws RangeError for what is no attribute of the columns */
export function attributeTallies(
  metric: string,
  changes: Changes,
  rows: Int32Array,
  columns: Columns,
): AttributeTallies {
  const column = attributeColumn(metric, columns);
  const { type } = column.metric;
  const words = column.kind === "text" ? column.texts : type.kind === "choice" ? type.values : [];
  const { values, absent } = column;
  const places = new Map<number, number>();
  if (column.kind === "choice") for (const code of words.keys()) places.set(code, code);
  const groups = new Int32Array(columns.length).fill(-1);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const code = absent?.[row] ? words.length : (values[row] ?? 0);
    let place = places.get(code);
    if (place === undefined) {
      place = places.size;
      places.set(code, place);
    }
    groups[row] = place;
  }
  const found = tallies(changes, rows, places.size, groups);
  const named = [...places].flatMap(([code, place]) => {
    const tally = found[place];
    return tally && tally.up + tally.down + tally.same > 0 ? [{ value: words[code], tally }] : [];
  });
  return {
    metric,
    groups: [...named.filter(({ value }) => value !== undefined), ...named.filter(({ value }) => value === undefined)],
  };
}
