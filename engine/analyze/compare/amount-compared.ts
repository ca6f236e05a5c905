/** One number under every scheme; what nobody reads of it is not computed. */
import type { Evaluation } from "../../batch/evaluation.ts";
import { ExactSums } from "../../batch/exact-sums.ts";
import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import type { Sum, Totals } from "../../batch/totals.ts";
import type { Columns } from "../../columns/columns.ts";
import { type Month, monthAt } from "../../values/month.ts";
import { add, rational, ZERO } from "../../values/rational.ts";
import type { NumberType } from "../../values/type.ts";
import { type Amounts, amountsOf } from "./amounts.ts";
import { type Changes, changesOf, NONE, type Tally, tallies } from "./changes.ts";
import type { SharedName } from "./measures.ts";
import { once } from "./once.ts";
import { countPair, countSame } from "./pair-counts.ts";
import { isSame } from "./same.ts";

/** A number under every scheme. Lists are by place of the scheme; `against` begins with the second. */
export interface AmountCompared {
  /** What it is called: once where all call it the same. */
  readonly names: readonly string[];
  readonly type: NumberType;
  readonly columns: readonly ResultColumn[];
  /** `undefined` where the values have no common scale: quotients that nobody rounds are not added up. */
  readonly totals: readonly (Totals | undefined)[];
  readonly against: readonly AmountChange[];
}

/** A number under one of the others, against the first. */
export interface AmountChange extends Tally {
  readonly changes: Changes;
  /** Rows that have a value in only one of the two. */
  readonly unmatched: number;
}

/** An amount, and its numbers over one scale where they have one. */
export interface Measured {
  readonly amount: AmountCompared;
  readonly amounts: () => readonly Amounts[] | undefined;
}

export function measure(
  { names, type }: SharedName,
  evaluations: readonly Evaluation[],
  rows: Int32Array,
  months: () => Months,
): Measured {
  const columns = evaluations.flatMap(({ results }, at) => results.get(names[at] ?? names[0] ?? "") ?? []);
  const [first] = columns;
  if (!first) return { amount: { names, type, columns, totals: [], against: [] }, amounts: () => undefined };
  // Most of what two versions put out is the same; it is then read once.
  const likeFirst = columns.map((column) => once(() => isSame(first, column)));
  const amounts = once(() => {
    const others = columns.filter((_, at) => !likeFirst[at]?.());
    const [own, ...rest] = amountsOf([first, ...others]) ?? [];
    return own && columns.flatMap((_, at) => (likeFirst[at]?.() ? own : rest.shift()) ?? []);
  });
  const against = columns.slice(1).map((column, at) => {
    const isLike = likeFirst[at + 1] ?? (() => false);
    const counts = once(() => (isLike() ? countSame(first, rows) : countPair(first, column, rows)));
    const changes = once(() => {
      const [before, after] = [amounts()?.[0], amounts()?.[at + 1]];
      return changesOf(first, column, before && after && [before, after], isLike());
    });
    const tally = once(() => {
      const own = counts()?.tally;
      if (own || !isLike()) return own ?? tallyOf(changes(), rows);
      return { up: 0, down: 0, same: presentIn(first, rows), change: amounts() && ZERO };
    });
    const unmatched = once(() => {
      if (isLike()) return 0;
      return counts()?.unmatched ?? unmatchedIn(rows, changes(), first, column);
    });
    const change: AmountChange = {
      get up() {
        return tally().up;
      },
      get down() {
        return tally().down;
      },
      get same() {
        return tally().same;
      },
      get change() {
        return tally().change;
      },
      get changes() {
        return changes();
      },
      get unmatched() {
        return unmatched();
      },
    };
    return { change, counts };
  });
  const byMonth = columns.map((column, at) =>
    once((): ReadonlyMap<Month, Sum> => {
      if (at > 0 && likeFirst[at]?.()) return byMonth[0]?.() ?? new Map();
      const [own] = amountsOf([column]) ?? [];
      return own ? sumsByMonth(own, rows, months()) : new Map();
    }),
  );
  const totals = once(() => {
    const pairs = against.flatMap(({ counts }) => counts() ?? []);
    // Columns that can be counted have a scale each.
    if (pairs.length === against.length && pairs[0]) {
      const sums = [pairs[0].before, ...pairs.map(({ after }) => after)];
      return sums.map((all, at) => ({
        all,
        get months() {
          return byMonth[at]?.() ?? new Map();
        },
      }));
    }
    return columns.map((_, at) => {
      const own = amounts()?.[at];
      return own && totalsOver(own, rows, months());
    });
  });
  return {
    amount: {
      names,
      type,
      columns,
      get totals() {
        return totals();
      },
      against: against.map(({ change }) => change),
    },
    amounts,
  };
}

