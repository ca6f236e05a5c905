import { formatCell, isRowError, type Metric, type RowError, readCell } from "../../engine/index.ts";
import type { TableRow } from "../data/table-file.ts";
import { AgainstStore, type AgentMonthValues, type Surroundings } from "./against-store.ts";
import { finding } from "./finding.ts";
import type { ColumnUse } from "./mapping.ts";
import { remembering } from "./remembering.ts";
import { type ReadingContext, RowReader } from "./row-reader.ts";
import { inOwnUnit, unitsFor } from "./units.ts";

interface MappedMetric {
  readonly column: number;
  readonly header: string;
  readonly metric: Metric;
  readonly use: Extract<ColumnUse, { use: "metric" }>;
  /** The canonical text of a cell, null where it is blank, or why it is no permitted value. */
  readonly read: (written: string) => string | null | RowError;
}

const LONGEST_TEXT = 200;

/** Reads a file of agent-months row by row, and holds it against itself and what is there already. */
export class AgentMonthsCheck {
  readonly #context: ReadingContext;
  readonly #rows: RowReader;
  readonly #metrics: readonly MappedMetric[];
  readonly #store: AgainstStore;
  #count = 0;

  constructor(context: ReadingContext) {
    const { mapping, headers, findings } = context;
    this.#context = context;
    this.#rows = new RowReader(context);
    this.#metrics = mappedMetrics(context);
    const column = mapping.columns.findIndex(({ use }) => use === "agent");
    this.#store = new AgainstStore(findings, { column, header: headers[column] ?? "" }, this.#metrics);
  }

  /** Rows that can be written, and whose they are. */
  get read(): { readonly rows: number; readonly months: readonly string[]; readonly agents: number } {
    return { rows: this.#count, ...this.#store.extent };
  }

  /** `undefined` for what is no row of the table or cannot be written. */
  take(row: TableRow): AgentMonthValues | undefined {
    const place = this.#rows.place(row);
    if (!place) return undefined;
    const { line, month, agent } = place;
    const earlier = this.#store.claim(place);
    if (earlier !== undefined) {
      const args = { month, line: String(earlier) };
      this.#context.findings.add(finding("row-repeated", { line, value: agent }, args));
      return undefined;
    }
    const values = this.#metrics.map((metric) => this.#read(row, metric));
    const read = { ...place, values: values.map((value) => value ?? null) };
    if (values.includes(undefined)) return undefined;
    this.#store.take(read);
    this.#count += 1;
    return read;
  }

  /** What can only be told when all rows are read. */
  async finish(surroundings: Surroundings, cancelled: () => boolean): Promise<void> {
    const { findings } = this.#context;
    if (this.#count === 0 && findings.count("error") === 0) findings.add(finding("no-rows", { line: 0 }, {}));
    await this.#store.finish(surroundings, cancelled);
  }

  /** null where the cell is blank, `undefined` where it is no permitted value, which is found. */
  #read(row: TableRow, { column, header, metric, use, read }: MappedMetric): string | null | undefined {
    const written = this.#written(row, column, metric, use);
    if (written === undefined) return undefined;
    const outcome = read(written);
    if (outcome === null || typeof outcome === "string") return outcome;
    const place = { line: row.line, column, header, value: row.cells[column] ?? "" };
    this.#context.findings.add(finding("value-not-permitted", place, { reason: outcome.message }));
    return undefined;
  }

  #written(row: TableRow, column: number, { type }: Metric, { dates }: MappedMetric["use"]): string | undefined {
    if (type.kind === "date") return this.#rows.date(row, column, dates);
    return type.kind === "number" ? this.#rows.figure(row, column) : this.#rows.text(row, column, LONGEST_TEXT);
  }
}

const mappedMetrics = ({ mapping, headers, catalogue }: ReadingContext): MappedMetric[] =>
  mapping.columns.flatMap((use, column) => {
    if (use.use !== "metric") return [];
    const metric = catalogue.metrics.get(use.metric);
    if (!metric) throw new Error(`the catalogue has no metric ${use.metric}`);
    const units = unitsFor(metric, catalogue);
    const read = remembering((written) => canonical(metric, inOwnUnit(written, use.unit, units)));
    return [{ column, header: headers[column] ?? "", metric, use, read }];
  });

function canonical(metric: Metric, text: string): string | null | RowError {
  const outcome = readCell(metric, text);
  if (outcome === undefined) return null;
  return isRowError(outcome) ? outcome : formatCell(metric, outcome);
}
