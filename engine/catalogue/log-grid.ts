import type { Suggester } from "../check/resolve/suggester.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Localized } from "../diagnostics/localized.ts";
import type { LineIndex } from "../source/line-index.ts";
import type { LogStatement } from "../syntax/ast.ts";
import { TEXT } from "../values/type.ts";
import { cellFinding } from "./cell.ts";
import type { DurationFormat, EventLog, LogColumn, LogUse } from "./event-log.ts";
import { type Column, type GridRecord, type Report, readRecords } from "./grid-records.ts";
import type { UnitWord } from "./metric.ts";
import { fold, MetricNames } from "./metric-names.ts";
import { readDecimals, readDomain } from "./metrics-grid.ts";

const COLUMNS = {
  name: { zh: "列", en: "column", required: true },
  use: { zh: "用途", en: "use" },
  unit: { zh: "单位", en: "unit" },
  decimals: { zh: "小数位", en: "decimals" },
  permitted: { zh: "允许值", en: "permitted" },
  format: { zh: "写法", en: "format" },
  aliases: { zh: "别名", en: "aliases" },
  description: { zh: "说明", en: "description" },
} as const satisfies Record<string, Column>;

type LogRecord = GridRecord<keyof typeof COLUMNS>;

const USES: ReadonlyMap<string, LogUse> = new Map<string, LogUse>([
  ["工号", "agent"],
  ["agent", "agent"],
  ["日期", "date"],
  ["date", "date"],
  ["编号", "id"],
  ["id", "id"],
]);
const FORMATS: ReadonlyMap<string, DurationFormat> = new Map<string, DurationFormat>([
  ["时:分:秒", "h:mm:ss"],
  ["h:mm:ss", "h:mm:ss"],
  ["分:秒", "m:ss"],
  ["m:ss", "m:ss"],
]);

/** Without these no line of a log can be placed. */
const NEEDED: readonly { readonly use: LogUse; readonly word: string; readonly meaning: Localized }[] = [
  { use: "agent", word: "工号", meaning: { zh: "谁", en: "whose it is" } },
  { use: "date", word: "日期", meaning: { zh: "哪个月", en: "the month it is of" } },
];

const BLANK_BESIDE_USE: Localized = {
  zh: "空，因为用途已说明这一列是什么",
  en: "a blank, as the use says what the column is",
};
const BLANK_WITHOUT_NUMBER: Localized = { zh: "空，因为它不是数", en: "a blank, as it is no number" };

interface Context {
  readonly text: string;
  readonly lines: LineIndex;
  readonly units: ReadonlyMap<string, UnitWord>;
  readonly suggester: Suggester;
  readonly report: Report;
}

/** Reads the columns of a log; one whose name is taken or unreadable is left out. */
export function readLog(statement: LogStatement, context: Context): EventLog {
  const { report } = context;
  const log = statement.name.name;
  const names = new MetricNames(context.text, context.lines, report);
  const records = readRecords(statement.grid, COLUMNS, report);
  const named = records.flatMap((record) => {
    const cell = record.cells.get("name");
    const name = cell && names.claimName(cell);
    return name === undefined ? [] : [{ name, record }];
  });
  const columns = new Map<string, LogColumn>();
  const byUse = new Map<LogUse, string>();
  for (const { name, record } of named) {
    const column = readColumn(name, record, statement, names, context);
    const first = column.use && byUse.get(column.use);
    const useCell = record.cells.get("use");
    if (first !== undefined && useCell) {
      report(diagnostic("log-use-repeated", useCell.span, { log, first, use: useCell.text }));
    } else if (column.use) byUse.set(column.use, name);
    columns.set(name, column);
  }
  for (const { use, word, meaning } of NEEDED) {
    if (byUse.has(use)) continue;
    const args = { log, use: word, meaningZh: meaning.zh, meaningEn: meaning.en };
    report(diagnostic("log-use-missing", statement.name.span, args));
  }
  const byHeader = new Map<string, LogColumn>();
  for (const column of columns.values()) {
    for (const header of [column.name, ...column.metric.aliases]) byHeader.set(fold(header), column);
  }
  const find = (header: string): LogColumn | undefined => byHeader.get(fold(header));
  return { name: log, columns, aggregates: [], clause: statement.clause, span: statement.span, find };
}

function readColumn(
  name: string,
  { cells, span }: LogRecord,
  { clause }: LogStatement,
  names: MetricNames,
  context: Context,
): LogColumn {
  const { report } = context;
  const word = <T>(key: "use" | "format", words: ReadonlyMap<string, T>, expected: Localized): T | undefined => {
    const cell = cells.get(key);
    const found = cell && words.get(cell.text.normalize("NFKC").toLowerCase());
    if (cell && found === undefined) report(cellFinding(cell, name, COLUMNS[key], expected));
    return found;
  };
  const use = word("use", USES, { zh: "工号、日期、编号或空着", en: "agent, date, id or a blank" });
  const format = word("format", FORMATS, { zh: "时:分:秒、分:秒或空着", en: "h:mm:ss, m:ss or a blank" });
  const domain = use ? { type: TEXT } : readDomain(name, { cells }, context);
  const percent = domain.type.kind === "number" && domain.type.percent;
  const decimals = domain.type.kind === "number" ? readDecimals(name, { cells }, percent, context) : undefined;
  const mustBeBlank = (key: "unit" | "decimals" | "permitted" | "format", because: Localized): void => {
    const cell = cells.get(key);
    if (cell) report(cellFinding(cell, name, COLUMNS[key], because));
  };
  if (use) for (const key of ["unit", "decimals", "permitted"] as const) mustBeBlank(key, BLANK_BESIDE_USE);
  if (domain.type.kind !== "number") mustBeBlank("format", BLANK_WITHOUT_NUMBER);
  const description = cells.get("description")?.text;
  return {
    name,
    ...(use && { use }),
    ...(format && domain.type.kind === "number" && { format }),
    metric: {
      name,
      key: name,
      ...domain,
      ...(decimals !== undefined && { decimals }),
      direction: "none",
      aliases: names.claimAliases(name, cells.get("aliases")),
      ...(description !== undefined && { description }),
      clause,
      span,
    },
  };
}
