/**
 * Two to four schemes over the same agent-months: the first against each of the others. A comparison
 * is made of what is read of it, each part when it is first read: most who ask want a few totals.
 */
import type { Evaluation } from "../../batch/evaluation.ts";
import type { ResultColumn } from "../../batch/result-column.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Rational } from "../../values/rational.ts";
import { type AgentChanges, agentChangesOf } from "./agents.ts";
import { type AmountChange, type AmountCompared, type Measured, measure, monthsOf } from "./amount-compared.ts";
import type { Amounts } from "./amounts.ts";
import { type AttributeTallies, attributeColumn, attributesOf, attributeTallies } from "./attributes.ts";
import { NONE, type Tally, tallies } from "./changes.ts";
import { type Failures, failuresOf } from "./failures.ts";
import { type Migration, migrationOf } from "./grades.ts";
import { payNames, sharedGrades, sharedNumbers, unsharedOutputs } from "./measures.ts";
import { once } from "./once.ts";
import { type Ranks, ranksOf } from "./ranks.ts";
import { type Extent, rowsWithin } from "./rows-within.ts";
import { shareOfSales } from "./sales.ts";

export interface CompareOptions extends Extent {
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
  /** `undefined` where some scheme pays nothing, or pays amounts that have no common scale. */
  readonly pay: PayCompared | undefined;
  /** By place of the scheme: what it puts out that others do not, or in another unit. */
  readonly unshared: readonly (readonly string[])[];
  readonly failures: Failures;
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
  const months = once(() => monthsOf(columns, rows));
  const programs = evaluations.map(({ program }) => program);
  const names = payNames(programs, options.pay);
  for (const metric of options.by ?? []) attributeColumn(metric, columns);
  const measured = sharedNumbers(programs, names).map((shared) => measure(shared, evaluations, rows, months));
  const paid = measured.find(({ amount }) => names !== undefined && isNamed(amount, names));
  const pay = once(() => paid && payCompared(paid, first, rows, options));
  const failures = once(() => failuresOf(evaluations, rows));
  return {
    evaluations,
    rows,
    amounts: measured.map(({ amount }) => amount),
    grades: sharedGrades(programs).map((name) => gradeCompared(name, evaluations, rows)),
    get pay() {
      return pay();
    },
    unshared: unsharedOutputs(programs, names),
    get failures() {
      return failures();
    },
  };
}

const isNamed = ({ names }: AmountCompared, pay: readonly string[]): boolean =>
  pay.every((name, at) => name === (names[at] ?? names[0]));

function gradeCompared(name: string, evaluations: readonly Evaluation[], rows: Int32Array): GradeCompared {
  const columns = evaluations.flatMap(({ results }) => results.get(name) ?? []);
  const [first, ...others] = columns;
  const against = once(() => (first ? others.map((other) => migrationOf(first, other, rows)) : []));
  return {
    name,
    columns,
    get against() {
      return against();
    },
  };
}

function payCompared(
  { amount, amounts }: Measured,
  { columns, program }: Evaluation,
  rows: Int32Array,
  { sales: named, by }: CompareOptions,
): PayCompared | undefined {
  const whole = amounts();
  const [before] = whole ?? [];
  if (!whole || !before) return undefined;
  const sales = named ?? program.catalogue.find("sales")?.name;
  const isThere = sales !== undefined && columns.metrics.get(sales)?.kind === "number";
  const shares = once(() => whole.map((paid) => (isThere ? shareOfSales(paid, sales, columns, rows) : undefined)));
  const attributes = once(() => by ?? attributesOf(columns));
  return {
    amount,
    ...(isThere && { sales }),
    get sharesOfSales() {
      return shares();
    },
    against: amount.against.flatMap((change, at) => {
      const after = whole[at + 1];
      return after ? [payChange(change, [before, after], rows, columns, attributes)] : [];
    }),
  };
}

function payChange(
  change: AmountChange,
  amounts: readonly [Amounts, Amounts],
  rows: Int32Array,
  columns: Columns,
  attributes: () => readonly string[],
): PayChange {
  const agents = once(() => agentChangesOf(change.changes, amounts, rows, columns));
  const paid = once(() => {
    const { directions } = change.changes;
    return directions.includes(NONE) ? rows.filter((row) => directions[row] !== NONE) : rows;
  });
  const old = once(() => ranksOf(amounts[0].whole, paid(), columns));
  const ranks = once(() => movesBetween(old(), ranksOf(amounts[1].whole, paid(), columns), paid()));
  const tenths = once(() => tallies(change.changes, paid(), 10, old().tenths));
  const groups = once(() => attributes().map((metric) => attributeTallies(metric, change.changes, rows, columns)));
  return {
    get agents() {
      return agents();
    },
    get ranks() {
      return ranks();
    },
    get tenths() {
      return tenths();
    },
    get attributes() {
      return groups();
    },
  };
}

function movesBetween(before: Ranks, after: Ranks, rows: Int32Array): PayChange["ranks"] {
  let [up, down] = [0, 0];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const climbed = (before.places[row] ?? 0) - (after.places[row] ?? 0);
    up += climbed > 0 ? 1 : 0;
    down += climbed < 0 ? 1 : 0;
  }
  return { before, after, up, down };
}
