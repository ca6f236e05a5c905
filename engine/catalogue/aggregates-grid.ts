import { Fitting } from "../check/resolve/fitting.ts";
import { withSuggestion } from "../check/resolve/scope.ts";
import type { Suggester } from "../check/resolve/suggester.ts";
import { Typing } from "../check/resolve/typing.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Localized } from "../diagnostics/localized.ts";
import type { Term } from "../ir/term.ts";
import { within } from "../ir/walk.ts";
import type { LineIndex } from "../source/line-index.ts";
import type { AggregatesStatement, GridCell } from "../syntax/ast.ts";
import { parseExpression, parseIdentifier } from "../syntax/parse-expression.ts";
import { describeType, type Type } from "../values/type.ts";
import { sameUnit } from "../values/unit.ts";
import { cellFinding, parseCell } from "./cell.ts";
import type { Aggregate, EventLog, LogColumn } from "./event-log.ts";
import { type Column, type GridRecord, type Report, readRecords } from "./grid-records.ts";
import type { Catalogue, Metric } from "./metric.ts";

const COLUMNS = {
  metric: { zh: "指标", en: "metric", required: true },
  method: { zh: "算法", en: "method", required: true },
  column: { zh: "列", en: "column" },
  condition: { zh: "条件", en: "condition" },
  blanks: { zh: "空白", en: "blanks" },
  description: { zh: "说明", en: "description" },
} as const satisfies Record<string, Column>;

type Cells = GridRecord<keyof typeof COLUMNS>["cells"];

const METHODS: ReadonlyMap<string, Aggregate["method"]> = new Map<string, Aggregate["method"]>([
  ["计数", "count"],
  ["count", "count"],
  ["求和", "sum"],
  ["sum", "sum"],
]);
const BLANKS: ReadonlyMap<string, Aggregate["blanks"]> = new Map<string, Aggregate["blanks"]>([
  ["报错", "error"],
  ["error", "error"],
  ["不计", "skip"],
  ["skip", "skip"],
]);

/** Terms that look beyond one line. */
const LOOKS_BEYOND: ReadonlySet<Term["kind"]> = new Set(["window", "streak", "peers", "calendar"]);

export interface AggregatesContext extends Pick<Catalogue, "units" | "conversions"> {
  readonly text: string;
  readonly lines: LineIndex;
  /** The metrics of the whole catalogue, by name; no rates. */
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Where each metric is aggregated already; what is read is added. */
  readonly aggregated: Map<string, number>;
  readonly suggester: Suggester;
  readonly report: Report;
}

/** Reads the aggregates of one grid over a log; a row that cannot be computed is left out. */
export function readAggregates({ grid }: AggregatesStatement, log: EventLog, context: AggregatesContext): Aggregate[] {
  const typing = typingOver(log, context);
  return readRecords(grid, COLUMNS, context.report).flatMap(({ cells, span }) => {
    const metric = readMetric(cells.get("metric"), context);
    const method = readWord("method", cells, METHODS, { zh: "计数或求和", en: "count or sum" }, context);
    const column = readColumn(cells, method, log, context);
    const condition = readCondition(cells.get("condition"), typing, context);
    const blanks = readWord("blanks", cells, BLANKS, { zh: "报错、不计或空着", en: "error, skip or a blank" }, context);
    if (!metric || !method || column === "wrong" || condition === "wrong") return [];
    if (method === "sum" && !fits(column?.metric.type, metric, cells, context)) return [];
    const reads = new Set([column, ...columnsIn(condition, log)].filter((one) => one !== undefined));
    return [
      {
        metric,
        method,
        ...(column && { column }),
        ...(condition && { condition }),
        blanks: blanks ?? "error",
        reads,
        span,
      },
    ];
  });
}

/** A metric of the catalogue that is imported, a number, and not aggregated elsewhere. */
function readMetric(cell: GridCell | undefined, context: AggregatesContext): Metric | undefined {
  const { text, metrics, aggregated, lines, suggester, report } = context;
  const identifier = cell && parseCell(text, cell, report, (cursor) => parseIdentifier(cursor));
  if (!cell || !identifier) return undefined;
  const metric = metrics.get(identifier.name);
  if (!metric) {
    const nearest = suggester.nearest(identifier.name, metrics.keys());
    report(diagnostic("metric-unknown", identifier.span, ...withSuggestion(identifier, nearest)));
    return undefined;
  }
  if (metric.type.kind !== "number" || metric.type.percent) {
    const expected = { zh: "不是百分数的数值指标", en: "a metric that is a number and no percentage" };
    report(cellFinding(cell, metric.name, COLUMNS.metric, expected));
    return undefined;
  }
  const line = aggregated.get(metric.name);
  if (line !== undefined) {
    report(diagnostic("aggregate-repeated", identifier.span, { metric: metric.name, line: String(line) }));
    return undefined;
  }
  aggregated.set(metric.name, lines.positionAt(identifier.span.start).line);
  return metric;
}