function totalsOver(amounts: Amounts, rows: Int32Array, months: Months): Totals {
  const found = sumsByMonth(amounts, rows, months);
  return { all: [...found.values()].reduce(both, { value: ZERO, counted: 0 }), months: found };
}

const both = (one: Sum, other: Sum): Sum => ({
  value: add(one.value, other.value),
  counted: one.counted + other.counted,
});

/** Of all rows as one group. */
function tallyOf(changes: Changes, rows: Int32Array): Tally {
  const [tally] = tallies(changes, rows);
  return tally ?? { up: 0, down: 0, same: 0, change: undefined };
}

function sumsByMonth({ whole, scale }: Amounts, rows: Int32Array, { months, places }: Months): ReadonlyMap<Month, Sum> {
  const sums = new ExactSums(months.length, scale);
  const counts = new Int32Array(months.length);
  const running = new Float64Array(months.length);
  let sizes = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const amount = whole[row] ?? Number.NaN;
    if (Number.isNaN(amount)) continue;
    const month = places[row] ?? 0;
    running[month] = (running[month] ?? 0) + amount;
    counts[month] = (counts[month] ?? 0) + 1;
    sizes += Math.abs(amount);
  }
  const isExact = sizes <= Number.MAX_SAFE_INTEGER;
  if (!isExact) {
    for (const row of rows)
      if (!Number.isNaN(whole[row] ?? Number.NaN)) sums.addWhole(places[row] ?? 0, whole[row] ?? 0);
  }
  const found = months.map((month, place): [Month, Sum] => [
    month,
    { value: isExact ? rational(running[place] ?? 0, scale) : sums.sum(place), counted: counts[place] ?? 0 },
  ]);
  return new Map(found);
}

/** The months of the rows that are compared, earliest first, and by row its place among them. */
export interface Months {
  readonly months: readonly Month[];
  readonly places: Int32Array;
}

export function monthsOf({ month, length }: Columns, rows: Int32Array): Months {
  const found = new Set<number>();
  for (let at = 0; at < rows.length; at += 1) found.add(month[rows[at] ?? 0] ?? 0);
  const inOrder = [...found].sort((a, b) => a - b);
  const [first = 0] = inOrder;
  const placeOf = new Int32Array((inOrder.at(-1) ?? 0) - first + 1);
  for (const [place, index] of inOrder.entries()) placeOf[index - first] = place;
  const places = new Int32Array(length);
  for (let row = 0; row < length; row += 1) places[row] = placeOf[(month[row] ?? 0) - first] ?? 0;
  return { months: inOrder.map(monthAt), places };
}

/** How many rows have a value. */
function presentIn(column: ResultColumn, rows: Int32Array): number {
  const { missing, aside } = column;
  if (missing === 0) return rows.length;
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) count += numberAt(missing, rows[at] ?? 0) === 0 ? 1 : 0;
  for (const row of aside.keys()) if (numberAt(missing, row) !== 0 && rows.includes(row)) count += 1;
  return count;
}

/** Rows that have a value in only one of the two. */
function unmatchedIn(rows: Int32Array, { directions }: Changes, before: ResultColumn, after: ResultColumn): number {
  if (before.missing === 0 && after.missing === 0) return 0;
  let count = 0;
  for (const row of rows) {
    if (directions[row] === NONE && hasValue(before, row) !== hasValue(after, row)) count += 1;
  }
  return count;
}

const hasValue = ({ missing, aside }: ResultColumn, row: number): boolean =>
  numberAt(missing, row) === 0 || aside.has(row);
