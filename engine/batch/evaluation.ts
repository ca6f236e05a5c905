import type { Columns } from "../columns/columns.ts";
import type { Localized } from "../diagnostics/localized.ts";
import type { Program } from "../ir/program.ts";
import { isRowError, type RowError } from "../values/value.ts";
import { keep, numberAt, type ResultColumn } from "./result-column.ts";

/** What a program gives for a population. */
export class Evaluation {
  /** With the values that its params had. */
  readonly program: Program;
  readonly columns: Columns;
  /** By name. Columns may stand where the next evaluation of the same batch writes; see `keep`. */
  readonly results: ReadonlyMap<string, ResultColumn>;
  /** Names that are too large or too deep for machine numbers, and why: the reference computed them, slowly. */
  readonly beyond: ReadonlyMap<string, Localized>;

  constructor(
    program: Program,
    columns: Columns,
    results: readonly ResultColumn[],
    beyond: ReadonlyMap<string, Localized>,
  ) {
    this.program = program;
    this.columns = columns;
    this.results = new Map(results.map((column) => [column.name, column]));
    this.beyond = beyond;
  }

  /** A copy that stays as it is, whatever the batch computes next: a baseline. */
  keep(): Evaluation {
    return new Evaluation(this.program, this.columns, [...this.results.values()].map(keep), this.beyond);
  }

  /** Every value that cannot be had, by name, then by row. */
  *errors(): Generator<{ readonly name: string; readonly row: number; readonly error: RowError }> {
    for (const [name, column] of this.results) {
      const { missing, length } = column;
      if (missing === 0) continue;
      for (let row = 0; row < length; row += 1) {
        if (numberAt(missing, row) === 0) continue;
        const error = column.at(row);
        if (isRowError(error)) yield { name, row, error };
      }
    }
  }
}
