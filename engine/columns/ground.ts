import type { Catalogue } from "../catalogue/metric.ts";
import type { Ground, MetricGround } from "../lower/ground.ts";
import type { Columns, MetricColumn } from "./columns.ts";
import { type MonthRows, rowsByMonth } from "./month-rows.ts";

/** What the columns hold and where their numbers end: tighter than what the catalogue declares. */
export function groundOf(
  columns: Columns,
  { metrics }: Pick<Catalogue, "metrics">,
  byMonth: MonthRows = rowsByMonth(columns),
): Ground {
  const known = new Map<string, MetricGround>();
  for (const { name, rate } of metrics.values()) {
    if (!rate) known.set(name, groundOfColumn(columns.metrics.get(name), columns.length));
  }
  let [least, greatest, agents] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const [month, rows] of byMonth) {
    least = Math.min(least, month);
    greatest = Math.max(greatest, month);
    agents = Math.max(agents, rows.length);
  }
  return {
    metrics: known,
    months: { least: Math.min(least, greatest), greatest },
    agents,
    unique: columns.repeated.size === 0,
  };
}

function groundOfColumn(column: MetricColumn | undefined, rows: number): MetricGround {
  const places = column?.kind === "number" ? column.places : 0;
  return {
    places,
    least: BigInt(column?.least ?? 0),
    greatest: BigInt(column?.greatest ?? 0),
    complete: column ? column.absent === undefined : rows === 0,
    valid: !column || column.aside.size === 0,
  };
}
