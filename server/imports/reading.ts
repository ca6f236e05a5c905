import type { Localized } from "../../engine/index.ts";
import type { Encoding } from "../data/decode.ts";
import { type OpenOptions, openTable } from "../data/open-table.ts";
import { type Sheet, type TableFile, type TableRow, unreadable } from "../data/table-file.ts";
import { FileProfile } from "./file-profile.ts";
import { type FoundHeader, findHeader, HEADER_WITHIN } from "./find-header.ts";
import type { Question, Reading, ReadingChoice } from "./import.ts";
import type { ImportKind } from "./mapping.ts";
import { headerSignature, propose } from "./propose.ts";
import type { Definitions, Target } from "./target.ts";

/** How far long work is, and whether to leave it. */
export interface Steps {
  /** From 0 to 1. */
  progress(done: number): void;
  cancelled(): boolean;
}

/** Sheets that are looked into for a header. */
const MOST_SHEETS = 50;
/** Characters of a cell that are shown. */
const LONGEST_SHOWN = 100;

/**
 * Reads a whole file once: which sheet and row the header is, what the columns seem to be, what has to be asked.
 *
 * @param file its name, for messages
 * @returns `undefined` where it was cancelled
 * @throws UserError where the file cannot be read, naming the place in it
 */
export async function readFile(
  bytes: Buffer,
  file: string,
  kind: ImportKind,
  definitions: Definitions,
  choice: ReadingChoice,
  steps: Steps,
  options: Pick<OpenOptions, "limits"> = {},
): Promise<Reading | undefined> {
  const { encoding } = choice;
  const table = await openTable(bytes, file, { ...options, ...(encoding !== undefined && { encoding }) });
  const questions: Question[] = [];
  const targets = targetsOf(kind, definitions, file);
  const sheet = choice.sheet ?? (await chooseSheet(table, targets, questions));
  const { name } = sheetOf(table, sheet, file);

  let beginning: TableRow[] = [];
  let header: FoundHeader | undefined;
  let profile: FileProfile | undefined;
  let target: Target | undefined;
  const start = (): void => {
    target = bestTarget(targets, beginning);
    header = chosenHeader(beginning, choice.headerLine) ?? findHeader(beginning, target);
    if (!header) throw unreadable(file, place(name), ...NO_HEADER);
    const { line } = header.row;
    profile = new FileProfile(header.row.cells);
    for (const row of beginning) if (row.line > line) profile.take(row);
    beginning = [];
  };
  for await (const { rows, done } of table.rows(sheet)) {
    if (steps.cancelled()) return undefined;
    for (const row of rows) {
      if (profile) profile.take(row);
      else if (beginning.push(row) === HEADER_WITHIN) start();
    }
    steps.progress(done);
  }
  if (!profile) start();
  if (!header || !profile || !target) throw unreadable(file, place(name), ...NO_HEADER);
  const { row, guessed } = header;
  if (profile.rows === 0) throw unreadable(file, { ...place(name), line: row.line }, ...NO_ROWS);
  if (guessed) questions.push(guessedHeader(row.line));
  const proposal = propose(row.cells, profile, target);
  return {
    format: table.format,
    ...(table.encoding && { encoding: table.encoding }),
    sheets: table.sheets,
    sheet,
    headerLine: row.line,
    headers: row.cells.map(shown),
    rows: profile.rows,
    sample: profile.sample.map(({ line, cells }) => ({ line, cells: cells.map(shown) })),
    signature: headerSignature(kind, row.cells),
    ...(target.log && { log: target.log.name }),
    columns: proposal.columns,
    questions: [...questions, ...proposal.questions],
  };
}

/** The rows of a sheet below a header, and the header. @throws UserError where they are not there (any more) */
export async function openMapped(
  bytes: Buffer,
  file: string,
  {
    sheet,
    headerLine,
    encoding,
  }: { readonly sheet: number; readonly headerLine: number; readonly encoding?: Encoding },
  options: Pick<OpenOptions, "limits"> = {},
): Promise<{
  readonly format: TableFile["format"];
  readonly headers: readonly string[];
  rows(): AsyncGenerator<{ readonly rows: readonly TableRow[]; readonly done: number }>;
}> {
  const table = await openTable(bytes, file, { ...options, ...(encoding !== undefined && { encoding }) });
  const { name } = sheetOf(table, sheet, file);
  let headers: readonly string[] | undefined;
  for await (const { rows } of table.rows(sheet)) {
    headers = rows.find(({ line }) => line === headerLine)?.cells;
    if (headers || (rows.at(-1)?.line ?? 0) > headerLine) break;
  }
  if (!headers) throw unreadable(file, { ...place(name), line: headerLine }, ...NO_HEADER);
  return {
    format: table.format,
    headers,
    async *rows() {
      for await (const { rows, done } of table.rows(sheet)) {
        yield { rows: rows.filter(({ line }) => line > headerLine), done };
      }
    },
  };
}

