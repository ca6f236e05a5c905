import { UserError } from "../user-error.ts";
import type { FileLimits } from "./limits.ts";

/** A file of rows, of whatever format. */
export interface TableFile {
  readonly format: "csv" | "xlsx";
  /** Of CSV: as stated or recognised. */
  readonly encoding?: TextEncoding;
  /** One without a name for CSV. */
  readonly sheets: readonly Sheet[];
  /** The rows with content of a sheet, in its order. Throws a `UserError` where they cannot be read. */
  rows(sheet: number): AsyncGenerator<RowBatch>;
}

export type TextEncoding = "utf-8" | "utf-16" | "gb18030";

export interface Sheet {
  readonly name: string;
  /** Hidden from whoever opens the workbook. */
  readonly hidden: boolean;
}

/** At most a few thousand rows, or none, so that whoever reads can show progress and stop in between. */
export interface RowBatch {
  readonly rows: readonly TableRow[];
  /** How much of the sheet has been read, from 0 to 1. */
  readonly done: number;
}

export interface TableRow {
  /** As the sheet or editor numbers it: the first is 1. */
  readonly line: number;
  /** By column, trimmed; blank where there is none. A date is 2025-01-31, a time 9:12:58, a percentage 85%. */
  readonly cells: readonly string[];
  /** Columns whose text stands in a merged cell further up. */
  readonly merged?: ReadonlySet<number>;
}

/** Stands for a formula that the program which wrote the workbook has not calculated. */
export const NOT_CALCULATED = "#NOT_CALCULATED!";

const ERROR_CELL =
  /^#(?:N\/A|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|GETTING_DATA|NOT_CALCULATED!)$/;

/** Whether the cell shows an error of the spreadsheet instead of a value. */
export const isErrorCell = (text: string): boolean => text.startsWith("#") && ERROR_CELL.test(text);

/** A column as a spreadsheet names it: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  let name = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Where in the file something is that cannot be read. */
export interface Place {
  readonly sheet?: string | undefined;
  readonly line?: number;
  /** From 0. */
  readonly column?: number;
}

/** What is wrong with a file, after its name and the place within it. */
export function unreadable(file: string, place: Place, zh: string, en: string): UserError {
  const { sheet, line, column } = place;
  const where = {
    zh: [
      ...(sheet === undefined ? [] : [`工作表“${sheet}”`]),
      ...(line === undefined ? [] : [`第 ${line} 行`]),
      ...(column === undefined ? [] : [`第 ${column + 1} 列（${columnName(column)}）`]),
    ].join(""),
    en: [
      ...(sheet === undefined ? [] : [`sheet "${sheet}"`]),
      ...(line === undefined ? [] : [`line ${line}`]),
      ...(column === undefined ? [] : [`column ${column + 1} (${columnName(column)})`]),
    ].join(", "),
  };
  return new UserError({
    zh: [file, where.zh, zh].filter((part) => part !== "").join("："),
    en: [file, where.en, en].filter((part) => part !== "").join(": "),
  });
}

/** Holds rows to the limits, counting as they come. */
export class RowBudget {
  readonly #file: string;
  readonly #sheet: string | undefined;
  readonly #limits: FileLimits;
  #rows = 0;
  #cells = 0;

  constructor(file: string, sheet: string | undefined, limits: FileLimits) {
    this.#file = file;
    this.#sheet = sheet;
    this.#limits = limits;
  }

  /** @throws UserError where the row is too wide, a cell too long, or there are too many rows */
  take({ line, cells }: TableRow): void {
    const { rows, columns, cells: most, cell: longest } = this.#limits;
    const refuse = (place: Place, zh: string, en: string): never => {
      throw unreadable(this.#file, { sheet: this.#sheet, ...place }, zh, en);
    };
    if (cells.length > columns) {
      refuse(
        { line, column: cells.length - 1 },
        `超过 ${columns} 列；请删去多余的列再上传`,
        `more than ${columns} columns; delete those that are not needed`,
      );
    }
    const long = cells.findIndex((cell) => cell.length > longest);
    if (long >= 0) {
      refuse(
        { line, column: long },
        `这一格超过 ${longest} 个字符，不像数据；可能有引号没有结束`,
        `this cell is longer than ${longest} characters, too long for data; a quote may not be closed`,
      );
    }
    this.#rows += 1;
    this.#cells += cells.length;
    if (this.#rows > rows) {
      refuse({ line }, `超过 ${rows} 行；请按月份拆分文件`, `more than ${rows} rows; split the file by month`);
    }
    if (this.#cells > most) {
      refuse({ line }, `超过 ${most} 格；请按月份拆分文件`, `more than ${most} cells; split the file by month`);
    }
  }
}
