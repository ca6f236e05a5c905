import {
  type Amounts,
  amountsOf,
  attributeGroups,
  boxesOf,
  compareSchemes,
  divide,
  type PayCompared,
  quarterMoves,
  type Rational,
  rational,
  type SchemesCompared,
  soldIn,
  sumsBy,
  type Tally,
  type Turn,
  whereBoth,
  ZERO,
} from "../../../engine/index.ts";
import { type Side, sidesOf } from "./sides.ts";
import { NotStudied, type Study } from "./study.ts";
import type { CompareQuestion, Comparison, GradeMoves, SchemeAgainst, SchemeFigures, StudyTally } from "./study-api.ts";
import { listFailures } from "./study-failures.ts";
import type { StudyPopulation } from "./study-population.ts";

/** What all schemes pay, and where. */
interface Compared {
  readonly compared: SchemesCompared;
  readonly paid: PayCompared;
  /** By place of the scheme, over one scale. */
  readonly amounts: readonly Amounts[];
  readonly population: StudyPopulation;
}

/** @throws NotStudied where a scheme cannot be compared */
export async function compareStudied(study: Study, question: CompareQuestion, turn: Turn): Promise<Comparison> {
  const started = performance.now();
  const { population, sides } = await sidesOf(study, question.schemes, turn, question.pay);
  turn.signal?.throwIfAborted();
  const { columns, attributes } = population;
  const rows = population.rowsOf(question.group);
  const evaluations = sides.map(({ evaluation }) => evaluation);
  const pay = sides.map((side) => side.pay.name);
  const compared = compareSchemes(evaluations, { pay, among: rows, by: attributes });
  const found: Compared = { compared, ...requireAmounts(compared, sides), population };
  await turn.pause();
  turn.signal?.throwIfAborted();
  const schemes = sides.map((side, at) => figuresOf(side, at, found));
  await turn.pause();
  turn.signal?.throwIfAborted();
  const { sales } = found.paid;
  const sold = sales === undefined ? undefined : soldIn(sales, columns, rows);
  const { failures } = compared;
  return {
    schemes,
    against: sides.slice(1).map((_, at) => againstOf(at, found)),
    rows: rows.length,
    people: new Set(rows.map((row) => columns.agent[row] ?? 0)).size,
    ...(sales !== undefined && sold && { sales: { metric: sales, total: sold } }),
    failures: listFailures(failures.rows, columns, (row) =>
      sides.map((_, scheme) => failures.errorOf(scheme, row)?.message),
    ),
    milliseconds: performance.now() - started,
  };
}

/** @throws NotStudied where what a scheme pays cannot be added up */
function requireAmounts({ pay, amounts }: SchemesCompared, sides: readonly Side[]): Pick<Compared, "paid" | "amounts"> {
  const columns = pay?.amount.columns ?? amounts.at(-1)?.columns ?? [];
  const found = pay && amountsOf(columns);
  if (pay && found) return { paid: pay, amounts: found };
  const scheme = Math.max(
    0,
    columns.findIndex((column) => !amountsOf([column])),
  );
  throw new NotStudied(scheme, notAddedUp(sides[scheme]?.pay.name ?? ""));
}

export const notAddedUp = (name: string): { readonly zh: string; readonly en: string } => ({
  zh: `“${name}”是没有取整的商，或者各方案的单位不同，不能合计`,
  en: `${name} holds quotients that nobody rounds, or is in different units, and cannot be added up`,
});

function figuresOf({ evaluation, pay, isRuns, outside }: Side, at: number, found: Compared): SchemeFigures {
  const { paid, population, compared, amounts } = found;
  const { columns, attributes } = population;
  const { rows } = compared;
  const own = amounts[at] ?? { scale: 1, whole: new Float64Array() };
  const totals = paid.amount.totals[at];
  const { value: total, counted } = totals?.all ?? { value: ZERO, counted: 0 };
  const share = paid.sharesOfSales[at];
  return {
    pay: isRuns ? "" : pay.name,
    currency: evaluation.program.header.currency,
    total,
    perHead: counted === 0 ? undefined : divide(total, rational(counted)),
    ...(share && { shareOfSales: share }),
    counted,
    months: [...(totals?.months ?? [])].map(([month, sum]) => ({ month, total: sum.value, counted: sum.counted })),
    agentMonths: { whole: population.byPersonAndMonth(own.whole, rows), scale: own.scale },
    agents: population.amounts(sumsBy(own, rows, columns.agent, columns.agents.length).wholes(), own.scale),
    boxes: attributes.map((metric) => boxesOf(own, rows, attributeGroups(metric, rows, columns))),
    outside,
  };
}

function againstOf(at: number, { paid, population, compared, amounts }: Compared): SchemeAgainst {
  const { columns, agents } = population;
  const { rows } = compared;
  const [first, own] = [amounts[0], amounts[at + 1]];
  const against = paid.against[at];
  if (!first || !own || !against) throw new RangeError("there is no such scheme");
  const byAgent = (of: Amounts): Float64Array => sumsBy(of, rows, columns.agent, columns.agents.length).wholes();
  const [before, after] = whereBoth(first, own).map(byAgent);
  const change = after?.map((amount, place) => amount - (before?.[place] ?? 0)) ?? new Float64Array();
  const quarters = quarterMoves(byAgent(first), byAgent(own));
  const { winners, losers, unchanged } = against.agents;
  return {
    change: paid.amount.against[at]?.change ?? ZERO,
    up: winners.length,
    down: losers.length,
    same: unchanged,
    agents: population.amounts(change, first.scale),
    tenths: against.tenths.map(tallyOf),
    quarters: quarters.counts,
    quarterOf: {
      before: population.byPerson(quarters.before, new Int8Array(agents.length)),
      after: population.byPerson(quarters.after, new Int8Array(agents.length)),
    },
    attributes: against.attributes.map(({ metric, groups }) => ({
      metric,
      groups: groups.map(({ value, tally }) => ({ value, ...tallyOf(tally) })),
    })),
    grades: compared.grades.flatMap(({ name, against: moves }): GradeMoves[] => {
      const move = moves[at];
      return move ? [{ name, from: move.from, to: move.to, counts: move.counts, moved: move.moved }] : [];
    }),
  };
}

const tallyOf = ({ up, down, same, change }: Tally): StudyTally => ({ up, down, same, change: orNothing(change) });

const orNothing = (change: Rational | undefined): Rational => change ?? ZERO;
