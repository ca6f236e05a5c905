/** What a move does to one output, looked at again and again: in one pass, without making anything. */
import { ExactSums } from "../../batch/exact-sums.ts";
import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import type { Columns } from "../../columns/columns.ts";
import { type Rational, rational, ZERO } from "../../values/rational.ts";
import { agentChangesOf } from "../compare/agents.ts";
import { type Amounts, amountsOf } from "../compare/amounts.ts";
import { changesOf, NONE, tallies } from "../compare/changes.ts";

export interface Effect {
  /** On the total, over the agent-months that have a value before and after. */
  readonly change: Rational;
  /** Agent-months. */
  readonly up: number;
  readonly down: number;
  /** People, by what all their months come to; 0 for an output that cannot be added up. */
  readonly winners: number;
  readonly losers: number;
  /** Agent-months that have a value only before or only after. */
  readonly unmatched: number;
}

/** So many differences of integers of 32 bits add up to less than 2^53. */
const MOST_SMALL = 2 ** 20;
const LARGEST_SMALL = 2 ** 31;

/** An output as it is, against which moves are held. */
export class Baseline {
  readonly #before: ResultColumn;
  readonly #amounts: Amounts | undefined;
  readonly #columns: Columns;
  readonly #rows: Int32Array;
  readonly #isSmall: boolean;

  /** @param before stays as it is, whatever is computed next; see `keep` */
  constructor(before: ResultColumn, columns: Columns, rows: Int32Array) {
    this.#before = before;
    this.#amounts = amountsOf([before])?.[0];
    this.#columns = columns;
    this.#rows = rows;
    this.#isSmall =
      rows.length <= MOST_SMALL && !this.#amounts?.whole.some((amount) => Math.abs(amount) > LARGEST_SMALL);
  }

  /** Over the agent-months that have a value; `undefined` where they have no common scale. */
  get total(): Rational | undefined {
    if (!this.#amounts) return undefined;
    const { whole, scale } = this.#amounts;
    const sums = new ExactSums(1, scale);
    for (const row of this.#rows) if (!Number.isNaN(whole[row] ?? Number.NaN)) sums.addWhole(0, whole[row] ?? 0);
    return sums.sum(0);
  }

  effectOf(after: ResultColumn): Effect {
    return this.#quickly(after) ?? this.#atLeisure(after);
  }

  /** `undefined` where the numbers are too large or have several scales. */
  #quickly({ values, missing, aside }: ResultColumn): Effect | undefined {
    const amounts = this.#amounts;
    if (!amounts || !this.#isSmall || aside.size > 0) return undefined;
    if (values.kind !== "number" || values.denominators !== amounts.scale) return undefined;
    const { numerators } = values;
    if (typeof numerators === "number" || numerators instanceof Float64Array) return undefined;
    const { whole, scale } = amounts;
    const { agent } = this.#columns;
    const rows = this.#rows;
    const gaps = typeof missing === "number" ? undefined : missing;
    const isNowhere = typeof missing === "number" && missing !== 0;
    let up = 0;
    let down = 0;
    let winners = 0;
    let losers = 0;
    let unmatched = 0;
    let total = 0;
    let own = 0;
    let who = -1;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      if (agent[row] !== who) {
        winners += own > 0 ? 1 : 0;
        losers += own < 0 ? 1 : 0;
        own = 0;
        who = agent[row] ?? -1;
      }
      const isGap = isNowhere || (gaps !== undefined && gaps[row] !== 0);
      const difference = (numerators[row] ?? 0) - (whole[row] ?? 0);
      if (isGap || Number.isNaN(difference)) {
        unmatched += isGap === Number.isNaN(difference) ? 0 : 1;
        continue;
      }
      up += difference > 0 ? 1 : 0;
      down += difference < 0 ? 1 : 0;
      own += difference;
      total += difference;
    }
    winners += own > 0 ? 1 : 0;
    losers += own < 0 ? 1 : 0;
    return { change: rational(total, scale), up, down, winners, losers, unmatched };
  }

  #atLeisure(after: ResultColumn): Effect {
    const before = this.#before;
    const [old, own] = amountsOf([before, after]) ?? [];
    const changes = changesOf(before, after, old && own && [old, own]);
    const [tally] = tallies(changes, this.#rows);
    const agents = agentChangesOf(changes, this.#rows, this.#columns);
    const hasValue = ({ missing, aside }: ResultColumn, row: number): boolean =>
      numberAt(missing, row) === 0 || aside.has(row);
    const isUnmatched = (row: number): boolean =>
      changes.directions[row] === NONE && hasValue(before, row) !== hasValue(after, row);
    return {
      change: tally?.change ?? ZERO,
      up: tally?.up ?? 0,
      down: tally?.down ?? 0,
      winners: agents?.winners.length ?? 0,
      losers: agents?.losers.length ?? 0,
      unmatched: this.#rows.filter(isUnmatched).length,
    };
  }
}
