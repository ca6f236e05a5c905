import { type EventLog, LogAggregator } from "../../engine/index.ts";
import type { TableRow } from "../data/table-file.ts";
import { AgainstStore, type AgentMonthValues, type Surroundings } from "./against-store.ts";
import { finding } from "./finding.ts";
import type { ColumnUse, DateOrder, Mapping } from "./mapping.ts";
import { type ReadingContext, RowReader } from "./row-reader.ts";

interface MappedField {
  readonly column: number;
  readonly header: string;
  readonly field: string;
  readonly isDate: boolean;
  readonly dates?: DateOrder | undefined;
}

const LONGEST_TEXT = 200;

/** Reads a log of single calls, makes agent-months of them by the catalogue, and holds those against the store. */
export class CallsCheck {
  readonly #context: ReadingContext;
  readonly #rows: RowReader;
  readonly #fields: readonly MappedField[];
  readonly #aggregator: LogAggregator;
  readonly #store: AgainstStore;
  /** The first line of each agent, to show where an unknown one stands. */
  readonly #firstLine = new Map<string, number>();
  readonly #agent: number;

  constructor(context: ReadingContext, log: EventLog) {
    const { mapping, headers, catalogue, findings } = context;
    this.#context = context;
    this.#rows = new RowReader(context);
    this.#fields = mapping.columns.flatMap((use, column) => fieldOf(use, column, headers, log));
    this.#aggregator = aggregatorOf(mapping, log);
    const agent = this.#fields.find(({ field }) => log.columns.get(field)?.use === "agent");
    this.#agent = agent?.column ?? -1;
    const metrics = this.#aggregator.metrics.flatMap((name) => catalogue.metrics.get(name) ?? []);
    this.#store = new AgainstStore(
      findings,
      agent ?? {},
      metrics.map((metric) => ({ metric })),
    );
  }

  get extent(): { readonly months: readonly string[]; readonly agents: number } {
    return this.#store.extent;
  }

  take(row: TableRow): void {
    if (!this.#rows.isWhole(row)) return;
    const cells = [...row.cells];
    let isReadable = true;
    for (const { column, isDate, dates } of this.#fields) {
      const text = isDate ? this.#rows.date(row, column, dates) : this.#rows.text(row, column, LONGEST_TEXT);
      isReadable &&= text !== undefined;
      cells[column] = text ?? "";
    }
    if (!isReadable) return;
    const { findings } = this.#context;
    for (const { column: field, value, message } of this.#aggregator.line(row.line, cells)) {
      const { column, header } = this.#fields.find((one) => one.field === field) ?? {};
      findings.add(finding("value-not-permitted", { line: row.line, column, header, value }, { reason: message }));
    }
    const agent = (cells[this.#agent] ?? "").normalize("NFKC");
    if (!this.#firstLine.has(agent)) this.#firstLine.set(agent, row.line);
  }

  /** The agent-months as they will be written, after the last row. */
  async finish(surroundings: Surroundings, cancelled: () => boolean): Promise<AgentMonthValues[]> {
    const { findings } = this.#context;
    for (const { metric, columns } of this.#aggregator.lacking) {
      findings.add(finding("metric-lacking", { line: 0, value: columns.join("、") }, { metric }));
    }
    const { months, problems } = this.#aggregator.finish();
    if (months.length === 0 && findings.count("error") === 0) findings.add(finding("no-rows", { line: 0 }, {}));
    for (const { agent, month, message } of problems) {
      const place = { line: this.#firstLine.get(agent) ?? 0, value: `${agent} ${month}` };
      findings.add(finding("value-not-permitted", place, { reason: message }));
    }
    const read = months.map((one) => ({ ...one, line: this.#firstLine.get(one.agent) ?? 0 }));
    for (const one of read) {
      this.#store.claim(one);
      this.#store.take(one);
    }
    await this.#store.finish(surroundings, cancelled);
    return read;
  }
}

/** The metrics that can be made of a file mapped like this, in the order of the values. */
export const metricsOfCalls = (mapping: Mapping, log: EventLog): string[] => aggregatorOf(mapping, log).metrics;

function aggregatorOf({ columns }: Mapping, log: EventLog): LogAggregator {
  const places = columns.flatMap((use, column) => (use.use === "field" ? [[use.field, column] as const] : []));
  return new LogAggregator(log, new Map(places));
}

function fieldOf(use: ColumnUse, column: number, headers: readonly string[], log: EventLog): MappedField[] {
  if (use.use !== "field") return [];
  const isDate = log.columns.get(use.field)?.use === "date";
  return [{ column, header: headers[column] ?? "", field: use.field, isDate, dates: use.dates }];
}
