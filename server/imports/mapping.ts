import type { Encoding } from "../data/decode.ts";

/** What a file holds: figures of agents and months, the agents themselves, or single calls to be counted. */
export type ImportKind = "agent-months" | "roster" | "calls";
export const IMPORT_KINDS: readonly ImportKind[] = ["agent-months", "roster", "calls"];

/** How days are written: 2025-01-31, 31/1/2025, 1/31/2025, or as a spreadsheet's number of days since 1900 or 1904. */
export type DateOrder = "ymd" | "dmy" | "mdy" | "days-1900" | "days-1904";
export const DATE_ORDERS: readonly DateOrder[] = ["ymd", "dmy", "mdy", "days-1900", "days-1904"];

/** What is known of an agent from a month on. */
export const FACTS = ["name", "department", "position", "superior", "joinedOn", "leftOn"] as const;
export type Fact = (typeof FACTS)[number];

/** What a column of the file is. */
export type ColumnUse =
  | { readonly use: "ignored" }
  /** Without `dates` only months are read, such as 2025-01 and 2025年1月; with it days too, for their month. */
  | { readonly use: "month"; readonly dates?: DateOrder }
  | { readonly use: "agent" }
  | {
      readonly use: "metric";
      readonly metric: string;
      /** One of `unitsFor`; absent for what has no unit. */
      readonly unit?: string;
      /** Of a metric that is a date; absent means 2025-01-31. */
      readonly dates?: DateOrder;
    }
  | { readonly use: "fact"; readonly fact: Fact; readonly dates?: DateOrder }
  /** Of a call log: a field of the catalogue's. */
  | { readonly use: "field"; readonly field: string; readonly dates?: DateOrder };

/** How the file is to be read, as somebody has confirmed it. */
export interface Mapping {
  /** Of the sheets of the file, from 0. */
  readonly sheet: number;
  /** The line of the header. */
  readonly headerLine: number;
  /** Of a CSV file; absent means recognised. */
  readonly encoding?: Encoding;
  /** The month of every row, where no column says it. */
  readonly month?: string;
  /** Of calls: the catalogue's name of the log. */
  readonly log?: string;
  /** By column; those beyond are ignored. */
  readonly columns: readonly ColumnUse[];
}

/** The place of the column with a use; `undefined` where there is none. */
export function columnOf(columns: readonly (ColumnUse | null)[], use: ColumnUse["use"]): number | undefined {
  const at = columns.findIndex((column) => column?.use === use);
  return at < 0 ? undefined : at;
}

/** What a use says the column is, where two columns cannot be the same. */
export function meaningOf(use: ColumnUse): string | undefined {
  switch (use.use) {
    case "ignored":
      return undefined;
    case "metric":
      return `metric ${use.metric}`;
    case "fact":
      return `fact ${use.fact}`;
    case "field":
      return `field ${use.field}`;
    default:
      return use.use;
  }
}
