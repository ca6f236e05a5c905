import {
  type AgentMonth,
  add,
  type Budget,
  compare,
  isRational,
  type Language,
  type Program,
  type Rational,
  type Reference,
  showValue,
  ZERO,
} from "../../engine/index.ts";
import type { Observer } from "./results.ts";

interface Total {
  readonly sum: Rational;
  /** Rows of the month without a value. */
  readonly missing: number;
}

/** Adds up what the budgets of a scheme limit, month by month. */
export class BudgetTotals implements Observer {
  readonly #program: Program;
  readonly #totals = new Map<Budget, Map<string, Total>>();

  constructor(program: Program) {
    this.#program = program;
    for (const budget of program.budgets) this.#totals.set(budget, new Map());
  }

  row(month: string, row: AgentMonth | undefined, reference: Reference): void {
    for (const [budget, months] of this.#totals) {
      const { sum, missing } = months.get(month) ?? { sum: ZERO, missing: 0 };
      const value = row && reference.value(budget.name, row);
      const isKnown = value !== undefined && isRational(value);
      months.set(month, isKnown ? { sum: add(sum, value), missing } : { sum, missing: missing + 1 });
    }
  }

  /** A sentence for each month in which a budget is exceeded, by budget, then by month. */
  exceeded(reference: Reference, language: Language): string[] {
    return [...this.#totals].flatMap(([budget, months]) => {
      const limit = reference.evaluate(budget.limit, NOBODY);
      if (!isRational(limit)) return [];
      return [...months]
        .filter(([, { sum }]) => compare(sum, limit) > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([month, total]) => this.#sentence(budget, month, total, limit, language));
    });
  }

  #sentence(
    { name, type }: Budget,
    month: string,
    { sum, missing }: Total,
    limit: Rational,
    language: Language,
  ): string {
    const { currency } = this.#program.header;
    const [total, most] = [sum, limit].map((amount) => showValue(amount, type, { currency }));
    if (language === "zh") {
      const without = missing === 0 ? "" : `（另有 ${missing} 行算不出，未计入）`;
      return `${month}：sum(${name}) 为 ${total}，超过预算 ${most}${without}`;
    }
    const without =
      missing === 0 ? "" : ` (without ${missing} row${missing === 1 ? "" : "s"} that could not be computed)`;
    return `${month}: sum(${name}) is ${total}, over the budget of ${most}${without}`;
  }
}

/** A limit is constant: no row is looked at. */
const NOBODY: AgentMonth = { agent: "", month: "", values: new Map() };
