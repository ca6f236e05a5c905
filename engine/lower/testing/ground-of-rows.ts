import type { Catalogue, Metric } from "../../catalogue/metric.ts";
import type { AgentMonth } from "../../ir/program.ts";
import { monthIndex } from "../../values/month.ts";
import { decimalsOf } from "../../values/rational.ts";
import { isRational, isRowError, type Value } from "../../values/value.ts";
import { larger, smaller } from "../bounds.ts";
import { dayNumber } from "../calendar.ts";
import type { Ground, MetricGround } from "../ground.ts";

/** What the rows really hold. */
export function groundOfRows(rows: readonly AgentMonth[], catalogue: Catalogue): Ground {
  const months = rows.map(({ month }) => monthIndex(month));
  const metrics = [...catalogue.metrics.values()].filter(({ rate }) => !rate);
  return {
    metrics: new Map(metrics.map((metric) => [metric.name, groundOfMetric(rows, metric)])),
    months: { least: Math.min(...months), greatest: Math.max(...months) },
    agents: Math.max(...[...Map.groupBy(rows, ({ month }) => month).values()].map(({ length }) => length)),
    unique: new Set(rows.map(({ agent, month }) => `${month} ${agent}`)).size === rows.length,
  };
}

function groundOfMetric(rows: readonly AgentMonth[], metric: Metric): MetricGround {
  const cells = rows.flatMap(({ values }) => values.get(metric.name) ?? []);
  const known = cells.flatMap((cell) => (isRowError(cell) ? [] : [cell]));
  const places = known.reduce((most, value) => Math.max(most, isRational(value) ? (decimalsOf(value) ?? 0) : 0), 0);
  const integers = known.map((value) => integerOf(value, metric, places));
  const [first = 0n] = integers;
  return {
    places,
    least: integers.reduce(smaller, first),
    greatest: integers.reduce(larger, first),
    complete: known.length === rows.length,
    valid: known.length === cells.length,
  };
}

/** The integer that a cell is in a program in whole numbers. */
export function integerOf(value: Value, { type }: Metric, places: number): bigint {
  if (isRational(value)) return (value.numerator * 10n ** BigInt(places)) / value.denominator;
  if (type.kind === "choice") return BigInt(type.values.indexOf(String(value)));
  return type.kind === "date" ? BigInt(dayNumber(String(value))) : 0n;
}
