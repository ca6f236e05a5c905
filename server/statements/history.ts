import { type AgentMonth, type Outcome, type Program, readCell } from "../../engine/index.ts";

/** Agent-months on their way to another thread: one text, which is handed over much faster than its rows. */
export interface HistoryPage {
  /** Metric names, in the order of the cells. */
  readonly columns: readonly string[];
  /** JSON: `[agent, month, cells]` of each row, null where blank. */
  readonly rows: string;
}

export type HistoryRow = readonly [agent: string, month: string, cells: readonly (string | null)[]];

export const historyPage = (columns: readonly string[], rows: readonly HistoryRow[]): HistoryPage => ({
  columns,
  rows: JSON.stringify(rows),
});

/** As the run saw them. */
export function readHistory({ catalogue }: Program, pages: readonly HistoryPage[]): AgentMonth[] {
  return pages.flatMap(({ columns, rows }) => {
    const metrics = columns.map((name) => catalogue.metrics.get(name));
    return (JSON.parse(rows) as HistoryRow[]).map(([agent, month, cells]): AgentMonth => {
      const values = new Map<string, Outcome>();
      for (const [at, metric] of metrics.entries()) {
        const outcome = metric && readCell(metric, cells[at] ?? "");
        if (metric && outcome !== undefined) values.set(metric.name, outcome);
      }
      return { agent, month, values };
    });
  });
}
