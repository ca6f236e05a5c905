import type { Metric } from "../catalogue/metric.ts";
import { monthAt } from "../values/month.ts";
import { rational } from "../values/rational.ts";
import type { Outcome, Value } from "../values/value.ts";
import { dayText } from "./day.ts";

/**
 * A population as columns: a row for each agent-month, those of one agent together and by month.
 * Twenty metrics of 1.2 million agent-months are 100 to 200 MB; as rows they would be several GB.
 */
export interface Columns {
  /** How many agent-months. */
  readonly length: number;
  /** In the order in which they first appear in the source. */
  readonly agents: readonly string[];
  /** Of each row the agent's place in `agents`; never descending. */
  readonly agent: Int32Array;
  /** Of each row the month as `monthIndex` counts; never descending within an agent. */
  readonly month: Int32Array;
  /** Where each agent's rows begin, and at the end the number of rows: one entry more than `agents`. */
  readonly starts: Int32Array;
  /** Of each row its place in the source, from 0. */
  readonly source: Int32Array;
  /** Rows whose agent and month stand in another row as well: they have no values. */
  readonly repeated: ReadonlySet<number>;
  /** The free texts of all metrics, each once. */
  readonly texts: readonly string[];
  /** By metric; a metric that the source does not have is blank in every row. */
  readonly metrics: ReadonlyMap<string, MetricColumn>;
}

/** What every row holds for one metric. */
export type MetricColumn = NumberColumn | CodeColumn | TruthColumn | TextColumn;

interface ColumnBase {
  readonly metric: Metric;
  /** 0 where `values` holds the row's value, 1 where the cell is blank, 2 where `aside` holds it; `undefined` where all are 0. */
  readonly absent: Uint8Array | undefined;
  /** The errors of cells that are no permitted value, and values that `values` cannot hold exactly. */
  readonly aside: ReadonlyMap<number, Outcome>;
  /** Between these lies every entry of `values`, also where it is `absent`; both 0 where no row has a value. */
  readonly least: number;
  readonly greatest: number;
}

export interface NumberColumn extends ColumnBase {
  readonly kind: "number";
  /** `values` are the numbers times 10^places: whole, between −(2^53 − 1) and 2^53 − 1. */
  readonly places: number;
  readonly values: Float64Array | Int32Array;
}

/** A choice as its place in the type's values; a date as days since 1970-01-01. */
export interface CodeColumn extends ColumnBase {
  readonly kind: "choice" | "date";
  readonly values: Int32Array;
}

/** 1 for yes, 0 for no. */
export interface TruthColumn extends ColumnBase {
  readonly kind: "truth";
  readonly values: Uint8Array;
}

/** A text as its place in `texts`, which all columns share. */
export interface TextColumn extends ColumnBase {
  readonly kind: "text";
  readonly values: Int32Array;
  readonly texts: readonly string[];
}

/** What the row holds; `undefined` where it is blank. */
export function outcomeAt(column: MetricColumn, row: number): Outcome | undefined {
  if (column.absent?.[row]) return column.aside.get(row);
  return decode(column, column.values[row] ?? 0);
}

function decode(column: MetricColumn, stored: number): Value {
  switch (column.kind) {
    case "number":
      return rational(stored, 10n ** BigInt(column.places));
    case "date":
      return dayText(stored);
    case "choice":
      return column.metric.type.kind === "choice" ? (column.metric.type.values[stored] ?? "") : "";
    case "truth":
      return stored === 1;
    case "text":
      return column.texts[stored] ?? "";
  }
}

export const agentAt = ({ agents, agent }: Columns, row: number): string => agents[agent[row] ?? -1] ?? "";

/** `YYYY-MM` */
export const monthOf = ({ month }: Columns, row: number): string => monthAt(month[row] ?? 0);
