/** Two to four schemes over the same agent-months: the first against each of the others. */
import type { Evaluation } from "../../batch/evaluation.ts";
import { ExactSums } from "../../batch/exact-sums.ts";
import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import type { Sum, Totals } from "../../batch/totals.ts";
import type { Columns } from "../../columns/columns.ts";
import { type Month, monthAt } from "../../values/month.ts";
import { add, type Rational, rational, ZERO } from "../../values/rational.ts";
import type { NumberType } from "../../values/type.ts";
import { type AgentChanges, agentChangesOf } from "./agents.ts";
import { type Amounts, amountsOf } from "./amounts.ts";
import { type AttributeTallies, attributesOf, attributeTallies } from "./attributes.ts";
import { type Changes, changesOf, NONE, type Tally, tallies } from "./changes.ts";
import { type Failures, failuresOf } from "./failures.ts";
import { type Migration, migrationOf } from "./grades.ts";
import { payNames, type SharedName, sharedGrades, sharedNumbers, unsharedOutputs } from "./measures.ts";
import { type Ranks, ranksOf } from "./ranks.ts";
import { rowsWithin } from "./rows-within.ts";
import { shareOfSales } from "./sales.ts";
import { isSame } from "./same.ts";

export interface CompareOptions {
  /** Which months are compared, both included; where absent, all. */
  readonly from?: Month;
  readonly to?: Month;
  /** What each scheme pays, by its place; where absent, see `payNames`. */
  readonly pay?: readonly string[];
  /** The metric that holds what is sold; where absent, that with the key `sales`. */
  readonly sales?: string;
  /** Attributes to group people by; where absent, all that have few values. */
  readonly by?: readonly string[];
}

export interface SchemesCompared {
  /** The schemes, the one that the others are compared with first. */
  readonly evaluations: readonly Evaluation[];
  /** The agent-months compared, in the order of the columns. */
  readonly rows: Int32Array;
  /** Every number that all of them put out, in the order of the first; and what is paid, where its names differ. */
  readonly amounts: readonly AmountCompared[];
  /** Every grade, truth and action that all of them have. */
  readonly grades: readonly GradeCompared[];
  /** Absent where some scheme pays nothing, or pays amounts that have no common scale. */
  readonly pay?: PayCompared;
  /** By place of the scheme: what it puts out that others do not, or in another unit. */
  readonly unshared: readonly (readonly string[])[];
  readonly failures: Failures;
}

/** A number under every scheme. Lists are by place of the scheme; `against` begins with the second. */
export interface AmountCompared {
  /** What it is called: once where all call it the same. */
  readonly names: readonly string[];
  readonly type: NumberType;
  readonly columns: readonly ResultColumn[];
  /** `undefined` where the values have no common scale: quotients that nobody rounds are not added up. */
  readonly totals: readonly (Totals | undefined)[];
  readonly against: readonly (Tally & { readonly changes: Changes; readonly unmatched: number })[];
}

export interface GradeCompared {
  readonly name: string;
  readonly columns: readonly ResultColumn[];
  readonly against: readonly Migration[];
}

export interface PayCompared {
  readonly amount: AmountCompared;
  /** The metric that holds what is sold; absent where the data have none. */
  readonly sales?: string;
  /** What is paid for what is sold. */
  readonly sharesOfSales: readonly (Rational | undefined)[];
  readonly against: readonly PayChange[];
}

export interface PayChange {
  readonly agents: AgentChanges;
  /** Among the agent-months that both pay, month by month. */
  readonly ranks: { readonly before: Ranks; readonly after: Ranks; readonly up: number; readonly down: number };
  /** By tenth of what the first scheme pays within the month, the lowest first. */
  readonly tenths: readonly Tally[];
  readonly attributes: readonly AttributeTallies[];
}

/**
 * @param evaluations of one population; none may be computed anew before the comparison has been read
 * @throws RangeError for a name of `pay` that is no number of its scheme or for what is no attribute of the data
 */
export function compareSchemes(evaluations: readonly Evaluation[], options: CompareOptions = {}): SchemesCompared {
  const [first] = evaluations;
  if (!first) throw new RangeError("there is no scheme to compare");
  const { columns } = first;
  const rows = rowsWithin(columns, options);
  const months = monthsOf(columns, rows);
  const programs = evaluations.map(({ program }) => program);
  const pay = payNames(programs, options.pay);
  const numbers = sharedNumbers(programs, pay);
  const measured = numbers.map((shared) => measure(shared, evaluations, rows, months));
  const paid = measured.find(({ amount }) => pay !== undefined && isNamed(amount, pay));
  return {
    evaluations,
    rows,
    amounts: measured.map(({ amount }) => amount),
    grades: sharedGrades(programs).map((name) => gradeCompared(name, evaluations, rows)),
    ...(paid?.amounts && { pay: payCompared(paid.amount, paid.amounts, first, rows, options) }),
    unshared: unsharedOutputs(programs, pay),
    failures: failuresOf(evaluations, rows),
  };
}

const isNamed = ({ names }: AmountCompared, pay: readonly string[]): boolean =>
  pay.every((name, at) => name === (names[at] ?? names[0]));

interface Measured {
  readonly amount: AmountCompared;
  readonly amounts: readonly Amounts[] | undefined;
}

