import { isErrorCell, type TableRow } from "../data/table-file.ts";
import { DateEvidence } from "./dates.ts";
import { isTotal } from "./row-reader.ts";
import { isClock } from "./units.ts";

/** What the cells of one column have in common. */
export class ColumnProfile {
  filled = 0;
  /** Cells that are a time such as 0:02:23. */
  clocks = 0;
  /** Numbers without a percent sign that are more than a percentage as a fraction would be. */
  largeNumbers = 0;
  readonly dates = new DateEvidence();

  take(cell: string): void {
    if (cell === "" || isErrorCell(cell) || isTotal(cell)) return;
    this.filled += 1;
    if (isClock(cell)) this.clocks += 1;
    if (/^[+-]?\d/.test(cell) && Math.abs(Number(cell)) > 1.5) this.largeNumbers += 1;
    this.dates.take(cell);
  }
}

/** The rows below a header, looked at once and not kept. */
export class FileProfile {
  readonly columns: ColumnProfile[];
  /** The first of them, for the eye. */
  readonly sample: TableRow[] = [];
  rows = 0;

  constructor(headers: readonly string[]) {
    this.columns = headers.map(() => new ColumnProfile());
  }

  take(row: TableRow): void {
    this.rows += 1;
    if (this.sample.length < SAMPLE) this.sample.push(row);
    for (const [at, column] of this.columns.entries()) column.take(row.cells[at] ?? "");
  }
}

const SAMPLE = 20;
