import type { Columns } from "../columns/columns.ts";
import { type Month, monthAt } from "../values/month.ts";
import { add, type Rational, ZERO } from "../values/rational.ts";
import { ExactSums } from "./exact-sums.ts";
import { NumberReader } from "./number-reader.ts";
import type { ResultColumn } from "./result-column.ts";

export interface Sum {
  readonly value: Rational;
  /** How many rows have a value. */
  readonly counted: number;
}

/** The sum of a column, exact, over all rows and by month, earliest first. */
export interface Totals {
  readonly all: Sum;
  readonly months: ReadonlyMap<Month, Sum>;
}

/** @throws TypeError where the column holds no numbers */
export function totalsOf(column: ResultColumn, columns: Columns): Totals {
  const numbers = new NumberReader(column);
  const slots = monthSlots(columns);
  const sums = new ExactSums(slots.months.length, numbers.scale);
  for (let row = 0; row < columns.length; row += 1) {
    if (numbers.has(row)) numbers.addTo(sums, slots.of(row), row);
  }
  return totalsIn(sums, slots);
}

const totalsIn = (sums: ExactSums, { months }: MonthSlots): Totals => {
  const byMonth = months.map((month, slot) => [month, { value: sums.sum(slot), counted: sums.count(slot) }] as const);
  return {
    all: byMonth.reduce(
      (all, [, { value, counted }]): Sum => ({ value: add(all.value, value), counted: all.counted + counted }),
      { value: ZERO, counted: 0 },
    ),
    months: new Map(byMonth),
  };
};

/** The months of a population, earliest first, and the place of each row's among them. */
export interface MonthSlots {
  readonly months: readonly Month[];
  of(row: number): number;
}

export function monthSlots({ month }: Columns): MonthSlots {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < month.length; row += 1) {
    const index = month[row] ?? 0;
    if (index < first) first = index;
    if (index > last) last = index;
  }
  const isPresent = new Uint8Array(Math.max(0, last - first + 1));
  for (let row = 0; row < month.length; row += 1) isPresent[(month[row] ?? 0) - first] = 1;
  const months: Month[] = [];
  const places = Int32Array.from(isPresent, (present, at) => (present ? months.push(monthAt(first + at)) - 1 : 0));
  return { months, of: (row) => places[(month[row] ?? 0) - first] ?? 0 };
}
