import type { Columns } from "../columns/columns.ts";
import type { Month } from "../values/month.ts";
import { add, greatestCommonDivisor, type Rational, subtract, ZERO } from "../values/rational.ts";
import { ExactSums } from "./exact-sums.ts";
import { NumberReader } from "./number-reader.ts";
import type { ResultColumn } from "./result-column.ts";
import { monthSlots, type Totals, totalsOf } from "./totals.ts";

/** What a change does to an amount: in all, by month and by agent. All exact. */
export interface Comparison {
  readonly before: Totals;
  readonly after: Totals;
  /** `after` less `before`, over the rows that have a value in both. */
  readonly change: Rational;
  readonly months: ReadonlyMap<Month, Rational>;
  /** Over all months, by the agent's place in `Columns.agents`; 0 where no row has both values. */
  agentChange(agent: number): Rational;
  /** Places of the agents who come off better, who gains most first. */
  readonly winners: readonly number[];
  /** Of those who come off worse, who loses most first. */
  readonly losers: readonly number[];
  /** How many agents come to the same, those without any difference included. */
  readonly unchanged: number;
  /** Rows that have a value in only one of the two, and so no difference. */
  readonly unmatched: number;
}

/** The results of one name over the same columns, before and after. @throws TypeError where they are no numbers */
export function compareResults(before: ResultColumn, after: ResultColumn, columns: Columns): Comparison {
  const { agent, agents, length } = columns;
  const [old, own] = [new NumberReader(before), new NumberReader(after)];
  const slots = monthSlots(columns);
  const scale = commonScale(old.scale, own.scale);
  const byAgent = new ExactSums(agents.length, scale);
  const byMonth = new ExactSums(slots.months.length, scale);
  let unmatched = 0;
  for (let row = 0; row < length; row += 1) {
    const [wasThere, isThere] = [old.has(row), own.has(row)];
    if (!wasThere || !isThere) {
      if (wasThere !== isThere) unmatched += 1;
      continue;
    }
    const [who, when] = [agent[row] ?? 0, slots.of(row)];
    const difference = own.scaled(row, scale) - old.scaled(row, scale);
    if (Number.isSafeInteger(difference)) {
      byAgent.addWhole(who, difference);
      byMonth.addWhole(when, difference);
    } else {
      const exact = subtract(own.exact(row), old.exact(row));
      byAgent.add(who, exact);
      byMonth.add(when, exact);
    }
  }
  const places = agents.map((_, place) => place);
  const months = slots.months.map((month, slot) => [month, byMonth.sum(slot)] as const);
  const winners = places.filter((place) => byAgent.sign(place) > 0).sort((a, b) => byAgent.compare(b, a));
  const losers = places.filter((place) => byAgent.sign(place) < 0).sort((a, b) => byAgent.compare(a, b));
  return {
    before: totalsOf(before, columns),
    after: totalsOf(after, columns),
    change: months.reduce((sum, [, value]) => add(sum, value), ZERO),
    months: new Map(months),
    agentChange: (place) => byAgent.sum(place),
    winners,
    losers,
    unchanged: agents.length - winners.length - losers.length,
    unmatched,
  };
}

/** The least scale in which both are whole, or the first where it is too fine for machine numbers. */
function commonScale(a: number, b: number): number {
  const common = (BigInt(a) / greatestCommonDivisor(BigInt(a), BigInt(b))) * BigInt(b);
  return common <= Number.MAX_SAFE_INTEGER ? Number(common) : a;
}
