import { type AgentMonth, type Catalogue, type Outcome, readCell } from "../../engine/index.ts";
import type { AgentMonthsTable } from "./workbench-api.ts";

/** Rows of a data set as the engine reads them; columns that the catalogue does not know are left out. */
export function readAgentMonths(table: AgentMonthsTable, catalogue: Catalogue): AgentMonth[] {
  const metrics = table.columns.map((column) => catalogue.metrics.get(column));
  return table.rows.map(({ agent, month, values: cells }) => {
    const values = new Map<string, Outcome>();
    metrics.forEach((metric, at) => {
      const cell = cells[at];
      if (metric === undefined || cell === null || cell === undefined) return;
      const outcome = readCell(metric, cell);
      if (outcome !== undefined) values.set(metric.name, outcome);
    });
    return { agent, month, values };
  });
}
