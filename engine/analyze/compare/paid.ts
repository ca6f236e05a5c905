import { Evaluation } from "../../batch/evaluation.ts";
import { LawColumn } from "../../batch/law-column.ts";
import { rowIn } from "../../columns/column-history.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Output, Program } from "../../ir/program.ts";
import { isMonth, type Month, monthIndex } from "../../values/month.ts";
import type { Rational } from "../../values/rational.ts";
import type { RowError } from "../../values/value.ts";

/** What somebody was paid for a month, by whatever rules. */
export interface Paid {
  readonly agent: string;
  readonly month: Month;
  readonly amount: Rational;
}

/** What the amounts are: a number that a scheme of the same catalogue puts out. */
export interface PaidAs {
  readonly program: Program;
  readonly output: Output;
}

export interface PaidEvaluation {
  /** As if a scheme put out the amounts and nothing else. */
  readonly evaluation: Evaluation;
  /** How many of the amounts belong to no agent-month of the columns. */
  readonly outside: number;
}

/**
 * Amounts that were paid, so that schemes can be held against them. An agent-month without an amount
 * has a row error.
 *
 * @throws RangeError where an agent-month is paid twice
 */
export function paidEvaluation(paid: Iterable<Paid>, as: PaidAs, columns: Columns): PaidEvaluation {
  const { name, type } = as.output;
  const places = new Map(columns.agents.map((agent, place) => [agent, place]));
  const amounts = new Map<number, Rational>();
  let outside = 0;
  for (const { agent, month, amount } of paid) {
    const row = isMonth(month) ? rowIn(columns, places.get(agent) ?? -1, monthIndex(month)) : undefined;
    if (row === undefined) outside += 1;
    else if (amounts.has(row)) throw new RangeError(`${agent} is paid twice for ${month}`);
    else amounts.set(row, amount);
  }
  const column = new LawColumn(name, type, columns.length, () => unpaid(name));
  for (let row = 0; row < columns.length; row += 1) column.take(row, amounts.get(row) ?? unpaid(name));
  const program: Program = {
    ...as.program,
    definitions: new Map(),
    order: [],
    tables: [],
    outputs: [as.output],
    actions: [],
    reports: [],
    budgets: [],
    assertions: [],
    examples: [],
  };
  return { evaluation: new Evaluation(program, columns, [column], new Map()), outside };
}

const unpaid = (name: string): RowError => ({
  kind: "row-error",
  code: "missing-value",
  name,
  message: { zh: "核算里没有这个人这个月的金额", en: "the runs pay this agent nothing for the month" },
});
