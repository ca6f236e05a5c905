import { ColumnHistory } from "../columns/column-history.ts";
import type { Columns } from "../columns/columns.ts";
import { rowsByMonth } from "../columns/month-rows.ts";
import type { Program } from "../ir/program.ts";
import { allTerms } from "../ir/walk.ts";
import { Reference } from "../reference/reference.ts";
import { UNKNOWN } from "../values/type.ts";
import type { Outcome } from "../values/value.ts";
import { LawColumn } from "./law-column.ts";
import type { ResultColumn } from "./result-column.ts";
import type { Work } from "./work.ts";

/** Rows after which the reference gives way: a few milliseconds. */
const CHUNK = 256;

/** The reference over columns: slow, and right by definition. */
export class Law {
  readonly #program: Program;
  readonly #columns: Columns;
  readonly #history: ColumnHistory;
  readonly #reference: Reference;

  constructor(program: Program, columns: Columns) {
    this.#program = program;
    this.#columns = columns;
    this.#history = new ColumnHistory(columns);
    this.#reference = new Reference(program, this.#history);
  }

  at(name: string, row: number): Outcome {
    return this.#reference.value(name, this.#history.at(row));
  }

  /** Whole columns of names, in the order in which they are given. */
  *columnsOf(names: readonly string[]): Work<ResultColumn[]> {
    const { definitions } = this.#program;
    const { length } = this.#columns;
    const made = names.map(
      (name) => new LawColumn(name, definitions.get(name)?.type ?? UNKNOWN, length, (row) => this.at(name, row)),
    );
    let done = 0;
    for (const row of this.#rows()) {
      for (const column of made) column.take(row, this.at(column.name, row));
      done += 1;
      if (done % CHUNK === 0) yield done / length;
    }
    return made;
  }

  /** Whoever looks at peers needs a month as a whole; all else stays with the agent. */
  *#rows(): Generator<number> {
    const looksAtPeers = [...allTerms(this.#program)].some(({ kind }) => kind === "peers");
    if (looksAtPeers) for (const rows of rowsByMonth(this.#columns).values()) yield* rows;
    else for (let row = 0; row < this.#columns.length; row += 1) yield row;
  }
}
