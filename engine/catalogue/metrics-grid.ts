import type { Suggester } from "../check/resolve/suggester.ts";
import { resolveUnit } from "../check/resolve/units.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Localized } from "../diagnostics/localized.ts";
import type { Clause } from "../source/document.ts";
import type { GridCell, MetricsStatement } from "../syntax/ast.ts";
import { parseCellTest, parseUnit } from "../syntax/parse-expression.ts";
import { equal, ONE } from "../values/rational.ts";
import { type ChoiceType, DATE, numberOf, PERCENT, PLAIN_NUMBER, TEXT, TRUTH, type Type } from "../values/type.ts";
import { cellFinding, parseCell } from "./cell.ts";
import { readDirection } from "./direction.ts";
import { type Column, type GridRecord, type Report, readRecords } from "./grid-records.ts";
import type { Metric, Permitted, UnitWord } from "./metric.ts";
import type { MetricNames } from "./metric-names.ts";
import { permittedOf } from "./permitted.ts";

const COLUMNS = {
  name: { zh: "指标", en: "metric", required: true },
  key: { zh: "英文键", en: "key", required: true },
  unit: { zh: "单位", en: "unit" },
  decimals: { zh: "小数位", en: "decimals" },
  permitted: { zh: "允许值", en: "permitted" },
  direction: { zh: "方向", en: "direction" },
  source: { zh: "来源", en: "source" },
  ratedBy: { zh: "评分人", en: "rated by" },
  aliases: { zh: "别名", en: "aliases" },
  description: { zh: "说明", en: "description" },
} as const satisfies Record<string, Column>;

type MetricRecord = GridRecord<keyof typeof COLUMNS>;

/** A metric whose aliases are still as written: they are handed out once all names are known. */
export interface MetricRow {
  readonly metric: Metric;
  readonly aliases: GridCell | undefined;
}

/** Words in 允许值 for what is neither a number nor a choice. */
const TYPE_WORDS: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["文字", TEXT],
  ["text", TEXT],
  ["日期", DATE],
  ["date", DATE],
  ["是/否", TRUTH],
  ["truth", TRUTH],
]);

const PERMITTED_EXPECTED: Localized = {
  zh: "区间 [0 .. 100]、数值 60, 80, 100、名称列表，或者 文字、日期、是/否",
  en: "an interval [0 .. 100], numbers 60, 80, 100, a list of names, or one of text, date, truth",
};

export interface DomainContext {
  readonly text: string;
  readonly units: ReadonlyMap<string, UnitWord>;
  readonly suggester: Suggester;
  readonly report: Report;
}

interface Context extends DomainContext {
  readonly names: MetricNames;
}

/** Reads the metrics of one grid; a row whose name or key is taken or unreadable is left out. */
export function readMetrics({ grid, clause }: MetricsStatement, context: Context): MetricRow[] {
  return readRecords(grid, COLUMNS, context.report).flatMap((record) => readMetric(record, clause, context) ?? []);
}

function readMetric(record: MetricRecord, clause: Clause, context: Context): MetricRow | undefined {
  const { cells } = record;
  const claimed = context.names.claim(cells.get("name"), cells.get("key"));
  if (!claimed) return undefined;
  const { name, key } = claimed;
  const domain = readDomain(name, record, context);
  const decimals = domain.type.kind === "number" ? readDecimals(name, record, domain.type.percent, context) : undefined;
  const [source, ratedBy, description] = (["source", "ratedBy", "description"] as const).map(
    (column) => cells.get(column)?.text,
  );
  const metric: Metric = {
    name,
    key,
    ...domain,
    ...(decimals !== undefined && { decimals }),
    direction: readDirection(name, cells.get("direction"), COLUMNS.direction, context.report),
    ...(source !== undefined && { source }),
    ...(ratedBy !== undefined && { ratedBy }),
    aliases: [],
    ...(description !== undefined && { description }),
    clause,
    span: record.span,
  };
  return { metric, aliases: cells.get("aliases") };
}

/** What a row says of the values that a metric, or a column of a log, may have. */
interface DomainRecord {
  readonly cells: { get(column: "unit" | "decimals" | "permitted"): GridCell | undefined };
}

/** The type, from the unit and the permitted values together. */
export function readDomain(
  name: string,
  { cells }: DomainRecord,
  context: DomainContext,
): { readonly type: Type; readonly permitted?: Permitted } {
  const [unitCell, permittedCell] = [cells.get("unit"), cells.get("permitted")];
  const type = unitCell ? readUnit(name, unitCell, context) : PLAIN_NUMBER;
  if (!permittedCell) return { type };
  const word = TYPE_WORDS.get(permittedCell.text.normalize("NFKC").toLowerCase());
  const found = word ? undefined : readPermitted(name, permittedCell, context);
  if (found?.kind === "numbers") return { type, permitted: found.permitted };
  const other = word ?? (found && choiceOf(name, found.names, context));
  if (!other) return { type };
  for (const column of ["unit", "decimals"] as const) {
    const cell = cells.get(column);
    const expected = { zh: "空，因为它不是数", en: "a blank, as it is no number" };
    if (cell) context.report(cellFinding(cell, name, COLUMNS[column], expected));
  }
  return { type: other };
}

function readPermitted(name: string, cell: GridCell, { text, report }: DomainContext): ReturnType<typeof permittedOf> {
  const test = parseCell(text, cell, report, parseCellTest);
  const found = test && permittedOf(test);
  if (test && !found) report(cellFinding(cell, name, COLUMNS.permitted, PERMITTED_EXPECTED));
  return found;
}

function choiceOf(
  name: string,
  values: readonly { readonly name: string; readonly span: GridCell["span"] }[],
  { report }: DomainContext,
): ChoiceType {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value.name)) report(diagnostic("choice-repeated", value.span, { value: value.name, choice: name }));
    seen.add(value.name);
  }
  return { kind: "choice", name, values: [...seen] };
}

function readUnit(name: string, cell: GridCell, { text, units, suggester, report }: DomainContext): Type {
  if (cell.text.normalize("NFKC") === "%") return PERCENT;
  const expression = parseCell(text, cell, report, (cursor) => parseUnit(cursor));
  const found = expression && resolveUnit(expression, { units }, report, suggester);
  if (!found) return PLAIN_NUMBER;
  if (equal(found.factor, ONE)) return numberOf(found.unit);
  const expected = { zh: "不带倍数的单位，如 CNY", en: "a unit without a multiple, such as CNY" };
  report(cellFinding(cell, name, COLUMNS.unit, expected));
  return PLAIN_NUMBER;
}

/** Of a percentage the decimals before the sign are counted: 98.5% has one, the number meant has three. */
export function readDecimals(
  name: string,
  { cells }: DomainRecord,
  percent: boolean,
  { report }: Pick<DomainContext, "report">,
): number | undefined {
  const cell = cells.get("decimals");
  if (!cell) return undefined;
  const digits = cell.text.normalize("NFKC");
  if (/^\d$/.test(digits)) return Number(digits) + (percent ? 2 : 0);
  report(cellFinding(cell, name, COLUMNS.decimals, { zh: "0 到 9 的整数", en: "a whole number from 0 to 9" }));
  return undefined;
}
