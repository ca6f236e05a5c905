import type { Sql } from "./expression.ts";

/** One SELECT of the chain: its columns as `expression AS name`, or the name of one of the layer below. */
export interface Layer {
  readonly columns: readonly string[];
}

/**
 * Databases know no local names in an expression; what is used twice is therefore a column of a layer
 * below. Each layer reads only the one before it, so that nothing is computed twice, and carries
 * only what layers above it still need.
 */
export function layersOf(results: readonly Sql[]): { readonly layers: readonly Layer[]; readonly results: string[] } {
  const order = operandsFirst(results);
  const uses = countUses(order, results);
  const { places, columns } = place(order, uses);
  const top = Math.max(0, ...columns.map((each) => places.get(each) ?? 0)) + 1;
  const lastUse = lastUses(order, results, places, new Set(columns), top);
  const names = new Map<Sql, string>(order.flatMap((each) => (each.source === undefined ? [] : [[each, each.source]])));
  for (const [at, column] of columns.entries()) names.set(column, `c${at + 1}`);

  const sources = order.filter(({ source }) => source !== undefined);
  const layers = Array.from({ length: top }, (_, at): Layer => {
    const carried = [...sources, ...columns].filter(
      (each) => (places.get(each) ?? 0) < at && (lastUse.get(each) ?? -1) > at,
    );
    const made = columns.filter((each) => places.get(each) === at);
    return {
      columns: [
        ...carried.map((each) => names.get(each) ?? ""),
        ...made.map((each) => `${written(each, names, true)} AS ${names.get(each)}`),
      ],
    };
  });
  return { layers, results: results.map((result) => written(result, names, false)) };
}

/** Every expression within, each after what it is made of. */
function operandsFirst(results: readonly Sql[]): Sql[] {
  const done = new Set<Sql>();
  const waiting = [...results].reverse();
  for (let each = waiting.at(-1); each; each = waiting.at(-1)) {
    const missing = done.has(each)
      ? []
      : each.parts.filter((part): part is Sql => typeof part !== "string" && !done.has(part));
    if (missing.length === 0) done.add(each);
    if (missing.length === 0) waiting.pop();
    else waiting.push(...missing);
  }
  return [...done];
}

const operandsOf = ({ parts }: Sql): Sql[] => parts.filter((part) => typeof part !== "string");

function countUses(order: readonly Sql[], results: readonly Sql[]): Map<Sql, number> {
  const uses = new Map<Sql, number>();
  for (const each of [...order.flatMap(operandsOf), ...results]) uses.set(each, (uses.get(each) ?? 0) + 1);
  return uses;
}

/** SQLite takes 1,000 levels of an expression; people read fewer. */
const DEEPEST = 30;
/** Parts that may be written out a second time, where a column would make another layer. */
const SMALL = 24;

/** Which expressions are columns, and in which layer each expression can be computed. */
function place(order: readonly Sql[], uses: ReadonlyMap<Sql, number>) {
  const places = new Map<Sql, number>();
  const depths = new Map<Sql, number>();
  const sizes = new Map<Sql, number>();
  const columns: Sql[] = [];
  const isColumn = new Set<Sql>();
  for (const each of order) {
    const operands = operandsOf(each);
    const at = operands.map((operand) => (places.get(operand) ?? 0) + (isColumn.has(operand) ? 1 : 0));
    places.set(each, each.source === undefined ? Math.max(0, ...at) : -1);
    if (each.source !== undefined) isColumn.add(each);
    const depth = 1 + Math.max(0, ...operands.map((operand) => depths.get(operand) ?? 0));
    const size = 1 + operands.reduce((sum, operand) => sum + (sizes.get(operand) ?? 0), 0);
    const times = uses.get(each) ?? 0;
    const worthIt = operands.length > 0 && ((times > 1 && size * times > SMALL) || depth > DEEPEST);
    if (each.isColumn || worthIt) {
      isColumn.add(each);
      columns.push(each);
    }
    depths.set(each, isColumn.has(each) ? 0 : depth);
    sizes.set(each, isColumn.has(each) ? 1 : size);
  }
  return { places, columns };
}

/** The highest layer that reads a column; the results are read in the layer above all others. */
function lastUses(
  order: readonly Sql[],
  results: readonly Sql[],
  places: ReadonlyMap<Sql, number>,
  columns: ReadonlySet<Sql>,
  top: number,
): Map<Sql, number> {
  const lastUse = new Map<Sql, number>();
  const need = (each: Sql, at: number): void => {
    lastUse.set(each, Math.max(lastUse.get(each) ?? -1, at));
  };
  for (const result of results) need(result, top);
  // Users before what they use: an expression without a column is read where its user is.
  for (const each of [...order].reverse()) {
    const at = columns.has(each) ? (places.get(each) ?? 0) : (lastUse.get(each) ?? 0);
    for (const operand of operandsOf(each)) need(operand, at);
  }
  return lastUse;
}

function written(sql: Sql, names: ReadonlyMap<Sql, string>, isDefinition: boolean): string {
  const name = names.get(sql);
  if (name !== undefined && !isDefinition) return name;
  return sql.parts.map((part) => (typeof part === "string" ? part : written(part, names, false))).join("");
}
