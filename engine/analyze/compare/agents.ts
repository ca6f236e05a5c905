import { ExactSums } from "../../batch/exact-sums.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Rational } from "../../values/rational.ts";
import type { Amounts } from "./amounts.ts";
import { type Changes, NONE, SAME } from "./changes.ts";

/** What becomes of people over all months that are compared. */
export interface AgentChanges {
  /** Places in `Columns.agents` of those who come off better, who gains most first. */
  readonly winners: readonly number[];
  /** Of those who come off worse, who loses most first. */
  readonly losers: readonly number[];
  /** How many come to the same; those without a month that has both values are in none of the three. */
  readonly unchanged: number;
  /** Over the months that have both values; 0 where there are none. */
  changeOf(agent: number): Rational;
}

export function agentChangesOf(
  { directions }: Changes,
  [{ whole: old, scale }, { whole: own }]: readonly [Amounts, Amounts],
  rows: Int32Array,
  { agent, agents }: Columns,
): AgentChanges {
  const sums = new ExactSums(agents.length, scale);
  const isThere = new Uint8Array(agents.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const direction = directions[row] ?? NONE;
    if (direction === NONE) continue;
    const who = agent[row] ?? 0;
    isThere[who] = 1;
    if (direction !== SAME) sums.addWhole(who, (own[row] ?? 0) - (old[row] ?? 0));
  }
  const [winners, losers]: [number[], number[]] = [[], []];
  let unchanged = 0;
  for (const [who, present] of isThere.entries()) {
    if (present === 0) continue;
    const sign = sums.sign(who);
    if (sign > 0) winners.push(who);
    else if (sign < 0) losers.push(who);
    else unchanged += 1;
  }
  return {
    winners: winners.sort((a, b) => sums.compare(b, a)),
    losers: losers.sort((a, b) => sums.compare(a, b)),
    unchanged,
    changeOf: (who) => sums.sum(who),
  };
}
