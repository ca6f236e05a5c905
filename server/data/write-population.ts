import { agentAt, cellText, monthOf, type Columns as Population } from "../../engine/index.ts";
import { formatCsv } from "./write-csv.ts";

/** Rows written at once. */
const CHUNK = 10_000;

/**
 * Columns as a CSV file, in pieces, rows in the order of the source. A cell that held no permitted
 * value is blank: its text is not kept.
 */
export function* populationCsv(population: Population): Generator<string> {
  const metrics = [...population.metrics];
  yield formatCsv([["月份", "工号", ...metrics.map(([name]) => name)]]);
  const rows = rowsInSourceOrder(population);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const records = Array.from(rows.subarray(start, start + CHUNK), (row) => [
      monthOf(population, row),
      agentAt(population, row),
      ...metrics.map(([, column]) => cellText(column, row) ?? ""),
    ]);
    yield formatCsv(records);
  }
}

/** For each place in the source the row. */
export function rowsInSourceOrder({ length, source }: Population): Int32Array {
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row += 1) rows[source[row] ?? 0] = row;
  return rows;
}