/** The one visible sheet with the most known headers; asks where several have some. */
async function chooseSheet(table: TableFile, targets: readonly Target[], questions: Question[]): Promise<number> {
  const visible = table.sheets.flatMap(({ hidden }, at) => (hidden ? [] : [at])).slice(0, MOST_SHEETS);
  const [first = 0] = visible;
  if (table.sheets.length === 1 || visible.length < 2) return first;
  let [best, most] = [first, 0];
  const candidates: number[] = [];
  for (const at of visible) {
    const known = (await headerOf(table, at, targets))?.known ?? 0;
    if (known > 0) candidates.push(at);
    if (known > most) [best, most] = [at, known];
  }
  if (candidates.length > 1) questions.push(severalSheets(candidates, table.sheets));
  return best;
}

/** A file of calls may be any log of the catalogue. */
function targetsOf(kind: ImportKind, { catalogue, logs }: Definitions, file: string): Target[] {
  if (kind !== "calls") return [{ kind, catalogue }];
  if (logs.size === 0) throw unreadable(file, {}, ...NO_LOG);
  return [...logs.values()].map((log) => ({ kind, catalogue, log }));
}

/** The one whose header knows the most; the first of equals. */
function bestTarget(targets: readonly Target[], rows: readonly TableRow[]): Target {
  const known = (target: Target): number => findHeader(rows, target)?.known ?? 0;
  return targets.reduce((best, target) => (known(target) > known(best) ? target : best));
}

async function headerOf(table: TableFile, sheet: number, targets: readonly Target[]) {
  const beginning: TableRow[] = [];
  for await (const { rows } of table.rows(sheet)) {
    beginning.push(...rows.slice(0, HEADER_WITHIN - beginning.length));
    if (beginning.length === HEADER_WITHIN) break;
  }
  return findHeader(beginning, bestTarget(targets, beginning));
}

function sheetOf(table: TableFile, index: number, file: string): Sheet {
  const sheet = table.sheets[index];
  if (sheet) return sheet;
  throw unreadable(
    file,
    {},
    `没有第 ${index + 1} 张工作表；共有 ${table.sheets.length} 张`,
    `there is no sheet ${index + 1}; it has ${table.sheets.length}`,
  );
}

const chosenHeader = (rows: readonly TableRow[], line: number | undefined): FoundHeader | undefined => {
  const row = rows.find((one) => one.line === line);
  return row && { row, known: 0, guessed: false };
};

const place = (sheet: string) => (sheet === "" ? {} : { sheet });
const shown = (cell: string): string => (cell.length <= LONGEST_SHOWN ? cell : `${cell.slice(0, LONGEST_SHOWN - 1)}…`);

const NO_LOG = [
  "指标目录没有定义任何明细（log），无法汇总；请先在指标目录里定义",
  "the catalogue defines no log, so calls cannot be aggregated; define one in the catalogue first",
] as const;

const NO_HEADER = [
  "找不到表头；请选对工作表，表头应在前 60 行内，如 月份,工号,…",
  "no header was found; choose the right sheet, with a header such as 月份,工号,… in its first 60 rows",
] as const;

const NO_ROWS = [
  "表头下面没有数据；请选对工作表",
  "there is nothing below the header; choose the right sheet",
] as const;

const guessedHeader = (line: number): Question => ({
  about: "header",
  message: {
    zh: `表头里没有认识的列名，暂以第 ${line} 行为表头；对吗？`,
    en: `no known name was found, so line ${line} is taken for the header; is it?`,
  },
  options: [String(line)],
});

function severalSheets(candidates: readonly number[], sheets: readonly Sheet[]): Question {
  const names = candidates.map((at) => sheets[at]?.name ?? "");
  const message: Localized = {
    zh: `几张工作表都像数据：${names.join("、")}；导入哪一张？`,
    en: `several sheets look like data: ${names.join(", ")}; which one is to be imported?`,
  };
  return { about: "sheet", message, options: candidates.map(String) };
}