function measure(
  { names, type }: SharedName,
  evaluations: readonly Evaluation[],
  rows: Int32Array,
  months: Months,
): Measured {
  const columns = evaluations.flatMap(({ results }, at) => results.get(names[at] ?? names[0] ?? "") ?? []);
  const [first] = columns;
  if (!first) return { amount: { names, type, columns, totals: [], against: [] }, amounts: undefined };
  // Most of what two versions put out is the same; it is then read once.
  const likeFirst = columns.map((column) => isSame(first, column));
  const own = amountsOf(columns.filter((_, at) => at === 0 || !likeFirst[at]));
  const [firstAmounts, ...others] = own ?? [];
  const amounts = own && columns.flatMap((_, at) => (likeFirst[at] ? firstAmounts : others.shift()) ?? []);
  const against = columns.slice(1).map((column, at) => {
    const [before, after] = [amounts?.[0], amounts?.[at + 1]];
    const changes = changesOf(first, column, before && after && [before, after], likeFirst[at + 1]);
    const tally = tallyOf(changes, rows);
    return { ...tally, changes, unmatched: likeFirst[at + 1] ? 0 : unmatchedIn(rows, changes, first, column) };
  });
  const totalsOfFirst = firstAmounts && totalsOver(firstAmounts, rows, months);
  const totals = columns.map((_, at) => {
    if (likeFirst[at]) return totalsOfFirst;
    return amounts?.[at] && totalsOver(amounts[at], rows, months);
  });
  return { amount: { names, type, columns, totals, against }, amounts };
}

/** Of all rows as one group. */
function tallyOf(changes: Changes, rows: Int32Array): Tally {
  const [tally] = tallies(changes, rows);
  return tally ?? { up: 0, down: 0, same: 0, change: undefined };
}

function totalsOver({ whole, scale }: Amounts, rows: Int32Array, { months, places }: Months): Totals {
  const sums = new ExactSums(months.length, scale);
  const counts = new Int32Array(months.length);
  const running = new Float64Array(months.length);
  let largest = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const amount = whole[row] ?? Number.NaN;
    if (Number.isNaN(amount)) continue;
    const month = places[row] ?? 0;
    const sum = (running[month] ?? 0) + amount;
    running[month] = sum;
    counts[month] = (counts[month] ?? 0) + 1;
    largest = Math.max(largest, sum, -sum);
  }
  const isExact = largest <= Number.MAX_SAFE_INTEGER;
  if (!isExact) {
    for (const row of rows)
      if (!Number.isNaN(whole[row] ?? Number.NaN)) sums.addWhole(places[row] ?? 0, whole[row] ?? 0);
  }
  const found = months.map((month, place): [Month, Sum] => [
    month,
    { value: isExact ? rational(running[place] ?? 0, scale) : sums.sum(place), counted: counts[place] ?? 0 },
  ]);
  const all = found.reduce((sum, [, { value, counted }]) => both(sum, value, counted), { value: ZERO, counted: 0 });
  return { all, months: new Map(found) };
}

/** The months of the rows that are compared, earliest first, and by row its place among them. */
interface Months {
  readonly months: readonly Month[];
  readonly places: Int32Array;
}

function monthsOf({ month, length }: Columns, rows: Int32Array): Months {
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

const both = (sum: Sum, value: Rational, counted: number): Sum => ({
  value: add(sum.value, value),
  counted: sum.counted + counted,
});

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

function gradeCompared(name: string, evaluations: readonly Evaluation[], rows: Int32Array): GradeCompared {
  const columns = evaluations.flatMap(({ results }) => results.get(name) ?? []);
  const [first, ...others] = columns;
  return { name, columns, against: first ? others.map((other) => migrationOf(first, other, rows)) : [] };
}

function payCompared(
  amount: AmountCompared,
  amounts: readonly Amounts[],
  { columns, program }: Evaluation,
  rows: Int32Array,
  { sales: named, by }: CompareOptions,
): PayCompared {
  const sales = named ?? program.catalogue.find("sales")?.name;
  const isThere = sales !== undefined && columns.metrics.get(sales)?.kind === "number";
  const attributes = by ?? attributesOf(columns);
  return {
    amount,
    ...(isThere && { sales }),
    sharesOfSales: amounts.map((paid) => (isThere ? shareOfSales(paid, sales, columns, rows) : undefined)),
    against: amount.against.flatMap(({ changes }, at) => {
      const [before, after] = [amounts[0], amounts[at + 1]];
      const agents = agentChangesOf(changes, rows, columns);
      if (!before || !after || !agents) return [];
      const { directions } = changes;
      const paid = directions.includes(NONE) ? rows.filter((row) => directions[row] !== NONE) : rows;
      const [old, own] = [ranksOf(before.whole, paid, columns), ranksOf(after.whole, paid, columns)];
      let [up, down] = [0, 0];
      for (let at = 0; at < paid.length; at += 1) {
        const row = paid[at] ?? 0;
        const climbed = (old.places[row] ?? 0) - (own.places[row] ?? 0);
        if (climbed > 0) up += 1;
        if (climbed < 0) down += 1;
      }
      return {
        agents,
        ranks: { before: old, after: own, up, down },
        tenths: tallies(changes, paid, 10, old.tenths),
        attributes: attributes.map((metric) => attributeTallies(metric, changes, rows, columns)),
      };
    }),
  };
}
