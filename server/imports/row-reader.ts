import type { Catalogue } from "../../engine/index.ts";
import { isErrorCell, NOT_CALCULATED, type TableRow } from "../data/table-file.ts";
import { readDate, readMonthIn } from "./dates.ts";
import { finding } from "./finding.ts";
import type { Findings } from "./findings.ts";
import { columnOf, type DateOrder, type Mapping } from "./mapping.ts";

/** Whose row it is and of which month. */
export interface RowPlace {
  readonly line: number;
  readonly month: string;
  readonly agent: string;
}

/** What a mapped file is read with. */
export interface ReadingContext {
  readonly mapping: Mapping;
  readonly headers: readonly string[];
  readonly catalogue: Catalogue;
  readonly format: "csv" | "xlsx";
  readonly findings: Findings;
}

/** What stands in a row of totals in the place of an agent or a month. */
export const isTotal = (text: string): boolean => TOTAL.test(text);

const TOTAL = /^(?:合计|总计|小计|汇总|平均|平均值|total|sum|subtotal|average)[:：]?$/i;
const LONGEST_AGENT = 64;
const LOST_CHARACTER = "\uFFFD";

/** Reads what every kind of file has: whose row it is, of which month, and whether its cells are whole. */
export class RowReader {
  readonly #context: ReadingContext;
  readonly #month: number | undefined;
  readonly #monthDates: DateOrder | undefined;
  readonly #agent: number;
  /** Columns that are read. */
  readonly #mapped: readonly number[];
  /** Up to the last header. */
  readonly #width: number;

  constructor(context: ReadingContext) {
    const { columns } = context.mapping;
    this.#context = context;
    this.#month = columnOf(columns, "month");
    const use = this.#month === undefined ? undefined : columns[this.#month];
    this.#monthDates = use?.use === "month" ? use.dates : undefined;
    this.#agent = columnOf(columns, "agent") ?? -1;
    this.#mapped = columns.flatMap((column, at) => (column.use === "ignored" ? [] : [at]));
    this.#width = context.headers.findLastIndex((header) => header !== "") + 1;
  }

  /** `undefined` for what is no row of the table, and for a row whose place cannot be told: then that is found. */
  place(row: TableRow): RowPlace | undefined {
    const { mapping, findings } = this.#context;
    if (!this.isWhole(row)) return undefined;
    const agent = this.#text(row, this.#agent, LONGEST_AGENT);
    if (agent === "") findings.add(finding("agent-blank", this.#at(row, this.#agent), {}));
    const month = this.#month === undefined ? mapping.month : this.#readMonth(row, this.#month);
    return month === undefined || !agent ? undefined : { line: row.line, month, agent };
  }

  /** Whether it is a row of the table, with a cell for each header; what is neither a row nor a note is found. */
  isWhole(row: TableRow): boolean {
    if (this.#mapped.every((at) => (row.cells[at] ?? "") === "")) return false;
    const first = row.cells.find((cell) => cell !== "") ?? "";
    const total = [row.cells[this.#agent] ?? "", first].find(isTotal);
    if (total === undefined) return this.#hasItsLength(row);
    this.#context.findings.add(finding("total-row", { line: row.line, value: total }, {}));
    return false;
  }

  /** The text of a cell that is no figure; `undefined` where it is damaged, which is found. */
  text(row: TableRow, column: number, longest: number): string | undefined {
    return this.#text(row, column, longest);
  }

  /** A figure or date as it is written; `undefined` where it is none that counts, which is found. */
  figure(row: TableRow, column: number): string | undefined {
    const value = row.cells[column] ?? "";
    if (isErrorCell(value)) return this.#refuseError(row, column);
    if (!row.merged?.has(column)) return value;
    this.#context.findings.add(finding("cell-merged", this.#at(row, column), {}));
    return undefined;
  }

  /** The day as 2025-01-31, blank where the cell is; `undefined` where it is no day, which is found. */
  date(row: TableRow, column: number, order: DateOrder = "ymd"): string | undefined {
    const value = row.cells[column] ?? "";
    if (value === "") return "";
    if (isErrorCell(value)) return this.#refuseError(row, column);
    const date = readDate(value, order);
    if (date === undefined) this.#context.findings.add(finding("date-unreadable", this.#at(row, column), {}));
    return date;
  }

  #text(row: TableRow, column: number, longest: number): string | undefined {
    const value = row.cells[column] ?? "";
    if (isErrorCell(value)) return this.#refuseError(row, column);
    const { findings } = this.#context;
    if (value.includes(LOST_CHARACTER)) {
      findings.add(finding("cell-damaged", this.#at(row, column), {}));
      return undefined;
    }
    if (value.length > longest) {
      findings.add(finding("text-too-long", this.#at(row, column), { limit: String(longest) }));
      return undefined;
    }
    return value;
  }

  #readMonth(row: TableRow, column: number): string | undefined {
    const value = row.cells[column] ?? "";
    if (isErrorCell(value)) return this.#refuseError(row, column);
    const month = readMonthIn(value, this.#monthDates);
    if (month !== undefined) return month;
    this.#context.findings.add(finding(value === "" ? "month-blank" : "month-unreadable", this.#at(row, column), {}));
    return undefined;
  }

  /** Text without a separator or with one too many puts figures under the wrong header. */
  #hasItsLength(row: TableRow): boolean {
    const { format, findings } = this.#context;
    const beyond = row.cells.findIndex((cell, at) => at >= this.#width && cell !== "");
    if (format === "csv" && row.cells.length < this.#width) {
      const counts = { found: String(row.cells.length), expected: String(this.#width) };
      findings.add(finding("row-short", { line: row.line }, counts));
      return false;
    }
    if (format === "csv" && beyond >= 0) {
      findings.add(finding("row-long", this.#at(row, beyond), {}));
      return false;
    }
    return true;
  }

  #refuseError(row: TableRow, column: number): undefined {
    const code = row.cells[column] === NOT_CALCULATED ? "cell-not-calculated" : "cell-error";
    this.#context.findings.add(finding(code, this.#at(row, column), {}));
    return undefined;
  }

  #at(row: TableRow, column: number) {
    return { line: row.line, column, header: this.#context.headers[column], value: row.cells[column] ?? "" };
  }
}
