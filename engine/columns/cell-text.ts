import { formatCell } from "../catalogue/read-cell.ts";
import { isRowError } from "../values/value.ts";
import { type MetricColumn, outcomeAt } from "./columns.ts";
import { decimalText } from "./scaled.ts";

/**
 * The text of a row's cell as `readCell` reads it back; `undefined` where it is blank or held no
 * permitted value, whose text is not kept.
 */
export function cellText(column: MetricColumn, row: number): string | undefined {
  if (column.kind === "number" && !column.absent?.[row]) return decimalText(column.values[row] ?? 0, column.places);
  const outcome = outcomeAt(column, row);
  return outcome === undefined || isRowError(outcome) ? undefined : formatCell(column.metric, outcome);
}
