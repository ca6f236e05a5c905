/** What a move does to what is paid, in all and by month: asked again and again while a lever is dragged. */
import { ExactSums } from "../../batch/exact-sums.ts";
import type { ResultColumn } from "../../batch/result-column.ts";
import type { Sum } from "../../batch/totals.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Month } from "../../values/month.ts";
import { add, type Rational, ZERO } from "../../values/rational.ts";
import { type Months, monthsOf } from "../compare/amount-compared.ts";
import { type Amounts, amountsOf } from "../compare/amounts.ts";

export interface PayMoved {
  /** Over the agent-months that have a value, each side by itself. */
  readonly before: Sum;
  readonly after: Sum;
  /** Earliest first. */
  readonly months: readonly { readonly month: Month; readonly before: Rational; readonly after: Rational }[];
  /** People, by what their months come to that have a value on both sides. */
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** Who gains and who loses most; absent where nobody does. */
  readonly largestGain?: AgentMoved;
  readonly largestLoss?: AgentMoved;
  /** Agent by agent what each side comes to, and so by month and group. */
  readonly amounts: readonly [Amounts, Amounts];
}

export interface AgentMoved {
  /** Place in `Columns.agents`. */
  readonly agent: number;
  readonly change: Rational;
}

/** Amounts against which others of the same agent-months are held. */
export class PayBefore {
  readonly #column: ResultColumn;
  readonly #amounts: Amounts | undefined;
  readonly #columns: Columns;
  readonly #rows: Int32Array;
  readonly #months: Months;

  /** @param before stays as it is, whatever is computed next; see `keep` */
  constructor(before: ResultColumn, columns: Columns, rows: Int32Array) {
    this.#column = before;
    this.#amounts = amountsOf([before])?.[0];
    this.#columns = columns;
    this.#rows = rows;
    this.#months = monthsOf(columns, rows);
  }

  /** `undefined` where the two have no common scale: quotients that nobody rounds are not added up. */
  movedTo(after: ResultColumn): PayMoved | undefined {
    const amounts = this.#over(after);
    if (!amounts) return undefined;
    const [{ whole: old, scale }, { whole: own }] = amounts;
    const { months, places } = this.#months;
    const { agent, agents } = this.#columns;
    const [before, now] = [new ExactSums(months.length, scale), new ExactSums(months.length, scale)];
    const changes = new ExactSums(agents.length, scale);
    const rows = this.#rows;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      const month = places[row] ?? 0;
      const [was, is] = [old[row] ?? Number.NaN, own[row] ?? Number.NaN];
      if (!Number.isNaN(was)) before.addWhole(month, was);
      if (!Number.isNaN(is)) now.addWhole(month, is);
      const change = is - was;
      if (!Number.isNaN(change)) changes.addWhole(agent[row] ?? 0, change);
    }
    return {
      before: sumOf(before, months.length),
      after: sumOf(now, months.length),
      months: months.map((month, at) => ({ month, before: before.sum(at), after: now.sum(at) })),
      ...peopleOf(changes, agents.length),
      amounts,
    };
  }

  #over(after: ResultColumn): readonly [Amounts, Amounts] | undefined {
    const [own] = amountsOf([after]) ?? [];
    if (own && own.scale === this.#amounts?.scale) return [this.#amounts, own];
    const [old, now] = amountsOf([this.#column, after]) ?? [];
    return old && now && [old, now];
  }
}

function sumOf(sums: ExactSums, slots: number): Sum {
  let [value, counted] = [ZERO, 0];
  for (let slot = 0; slot < slots; slot += 1) {
    value = add(value, sums.sum(slot));
    counted += sums.count(slot);
  }
  return { value, counted };
}

type People = Pick<PayMoved, "up" | "down" | "same" | "largestGain" | "largestLoss">;

function peopleOf(changes: ExactSums, agents: number): People {
  let [up, down, same] = [0, 0, 0];
  let [most, least]: [number | undefined, number | undefined] = [undefined, undefined];
  for (let agent = 0; agent < agents; agent += 1) {
    if (changes.count(agent) === 0) continue;
    const sign = changes.sign(agent);
    up += sign > 0 ? 1 : 0;
    down += sign < 0 ? 1 : 0;
    same += sign === 0 ? 1 : 0;
    if (sign > 0 && (most === undefined || changes.compare(agent, most) > 0)) most = agent;
    if (sign < 0 && (least === undefined || changes.compare(agent, least) < 0)) least = agent;
  }
  return {
    up,
    down,
    same,
    ...(most !== undefined && { largestGain: { agent: most, change: changes.sum(most) } }),
    ...(least !== undefined && { largestLoss: { agent: least, change: changes.sum(least) } }),
  };
}
