/** What the results of a month come to: totals, who moved against the base, what each rule pays. */
import { type ColumnData, numberAt, type Rational, showValue, subtract } from "../../engine/index.ts";
import { Amounts } from "./amounts.ts";
import type { Evaluated } from "./evaluator.ts";
import { headlineColumn } from "./outcomes.ts";
import type { BandFigures, Bands, Changes, OutputColumn, Population, Total } from "./workbench-api.ts";

/** @param base of the same month and the same data */
export function summarise(
  own: Evaluated,
  base: Evaluated | undefined,
): Omit<Population, "revision" | "month" | "people" | "milliseconds"> {
  const { outputs, cells, verdicts, program, counted, provisional, rows } = own;
  const baseCells = outputs.map(({ name }) => base?.cells.find((column) => column.name === name));
  const failing = failingIn([...cells, ...verdicts], rows.length);
  const headline = headlineColumn(outputs);
  const paid = headline === undefined ? undefined : outputs[headline];
  const [now, before] = headline === undefined ? [] : [cells[headline], baseCells[headline]];
  return {
    columns: outputs,
    cells,
    baseCells,
    actions: program.actions.map(({ name }) => name),
    verdicts,
    failing,
    failed: failing.reduce((sum, fails) => sum + fails, 0),
    provisional,
    totals: outputs.map((column, at) => totalOf(column, cells[at], baseCells[at], rows.length)),
    ...(now && before && { changes: changesBetween(now, before, rows.length) }),
    coverage: counted.coverage,
    bands: bandsOf(own, paid && now && { column: paid, now, before }),
  };
}

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

export const hasValue = ({ missing, aside }: ColumnData, at: number): boolean =>
  numberAt(missing, at) === 0 || aside.has(at);

function failingIn(columns: readonly ColumnData[], people: number): Uint8Array {
  const failing = new Uint8Array(people);
  for (const column of columns) {
    if (column.missing === 0) continue;
    for (let at = 0; at < people; at += 1) if (!hasValue(column, at)) failing[at] = 1;
  }
  return failing;
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
