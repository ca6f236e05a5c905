import type { Catalogue, Metric } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { CsvRecord } from "./read-csv.ts";

/** What stands in each column of a file of agent-months, by the names in its header. */
export interface Columns {
  readonly month: number;
  readonly agent: number;
  /** Metrics that are wanted and have a column, by canonical name. */
  readonly metrics: ReadonlyMap<string, { readonly metric: Metric; readonly index: number }>;
  /** Headers that name nothing the catalogue knows, in the order of the file. */
  readonly unknown: readonly string[];
  /** Headers of rates; a rate is computed from its two metrics, so the column is not read. */
  readonly rates: readonly Metric[];
  readonly count: number;
}

/** The two columns that say whose row it is; they are no metrics. */
export const MONTH_HEADERS = ["月份", "month", "月", "年月", "统计月份", "考核月份", "数据月份", "所属月份", "period"];
export const AGENT_HEADERS = [
  "工号",
  "agent",
  "员工工号",
  "员工编号",
  "坐席工号",
  "人员编号",
  "agent id",
  "employee id",
];

/** Headers compare as the catalogue compares them; `agent_id` and `Agent ID` are the same. */
export const foldHeader = (header: string): string =>
  header.normalize("NFKC").trim().toLowerCase().replaceAll("_", " ");

/**
 * @param wanted the metrics to read; columns of others are passed over
 * @throws UserError where the month or agent column is missing, or two columns hold the same thing
 */
export function readHeader(
  header: CsvRecord,
  catalogue: Catalogue,
  wanted: ReadonlySet<string>,
  file: string,
): Columns {
  const place = new Map<string, number>();
  const claim = (name: string, index: number): void => {
    const earlier = place.get(name);
    if (earlier !== undefined) throw twice(header, name, earlier, index, file);
    place.set(name, index);
  };

  const metrics = new Map<string, { metric: Metric; index: number }>();
  const unknown = new Set<string>();
  const rates: Metric[] = [];
  for (const [index, cell] of header.cells.entries()) {
    const metric = catalogue.find(cell);
    if (cell === "") continue;
    if (MONTH_HEADERS.includes(foldHeader(cell))) claim("月份", index);
    else if (AGENT_HEADERS.includes(foldHeader(cell))) claim("工号", index);
    else if (metric === undefined) unknown.add(cell);
    else if (metric.rate) rates.push(metric);
    else if (wanted.has(metric.name)) {
      claim(metric.name, index);
      metrics.set(metric.name, { metric, index });
    }
  }

  const [month, agent] = [place.get("月份"), place.get("工号")];
  if (month === undefined) throw missing(header, "月份", "month", file);
  if (agent === undefined) throw missing(header, "工号", "agent", file);
  return { month, agent, metrics, unknown: [...unknown], rates, count: header.cells.length };
}

function missing(header: CsvRecord, name: string, key: string, file: string): UserError {
  const found = header.cells.filter((cell) => cell !== "");
  const shown = found.slice(0, 12).map((cell) => (cell.length <= 24 ? cell : `${cell.slice(0, 24)}…`));
  const list = shown.join(", ") + (found.length > shown.length ? ", …" : "");
  return new UserError({
    zh: `${file}：第 ${header.line} 行的表头没有“${name}”一列（也可写 ${key}）；表头有：${list}`,
    en: `${file}: the header in line ${header.line} has no column ${name} (or ${key}); it has: ${list}`,
  });
}

function twice(header: CsvRecord, name: string, first: number, second: number, file: string): UserError {
  const [one, other] = [header.cells[first], header.cells[second]];
  return new UserError({
    zh: `${file}：第 ${header.line} 行的表头里，第 ${first + 1} 列“${one}”与第 ${second + 1} 列“${other}”都是“${name}”；请只留一列`,
    en: `${file}: in the header, line ${header.line}, columns ${first + 1} "${one}" and ${second + 1} "${other}" are both ${name}; keep one of them`,
  });
}
