import type { AgentMonth } from "../ir/program.ts";
import type { History } from "../reference/history.ts";
import { type Month, monthIndex } from "../values/month.ts";
import type { Outcome } from "../values/value.ts";
import { agentAt, type Columns, monthOf, outcomeAt } from "./columns.ts";
import { type MonthRows, rowsByMonth } from "./month-rows.ts";

/** How many rows are kept as objects; a month of peers may be more, and is then kept alone. */
const MOST_KEPT = 20_000;

/** Columns as the rows that the reference asks for, made one by one and kept for a while. */
export class ColumnHistory implements History {
  readonly #columns: Columns;
  #kept = new Map<number, AgentMonth>();
  #months = new Map<Month, readonly AgentMonth[]>();
  #byMonth: MonthRows | undefined;
  #places: ReadonlyMap<string, number> | undefined;

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** The agent-month of a row of the columns. */
  at(row: number): AgentMonth {
    const kept = this.#kept.get(row);
    if (kept) return kept;
    if (this.#kept.size >= MOST_KEPT) this.#forget();
    const made = this.#make(row);
    this.#kept.set(row, made);
    return made;
  }

  /** The row of the columns; the first of them where the agent-month stands twice. */
  indexOf(agent: string, month: Month): number | undefined {
    this.#places ??= new Map(this.#columns.agents.map((name, place) => [name, place]));
    return rowIn(this.#columns, this.#places.get(agent) ?? -1, monthIndex(month));
  }

  row(agent: string, month: Month): AgentMonth | "twice" | undefined {
    const row = this.indexOf(agent, month);
    if (row === undefined) return undefined;
    return this.#columns.repeated.has(row) ? "twice" : this.at(row);
  }

  month(month: Month): readonly AgentMonth[] {
    const kept = this.#months.get(month);
    if (kept) return kept;
    this.#byMonth ??= rowsByMonth(this.#columns);
    const rows = this.#byMonth.get(monthIndex(month)) ?? [];
    if (this.#kept.size + rows.length > MOST_KEPT) this.#forget();
    const made = Array.from(rows, (row) => {
      const agentMonth = this.#kept.get(row) ?? this.#make(row);
      this.#kept.set(row, agentMonth);
      return agentMonth;
    });
    this.#months.set(month, made);
    return made;
  }

  #make(row: number): AgentMonth {
    const values = new Map<string, Outcome>();
    for (const [name, column] of this.#columns.metrics) {
      const outcome = outcomeAt(column, row);
      if (outcome !== undefined) values.set(name, outcome);
    }
    return { agent: agentAt(this.#columns, row), month: monthOf(this.#columns, row), values };
  }

  #forget(): void {
    this.#kept = new Map();
    this.#months = new Map();
  }
}

/** The first row of the agent, by place, in that month. */
export function rowIn({ starts, month }: Columns, agent: number, wanted: number): number | undefined {
  let [low, high] = [starts[agent] ?? 0, starts[agent + 1] ?? 0];
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((month[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < end && month[low] === wanted ? low : undefined;
}
