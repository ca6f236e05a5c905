import {
  ColumnHistory,
  createExplainer,
  type Explanation,
  firstDifference,
  isRational,
  type Month,
  monthOf,
  type Turn,
} from "../../../engine/index.ts";
import { remember } from "../remember.ts";
import { type Side, sidesOf } from "./sides.ts";
import type { Study } from "./study.ts";
import type { PairExplained, StudyScheme } from "./study-api.ts";
import type { StudyPopulation } from "./study-population.ts";

const explainerOf = [remember(createExplainer), remember(createExplainer)] as const;

/**
 * How one agent's month comes about under two schemes.
 *
 * @param pay by place of the scheme what of it is paid; see `CompareQuestion`
 * @returns without explanations where the agent has no row in the month
 * @throws NotStudied where a scheme cannot be computed
 */
export async function explainPair(
  study: Study,
  schemes: readonly [StudyScheme, StudyScheme],
  who: { readonly agent: string; readonly month: Month },
  pay: readonly string[] | undefined,
  turn: Turn,
): Promise<PairExplained> {
  const { population, sides } = await sidesOf(study, schemes, turn, pay);
  const [first, second] = sides;
  if (!first || !second) throw new RangeError("there are two schemes");
  const before = await explanationOf(first, 0, who, population);
  const after = await explanationOf(second, 1, who, population);
  const [old, own] = [stepOf(before, first), stepOf(after, second)];
  const difference = old && own && firstDifference(old, own);
  return {
    explanations: [before, after],
    months: monthsOf(first, second, who.agent, population),
    ...(difference && {
      firstDifference: {
        names: [difference.steps[0].name, difference.steps[1].name],
        sentence: difference.sentence,
      },
    }),
  };
}

async function explanationOf(
  { evaluation: { program }, isRuns }: Side,
  place: 0 | 1,
  { agent, month }: { readonly agent: string; readonly month: Month },
  { columns }: StudyPopulation,
): Promise<Explanation | undefined> {
  if (isRuns) return undefined;
  const history = historyOf(columns);
  const at = history.row(agent, month);
  // Of two rows either says that there are two.
  const row = at === "twice" ? history.month(month).find((each) => each.agent === agent) : at;
  return row && explainerOf[place](program).explain(row, history);
}

const historyOf = remember((columns: StudyPopulation["columns"]) => new ColumnHistory(columns));

const stepOf = (explanation: Explanation | undefined, { pay }: Side) =>
  explanation?.outputs.find(({ name }) => name === pay.name);

function monthsOf(before: Side, after: Side, agent: string, population: StudyPopulation): PairExplained["months"] {
  const { columns, rows } = population;
  const place = columns.agents.indexOf(agent);
  const amountIn = ({ evaluation, pay }: Side, row: number) => {
    const outcome = evaluation.results.get(pay.name)?.at(row);
    return outcome !== undefined && isRational(outcome) ? outcome : undefined;
  };
  return Array.from(
    rows.filter((row) => columns.agent[row] === place),
    (row) => ({ month: monthOf(columns, row), amounts: [amountIn(before, row), amountIn(after, row)] as const }),
  );
}
