import { type Catalogue, formatCell, isRowError, type Localized, readCell } from "../../engine/index.ts";

/** Why a cell cannot be put into a data set. */
export type CellFault =
  | { readonly fault: "metric-unknown" }
  | { readonly fault: "metric-computed" }
  | { readonly fault: "value"; readonly message: Localized };

/** A cell of a metric as a data set keeps it, null where it is blank; or why it cannot be. */
export function canonicalCell(
  { metrics }: Pick<Catalogue, "metrics">,
  name: string,
  text: string | null,
): { readonly cell: string | null } | CellFault {
  const metric = metrics.get(name);
  if (!metric) return { fault: "metric-unknown" };
  if (metric.rate) return { fault: "metric-computed" };
  const value = text === null ? undefined : readCell(metric, text);
  if (value === undefined) return { cell: null };
  return isRowError(value) ? { fault: "value", message: value.message } : { cell: formatCell(metric, value) };
}
