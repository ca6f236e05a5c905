/** What the results of a month come to: totals, who moved against the base, what each rule pays. */
import {
  type ColumnData,
  numberAt,
  type Rational,
  showValue,
  subtract,
  type Value,
  valueAt,
} from "../../engine/index.ts";
import { Amounts } from "./amounts.ts";
import type { Evaluated } from "./evaluator.ts";
import { headlineColumn } from "./outcomes.ts";
import type {
  BandFigures,
  Bands,
  Changes,
  OutputColumn,
  Population,
  PopulationTotals,
  Total,
} from "./workbench-api.ts";

/** @param base of the same month and the same data */
export function totalsOf(own: Evaluated, base: Evaluated | undefined): Omit<PopulationTotals, "revision"> {
  const { month, outputs, cells, verdicts, rows } = own;
  const baseCells = besideOf(own, base);
  return {
    month,
    columns: outputs,
    totals: outputs.map((column, at) => totalOf(column, cells[at], baseCells[at], rows.length)),
    failed: failingIn(own).reduce((sum, fails) => sum + fails, 0),
    ...(verdicts.length > 0 && { following: followingIn(verdicts, rows.length) }),
  };
}

/** All that the totals do not say. */
export function summarise(
  own: Evaluated,
  base: Evaluated | undefined,
): Omit<Population, keyof PopulationTotals | "people" | "milliseconds"> {
  const { outputs, cells, verdicts, program, counted, provisional, rows } = own;
  const baseCells = besideOf(own, base);
  const headline = headlineColumn(outputs);
  const paid = headline === undefined ? undefined : outputs[headline];
  const [now, before] = headline === undefined ? [] : [cells[headline], baseCells[headline]];
  return {
    cells,
    baseCells,
    actions: program.actions.map(({ name }) => name),
    verdicts,
    failing: failingIn(own),
    provisional,
    ...(now && before && { changes: changesBetween(now, before, rows.length) }),
    coverage: counted.coverage,
    bands: bandsOf(own, paid && now && { column: paid, now, before }),
  };
}

/** By output, what the base has under the same name. */
const besideOf = ({ outputs }: Evaluated, base: Evaluated | undefined): readonly (ColumnData | undefined)[] =>
  outputs.map(({ name }) => base?.cells.find((column) => column.name === name));

export function totalOf(
  column: OutputColumn,
  cells: ColumnData | undefined,
  base: ColumnData | undefined,
  people: number,
): Total | undefined {
  const [own, before] = [sumOf(cells, people), sumOf(base, people)];
  return own && total(column, own.value, own.counted, before && subtract(own.value, before.value));
}

/** By who has more, who less and who the same; `failed` are those without a value now. */
export function changesBetween(now: ColumnData, before: ColumnData, people: number): Changes {
  const counts = { up: 0, down: 0, same: 0, failed: 0 };
  const [own, base] = [Amounts.of(now), Amounts.of(before)];
  for (let at = 0; at < people; at += 1) {
    if (!hasValue(now, at)) counts.failed += 1;
    else {
      const sign = own && base && own.compareAt(at, base);
      if (sign !== undefined) counts[sign > 0 ? "up" : sign < 0 ? "down" : "same"] += 1;
    }
  }
  return counts;
}

/** `undefined` where there is none. */
export function valueIn(column: ColumnData | undefined, place: number): Value | undefined {
  if (column === undefined || !hasValue(column, place)) return undefined;
  return column.aside.get(place) ?? valueAt(column.values, column.type, place);
}

export const hasValue = ({ missing, aside }: ColumnData, at: number): boolean =>
  numberAt(missing, at) === 0 || aside.has(at);

function failingIn({ cells, verdicts, rows }: Evaluated): Uint8Array {
  const failing = new Uint8Array(rows.length);
  for (const column of [...cells, ...verdicts]) {
    if (column.missing === 0) continue;
    for (let at = 0; at < rows.length; at += 1) if (!hasValue(column, at)) failing[at] = 1;
  }
  return failing;
}

function followingIn(verdicts: readonly ColumnData[], people: number): number {
  let count = 0;
  for (let at = 0; at < people; at += 1) if (verdicts.some((verdict) => valueIn(verdict, at) === true)) count += 1;
  return count;
}

function sumOf(
  cells: ColumnData | undefined,
  people: number,
): { readonly value: Rational; readonly counted: number } | undefined {
  const amounts = Amounts.of(cells);
  if (amounts === undefined) return undefined;
  const sums = amounts.sums(1);
  for (let at = 0; at < people; at += 1) amounts.addTo(sums, 0, at);
  return { value: sums.sum(0), counted: sums.count(0) };
}

const total = (column: OutputColumn, value: Rational, counted: number, difference: Rational | undefined): Total => ({
  value,
  text: showValue(value, column.type, { ...column, unit: false }),
  counted,
  ...(difference && { difference }),
});

// ── what each rule pays ──────────────────────────────────────────────────────────────────────────

interface Paid {
  readonly column: OutputColumn;
  readonly now: ColumnData;
  readonly before: ColumnData | undefined;
}

function bandsOf({ counted }: Evaluated, paid: Paid | undefined): Bands {
  const { coverage, decided, holding } = counted;
  const grids = coverage.grids.map((grid, at) => {
    const places = decided[at] ?? new Int32Array();
    const rows = figuresBySlot(places, grid.rows.length, paid);
    const [all = { people: 0 }] = figuresBySlot(
      places.map((place) => Math.min(place, 0)),
      1,
      paid,
    );
    const uncovered = grid.uncovered.reduce((sum, { count }) => sum + count, 0);
    return [grid.address, { rows, all, uncovered, several: grid.several }] as const;
  });
  const overrides = coverage.overrides.map(({ address }, at) => {
    const slots = Int32Array.from(holding[at] ?? [], (holds) => holds - 1);
    const [figures = { people: 0 }] = figuresBySlot(slots, 1, paid);
    return [address, figures] as const;
  });
  return { grids: new Map(grids), overrides: new Map(overrides) };
}

/** @param slots of each agent; a negative one is none */
function figuresBySlot(slots: Int32Array, count: number, paid: Paid | undefined): BandFigures[] {
  const people = new Int32Array(count);
  const [own, base] = [Amounts.of(paid?.now), Amounts.of(paid?.before)];
  const [sums, changes] = [own?.sums(count), own?.sums(count)];
  for (const [at, slot] of slots.entries()) {
    if (slot < 0) continue;
    people[slot] = (people[slot] ?? 0) + 1;
    if (own && sums) own.addTo(sums, slot, at);
    if (own && base && changes) own.addDifferenceTo(changes, slot, at, base);
  }
  return Array.from(people, (heads, slot) => ({
    people: heads,
    ...(paid &&
      sums && {
        paid: total(paid.column, sums.sum(slot), sums.count(slot), base && changes?.sum(slot)),
      }),
  }));
}
