/**
 * A backup: NDJSON, compressed with gzip. The first line is the header; then, table by table, a line that names the
 * table and its columns, and a line for each row; the last line is the footer. It belongs to no database: what was
 * read from one can be restored into the other.
 */
import type { ChainHead } from "../../audit/chain.ts";

export const FORMAT = 1;

export interface Header {
  readonly plumbline: "backup";
  readonly format: typeof FORMAT;
  /** Of the program that wrote it. */
  readonly version: string;
  /** The last migration of the tables it was read from. */
  readonly schema: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** Where the audit log ended. */
  readonly audit: ChainHead;
}

export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

export type Value = string | number | null | { readonly bytes: string };
export type RowLine = readonly Value[];

export interface Footer {
  readonly rows: number;
  /** SHA-256 of all lines before, each with its newline. */
  readonly sha256: string;
}

/** @throws Error for what no column holds */
export function toValue(cell: unknown): Value {
  if (cell === null || typeof cell === "string" || typeof cell === "number") return cell;
  if (cell instanceof Uint8Array) return { bytes: Buffer.from(cell).toString("base64") };
  throw new Error(`a column holds a ${typeof cell}`);
}

export const fromValue = (value: Value): string | number | null | Buffer =>
  typeof value === "object" && value !== null ? Buffer.from(value.bytes, "base64") : value;

export const isHeader = (line: unknown): line is Header =>
  isRecord(line) &&
  line.plumbline === "backup" &&
  line.format === FORMAT &&
  typeof line.schema === "string" &&
  isRecord(line.audit) &&
  typeof line.audit.count === "number" &&
  typeof line.audit.hash === "string";

export const isTableLine = (line: unknown): line is TableLine =>
  isRecord(line) &&
  typeof line.table === "string" &&
  Array.isArray(line.columns) &&
  line.columns.every((column) => typeof column === "string");

export const isFooter = (line: unknown): line is Footer =>
  isRecord(line) && typeof line.rows === "number" && typeof line.sha256 === "string";

export const isRowLine = (line: unknown, { columns }: TableLine): line is RowLine =>
  Array.isArray(line) && line.length === columns.length && line.every(isValue);

const isValue = (value: unknown): value is Value =>
  value === null ||
  typeof value === "string" ||
  typeof value === "number" ||
  (isRecord(value) && typeof value.bytes === "string");

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