function readWord<T>(
  key: "method" | "blanks",
  cells: Cells,
  words: ReadonlyMap<string, T>,
  expected: Localized,
  { report }: AggregatesContext,
): T | undefined {
  const cell = cells.get(key);
  const found = cell && words.get(cell.text.normalize("NFKC").toLowerCase());
  if (cell && found === undefined) report(cellFinding(cell, cells.get("metric")?.text ?? "", COLUMNS[key], expected));
  return found;
}

function readColumn(
  cells: Cells,
  method: Aggregate["method"] | undefined,
  log: EventLog,
  { text, suggester, report }: AggregatesContext,
): LogColumn | "wrong" | undefined {
  const cell = cells.get("column");
  if (!cell) {
    const methodCell = cells.get("method");
    if (method !== "sum" || !methodCell) return undefined;
    const expected = { zh: "计数，或写明求和的列", en: "count, or a column that is summed" };
    report(cellFinding(methodCell, cells.get("metric")?.text ?? "", COLUMNS.method, expected));
    return "wrong";
  }
  const identifier = parseCell(text, cell, report, (cursor) => parseIdentifier(cursor));
  if (!identifier) return "wrong";
  const column = log.columns.get(identifier.name);
  if (column) return column;
  const nearest = suggester.nearest(identifier.name, log.columns.keys());
  const [args, details] = withSuggestion(identifier, nearest);
  report(diagnostic("log-column-unknown", identifier.span, { ...args, log: log.name }, details));
  return "wrong";
}

/** A sum has the unit of its column, and the metric must have it too. */
function fits(
  type: Type | undefined,
  { name, type: wanted }: Metric,
  cells: Cells,
  { report }: AggregatesContext,
): boolean {
  const same = type?.kind === "number" && wanted.kind === "number" && !type.percent && sameUnit(type.unit, wanted.unit);
  const cell = cells.get("column");
  if (same || !type || !cell) return same;
  const [expected, found] = [describeType(wanted), describeType(type)];
  const args = { metric: name, expectedZh: expected.zh, expectedEn: expected.en, foundZh: found.zh, foundEn: found.en };
  report(diagnostic("aggregate-type", cell.span, args));
  return false;
}

function readCondition(
  cell: GridCell | undefined,
  typing: Typing,
  { text, report }: AggregatesContext,
): Term | "wrong" | undefined {
  if (!cell) return undefined;
  const expression = parseCell(text, cell, report, (cursor) => parseExpression(cursor));
  if (!expression) return "wrong";
  const condition = typing.truth(expression);
  const terms = [...within(condition)];
  const beyond = terms.find(({ kind }) => LOOKS_BEYOND.has(kind));
  if (beyond) report(diagnostic("aggregate-looks-back", beyond.span, {}));
  return beyond || terms.some(({ kind }) => kind === "broken") ? "wrong" : condition;
}

/** Expressions whose names are the columns of the log. */
function typingOver({ columns }: EventLog, context: AggregatesContext): Typing {
  const metrics = new Map([...columns].map(([name, { metric }]) => [name, metric]));
  const { text, units, conversions, suggester, report } = context;
  return new Typing({
    fitting: new Fitting(text, report),
    scope: {
      declarations: new Map(),
      choices: new Map(),
      exceptions: new Map(),
      adjustments: new Map(),
      unread: new Set(),
    },
    catalogue: { metrics, units, conversions, find: () => undefined },
    currency: "CNY",
    suggester,
    types: new Map([...metrics].map(([name, { type }]) => [name, type])),
  });
}

const columnsIn = (condition: Term | undefined, { columns }: EventLog): LogColumn[] =>
  condition === undefined
    ? []
    : [...within(condition)].flatMap((term) => (term.kind === "reference" ? (columns.get(term.name) ?? []) : []));
