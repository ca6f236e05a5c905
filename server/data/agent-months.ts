import { type AgentMonth, type Catalogue, type Localized, type Outcome, readCell } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import { type Columns, readHeader } from "./columns.ts";
import { readMonth } from "./month.ts";
import { type CsvRecord, readCsv } from "./read-csv.ts";

/** One record of a file of agent-months. */
export interface DataRow extends AgentMonth {
  readonly line: number;
  /** `YYYY-MM`; as written where it cannot be read, and then there is a `problem`. */
  readonly month: string;
  /** Why nothing can be computed for the row, whatever the scheme. */
  readonly problem?: Localized;
}

export interface DataFile {
  readonly columns: Columns;
  /** In the order of the file. */
  readonly rows: readonly DataRow[];
}

/** Far beyond the largest centre's history; more would not fit into memory as exact numbers. */
const MOST_ROWS = 1_000_000;

/**
 * Reads a CSV file of agent-months. Only the wanted metrics are read; a blank cell has no value, and a
 * cell that is no value of its metric holds the reason. A row that cannot be placed keeps its place in
 * the order and says why.
 *
 * @param wanted names of metrics; rates are never read, so name their numerators and denominators
 * @param file its name, for messages
 * @throws UserError for a file that cannot be read at all
 */
export function readAgentMonths(
  bytes: Buffer,
  catalogue: Catalogue,
  wanted: ReadonlySet<string>,
  file: string,
): DataFile {
  let columns: Columns | undefined;
  const rows: DataRow[] = [];
  const read = rememberingCells();
  readCsv(bytes, file, (record) => {
    if (columns === undefined) {
      columns = readHeader(record, catalogue, wanted, file);
    } else {
      if (rows.length === MOST_ROWS) throw tooMany(file, MOST_ROWS);
      rows.push(readRow(record, columns, read));
    }
  });
  if (columns === undefined) throw empty(file);
  return { columns, rows: refuseRepeated(rows) };
}

type CellReader = typeof readCell;

/** How many distinct values of one metric are remembered. */
const MOST_REMEMBERED = 10_000;

/** Columns repeat themselves: equal cells of a metric are read once and share one value. */
function rememberingCells(): CellReader {
  const known = new Map<string, Map<string, Outcome | undefined>>();
  return (metric, text) => {
    const ofMetric = known.get(metric.name) ?? new Map<string, Outcome | undefined>();
    known.set(metric.name, ofMetric);
    if (ofMetric.has(text)) return ofMetric.get(text);
    const outcome = readCell(metric, text);
    if (ofMetric.size < MOST_REMEMBERED) ofMetric.set(text, outcome);
    return outcome;
  };
}

function readRow(record: CsvRecord, columns: Columns, read: CellReader): DataRow {
  const { month, agent, problem } = placeOf(record, columns);
  const row = { line: record.line, month, agent, values: new Map<string, Outcome>() };
  if (problem) return { ...row, problem };
  for (const { metric, index } of columns.metrics.values()) {
    const outcome = read(metric, record.cells[index] ?? "");
    if (outcome !== undefined) row.values.set(metric.name, outcome);
  }
  return row;
}

/** Whose row it is and of which month (as written where it cannot be read), or why that cannot be told. */
export function placeOf(
  { cells }: CsvRecord,
  columns: Columns,
): { readonly month: string; readonly agent: string; readonly problem?: Localized } {
  const written = cells[columns.month] ?? "";
  const agent = cells[columns.agent] ?? "";
  const month = readMonth(written);
  const place = { month: month ?? written, agent };
  const surplus = cells.slice(columns.count).some((cell) => cell !== "");
  if (cells.length < columns.count || surplus) return { ...place, problem: wrongLength(cells.length, columns.count) };
  if (month === undefined) return { ...place, problem: noMonth(written, columns.month) };
  return agent === "" ? { ...place, problem: noAgent(columns.agent) } : place;
}

/** Two rows for the same agent and month contradict each other, even where they agree: neither is used. */
function refuseRepeated(rows: readonly DataRow[]): DataRow[] {
  const byPerson = new Map<string, DataRow[]>();
  for (const row of rows) {
    if (row.problem) continue;
    const key = `${row.month} ${row.agent}`;
    const same = byPerson.get(key);
    if (same) same.push(row);
    else byPerson.set(key, [row]);
  }
  return rows.map((row) => {
    const same = byPerson.get(`${row.month} ${row.agent}`) ?? [];
    if (row.problem || same.length === 1) return row;
    return { ...row, values: new Map(), problem: repeated(row, same) };
  });
}

export const empty = (file: string): UserError =>
  new UserError({
    zh: `${file}：文件是空的；第一行应是表头，如 月份,工号,…`,
    en: `${file}: the file is empty; its first line should be a header such as 月份,工号,…`,
  });

export const tooMany = (file: string, most: number): UserError =>
  new UserError({
    zh: `${file}：超过 ${most} 行；请按月份拆分文件`,
    en: `${file}: more than ${most} rows; split the file by month`,
  });

const wrongLength = (found: number, expected: number): Localized => ({
  zh: `这一行有 ${found} 格，表头有 ${expected} 格`,
  en: `this row has ${found} cells, the header has ${expected}`,
});

const noMonth = (written: string, index: number): Localized =>
  written === ""
    ? {
        zh: `第 ${index + 1} 列（月份）是空的；应写成 2025-01`,
        en: `column ${index + 1} (月份) is blank; write it as 2025-01`,
      }
    : {
        zh: `第 ${index + 1} 列（月份）：“${clip(written)}”不是月份；应写成 2025-01`,
        en: `column ${index + 1} (月份): "${clip(written)}" is no month; write it as 2025-01`,
      };

const noAgent = (index: number): Localized => ({
  zh: `第 ${index + 1} 列（工号）是空的`,
  en: `column ${index + 1} (工号) is blank`,
});

function repeated(row: DataRow, same: readonly DataRow[]): Localized {
  const others = same.filter((other) => other !== row).map(({ line }) => line);
  const list = others.slice(0, 5).join(", ") + (others.length > 5 ? ", …" : "");
  return {
    zh: `工号“${clip(row.agent)}”的 ${row.month} 还出现在第 ${list} 行；每人每月只能有一行`,
    en: `agent "${clip(row.agent)}" has ${row.month} in line${others.length > 1 ? "s" : ""} ${list} as well; there must be one row a month`,
  };
}

const clip = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 40)}…`);
