import { agentAt, type Columns, monthOf, outcomeAt } from "./columns.ts";
import { ColumnsBuilder } from "./columns-builder.ts";

/** The rows of several populations as those of one, in the order given; a metric that one of them lacks is blank in its rows. */
export function joinColumns(parts: readonly Columns[]): Columns {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const metrics = new Map(
    parts.flatMap((part) => [...part.metrics].map(([name, { metric }]) => [name, metric] as const)),
  );
  const builder = new ColumnsBuilder([...metrics.values()]);
  for (const part of parts) {
    const columns = [...metrics.keys()].map((name) => part.metrics.get(name));
    for (const row of inSourceOrder(part)) {
      builder.row(agentAt(part, row), monthOf(part, row));
      for (const [at, column] of columns.entries()) {
        if (!column) continue;
        if (column.kind === "number" && !column.absent?.[row])
          builder.scaled(at, column.values[row] ?? 0, column.places);
        else builder.outcome(at, outcomeAt(column, row));
      }
    }
  }
  return builder.finish();
}

function inSourceOrder({ source, length }: Columns): Int32Array {
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row += 1) rows[source[row] ?? 0] = row;
  return rows;
}
