import { withSuggestion } from "../check/resolve/scope.ts";
import type { Suggester } from "../check/resolve/suggester.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { GridCell, RatesStatement } from "../syntax/ast.ts";
import { parseIdentifier } from "../syntax/parse-expression.ts";
import { numberOf, PERCENT, type Type } from "../values/type.ts";
import { divideUnits, isUnitless } from "../values/unit.ts";
import { cellFinding, parseCell } from "./cell.ts";
import { readDirection } from "./direction.ts";
import { type Column, type Report, readRecords } from "./grid-records.ts";
import type { Metric } from "./metric.ts";
import type { MetricNames } from "./metric-names.ts";

const COLUMNS = {
  name: { zh: "指标", en: "metric", required: true },
  key: { zh: "英文键", en: "key", required: true },
  numerator: { zh: "分子", en: "numerator", required: true },
  denominator: { zh: "分母", en: "denominator", required: true },
  direction: { zh: "方向", en: "direction" },
  description: { zh: "说明", en: "description" },
} as const satisfies Record<string, Column>;

interface Context {
  readonly text: string;
  /** The imported metrics of the whole catalogue, by name. */
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly names: MetricNames;
  readonly suggester: Suggester;
  readonly report: Report;
}

/** Reads the rates of one grid; a row that lacks a readable name or part is left out. */
export function readRates({ grid, clause }: RatesStatement, context: Context): Metric[] {
  const { names, report } = context;
  return readRecords(grid, COLUMNS, report).flatMap(({ cells, span }) => {
    const claimed = names.claim(cells.get("name"), cells.get("key"));
    if (!claimed) return [];
    const numerator = readPart("numerator", claimed.name, cells.get("numerator"), context);
    const denominator = readPart("denominator", claimed.name, cells.get("denominator"), context);
    if (!numerator || !denominator) return [];
    const description = cells.get("description")?.text;
    return [
      {
        ...claimed,
        type: quotientType(numerator.type, denominator.type),
        direction: readDirection(claimed.name, cells.get("direction"), COLUMNS.direction, report),
        rate: { numerator: numerator.name, denominator: denominator.name },
        aliases: [],
        ...(description !== undefined && { description }),
        clause,
        span,
      },
    ];
  });
}

function readPart(
  column: "numerator" | "denominator",
  rate: string,
  cell: GridCell | undefined,
  { text, metrics, suggester, report }: Context,
): Metric | undefined {
  const identifier = cell && parseCell(text, cell, report, (cursor) => parseIdentifier(cursor));
  if (!cell || !identifier) return undefined;
  const metric = metrics.get(identifier.name);
  if (!metric) {
    const nearest = suggester.nearest(identifier.name, metrics.keys());
    report(diagnostic("metric-unknown", identifier.span, ...withSuggestion(identifier, nearest)));
    return undefined;
  }
  if (metric.type.kind === "number") return metric;
  report(cellFinding(cell, rate, COLUMNS[column], { zh: "数值指标", en: "a metric that is a number" }));
  return undefined;
}

/** A share of like in like is a percentage. */
function quotientType(numerator: Type, denominator: Type): Type {
  if (numerator.kind !== "number" || denominator.kind !== "number") return PERCENT;
  const unit = divideUnits(numerator.unit, denominator.unit);
  return isUnitless(unit) ? PERCENT : numberOf(unit);
}
