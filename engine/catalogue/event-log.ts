import type { Term } from "../ir/term.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import type { Metric } from "./metric.ts";

/** A file with one line for each call, order or visit, and what metrics are made of it. */
export interface EventLog {
  readonly name: string;
  /** By name, in the order of the text; one has the use `agent` and one `date`. */
  readonly columns: ReadonlyMap<string, LogColumn>;
  /** In the order of the text. */
  readonly aggregates: readonly Aggregate[];
  readonly clause: Clause;
  readonly span: Span;
  /** The column under any header that a file may give it. */
  find(header: string): LogColumn | undefined;
}

/** What a column tells of its line: whose it is, of which day, or which line it is. */
export type LogUse = "agent" | "date" | "id";

/** How a duration is written; blank cells of the catalogue mean a plain number. */
export type DurationFormat = "h:mm:ss" | "m:ss";

export interface LogColumn {
  readonly name: string;
  readonly use?: LogUse;
  /** Its values are durations, read as seconds. */
  readonly format?: DurationFormat;
  /** Its cells are read like those of this metric, which is none of the catalogue. */
  readonly metric: Metric;
}

/** How a metric of an agent-month is made of the lines of a log. */
export interface Aggregate {
  readonly metric: Metric;
  readonly method: "count" | "sum";
  /** What is summed; of a count: lines where it is blank do not count. */
  readonly column?: LogColumn;
  /** Over columns of the log; lines where it does not hold are passed over. */
  readonly condition?: Term;
  /** Whether a blank in the sum or in the condition is an error, or its line is passed over. */
  readonly blanks: "error" | "skip";
  /** Every column that it looks at. */
  readonly reads: ReadonlySet<LogColumn>;
  readonly span: Span;
}
