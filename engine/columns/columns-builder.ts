import type { Catalogue, Metric } from "../catalogue/metric.ts";
import type { AgentMonth } from "../ir/program.ts";
import { isMonth, type Month, monthIndex } from "../values/month.ts";
import type { Outcome } from "../values/value.ts";
import { ColumnBuilder } from "./column-builder.ts";
import type { Columns, MetricColumn } from "./columns.ts";
import { inOrderOf } from "./in-order.ts";

const FIRST_CAPACITY = 1024;

/** Takes agent-months in any order, cell by cell, and makes columns of them. */
export class ColumnsBuilder {
  readonly #metrics: readonly Metric[];
  readonly #builders: ColumnBuilder[];
  readonly #agents = new Map<string, number>();
  readonly #months = new Map<string, number>();
  readonly #texts = new Map<string, number>();
  #agent = new Int32Array(FIRST_CAPACITY);
  #month = new Int32Array(FIRST_CAPACITY);
  #length = 0;

  /** `metrics` are none twice, and no rates: those are computed. */
  constructor(metrics: readonly Metric[]) {
    this.#metrics = metrics;
    this.#builders = metrics.map((metric) => new ColumnBuilder(metric, FIRST_CAPACITY, this.#texts));
  }

  /** How many rows have begun. */
  get length(): number {
    return this.#length;
  }

  /** Begins the next row; what is told of metrics belongs to it from now on. */
  row(agent: string, month: Month): void {
    if (this.#length === this.#agent.length) this.#grow();
    let known = this.#months.get(month);
    if (known === undefined) {
      if (!isMonth(month)) throw new RangeError(`no month: ${month}`);
      known = monthIndex(month);
      this.#months.set(month, known);
    }
    let place = this.#agents.get(agent);
    if (place === undefined) {
      place = this.#agents.size;
      this.#agents.set(agent, place);
    }
    this.#agent[this.#length] = place;
    this.#month[this.#length] = known;
    this.#length += 1;
  }

  /** A cell of a row that has begun, read as `readCell` reads it; `metric` is its place in `metrics`. */
  cell(metric: number, text: string, row = this.#length - 1): void {
    this.#builders[metric]?.cell(row, text);
  }

  /** A number as a whole one over 10^places, below 2^53, as if its cell were read. */
  scaled(metric: number, number: number, places: number, row = this.#length - 1): void {
    this.#builders[metric]?.scaled(row, number, places);
  }

  /** What the row holds for a metric; `undefined` for a blank. */
  outcome(metric: number, outcome: Outcome | undefined): void {
    this.#builders[metric]?.outcome(this.#length - 1, outcome);
  }

  /** The builder is of no more use afterwards: what it held is given free column by column. */
  finish(): Columns {
    const length = this.#length;
    const byMonth = inOrderOf(this.#month.subarray(0, length));
    const source = inOrderOf(this.#agent.subarray(0, length), byMonth);
    const agent = source.map((row) => this.#agent[row] ?? 0);
    const month = source.map((row) => this.#month[row] ?? 0);
    const agents = [...this.#agents.keys()];
    const starts = new Int32Array(agents.length + 1).fill(length);
    for (let row = length - 1; row >= 0; row -= 1) starts[agent[row] ?? 0] = row;
    const texts = [...this.#texts.keys()];
    const metrics = new Map<string, MetricColumn>();
    for (const { name } of this.#metrics) {
      const column = this.#builders.shift()?.finish(source, texts);
      if (column) metrics.set(name, column);
    }
    return { length, agents, agent, month, starts, source, repeated: repeatedRows(agent, month), texts, metrics };
  }

  #grow(): void {
    const capacity = this.#agent.length * 2;
    const [agent, month] = [new Int32Array(capacity), new Int32Array(capacity)];
    agent.set(this.#agent);
    month.set(this.#month);
    [this.#agent, this.#month] = [agent, month];
    for (const builder of this.#builders) builder.grow(capacity);
  }
}

/** Agent-months as columns. @throws RangeError where a month is not `YYYY-MM` */
export function columnsOf(rows: readonly AgentMonth[], { metrics }: Pick<Catalogue, "metrics">): Columns {
  const held = new Set(rows.flatMap(({ values }) => [...values.keys()]));
  const wanted = [...metrics.values()].filter(({ name, rate }) => !rate && held.has(name));
  const builder = new ColumnsBuilder(wanted);
  for (const { agent, month, values } of rows) {
    builder.row(agent, month);
    for (const [at, { name }] of wanted.entries()) builder.outcome(at, values.get(name));
  }
  return builder.finish();
}

function repeatedRows(agent: Int32Array, month: Int32Array): ReadonlySet<number> {
  const repeated = new Set<number>();
  for (let row = 1; row < agent.length; row += 1) {
    if (agent[row] === agent[row - 1] && month[row] === month[row - 1]) repeated.add(row - 1).add(row);
  }
  return repeated;
}
