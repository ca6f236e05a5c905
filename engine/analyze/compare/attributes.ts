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

/** Rows put together by what they have in an attribute. */
export interface AttributeGroups {
  readonly metric: string;
  /** Of the groups, in the order of a choice, else of the first row that has it; `undefined`, the last, for a blank. */
  readonly values: readonly (string | undefined)[];
  /** By row its place in `values`; −1 for a row that was not asked about. */
  readonly places: Int32Array;
}

/** @throws RangeError for what is no attribute of the columns */
export function attributeGroups(metric: string, rows: Int32Array, columns: Columns): AttributeGroups {
  const column = attributeColumn(metric, columns);
  const { type } = column.metric;
  const words = column.kind === "text" ? column.texts : type.kind === "choice" ? type.values : [];
  const { values, absent } = column;
  const codes = new Int32Array(columns.length).fill(-1);
  const seen = new Set<number>();
  let last = -1;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const code = absent?.[row] ? words.length : (values[row] ?? 0);
    codes[row] = code;
    // An agent's months mostly have the same.
    if (code !== last) seen.add(code);
    last = code;
  }
  const isBlank = (code: number): boolean => code === words.length;
  const named = [...seen].filter((code) => !isBlank(code));
  if (column.kind === "choice") named.sort((a, b) => a - b);
  const inOrder = [...named, ...[...seen].filter(isBlank)];
  const placeOf = new Int32Array(words.length + 1);
  for (const [place, code] of inOrder.entries()) placeOf[code] = place;
  return {
    metric,
    values: inOrder.map((code) => words[code]),
    places: codes.map((code) => (code < 0 ? -1 : (placeOf[code] ?? -1))),
  };
}

/** @throws RangeError for what is no attribute of the columns */
export function attributeTallies(
  metric: string,
  changes: Changes,
  rows: Int32Array,
  columns: Columns,
): AttributeTallies {
  const { values, places } = attributeGroups(metric, rows, columns);
  const found = tallies(changes, rows, values.length, places);
  const groups = values.flatMap((value, place) => {
    const tally = found[place];
    return tally && tally.up + tally.down + tally.same > 0 ? [{ value, tally }] : [];
  });
  return { metric, groups };
}
