import {
  type Batch,
  type ColumnData,
  type Columns,
  type Counted,
  CoverageCount,
  createBatch,
  type Evaluation,
  earliestMonth,
  type Month,
  monthIndex,
  monthsWithin,
  PeersLeftOut,
  type Program,
  RowQuestions,
  rowsOf,
  type Turn,
} from "../../engine/index.ts";
import { outputColumns } from "./outcomes.ts";
import { remember } from "./remember.ts";
import type { OutputColumn } from "./workbench-api.ts";

/** What one version gives the agents of a month. */
export interface Evaluated {
  readonly program: Program;
  /** The month and as many before it as rules look back to. */
  readonly columns: Columns;
  readonly month: Month;
  /** The rows of the month, in the order of the data: what all arrays below go by. */
  readonly rows: Int32Array;
  readonly outputs: readonly OutputColumn[];
  /** By output and by action. */
  readonly cells: readonly ColumnData[];
  readonly verdicts: readonly ColumnData[];
  /** Where errors are asked for; its arrays change with the next evaluation. */
  readonly evaluation: Evaluation;
  readonly counted: Counted;
  /** How many were ranked or averaged among peers of whom some had to be left out. */
  readonly provisional: number;
}

/** Evaluates one text after another over the same data: after an edit only what it changed is computed. */
export class Evaluator {
  #batch: Batch | undefined;
  #last: { readonly from: readonly unknown[]; readonly evaluated: Evaluated } | undefined;
  readonly #within = remember(monthsWithin);
  readonly #rowsIn = remember(rowsInMonth);

  /** Resolves with `undefined` where the work was given up. */
  async evaluate(program: Program, columns: Columns, month: Month, turn: Turn): Promise<Evaluated | undefined> {
    const from = [program, columns, month];
    if (this.#last?.from.every((part, at) => part === from[at])) return this.#last.evaluated;
    this.#last = undefined;
    const questions = new RowQuestions(program);
    const peers = new PeersLeftOut(program, questions);
    const coverage = new CoverageCount(program, undefined, questions);
    const outputs = outputColumns(program);
    const names = [...outputs, ...program.actions].map(({ name }) => name);
    const asked = [...names, ...coverage.names, ...peers.names];
    const extended = coverage.program;
    const within = this.#within(columns, earliestMonth(extended, asked, month), month);
    const batch =
      this.#batch?.columns === within
        ? this.#batch.edited(extended, { names: asked })
        : createBatch(extended, within, { names: asked });
    this.#batch = batch;
    const evaluation = await orGivenUp(batch.whatIfSteadily(AS_WRITTEN, turn), turn);
    if (evaluation === undefined) return undefined;
    const rows = this.#rowsIn(within, month);
    const pick = ({ name }: { readonly name: string }): ColumnData => {
      const column = evaluation.results.get(name);
      return column === undefined ? nothing(name, rows.length) : rowsOf(column, rows);
    };
    const evaluated: Evaluated = {
      program,
      columns: within,
      month,
      rows,
      outputs,
      cells: outputs.map(pick),
      verdicts: program.actions.map(pick),
      evaluation,
      counted: coverage.of(evaluation, rows),
      provisional: peers.count(evaluation, rows),
    };
    this.#last = { from, evaluated };
    return evaluated;
  }
}

const AS_WRITTEN = new Map<string, never>();

/** A name that is not computed at all: an error of the text hides what it is. */
const nothing = (name: string, length: number): ColumnData => ({
  name,
  type: { kind: "unknown" },
  values: { kind: "text", codes: 0, texts: [] },
  missing: new Uint8Array(length).fill(1),
  aside: new Map(),
});

async function orGivenUp<T>(work: Promise<T>, { signal }: Turn): Promise<T | undefined> {
  try {
    return await work;
  } catch (cause) {
    if (signal?.aborted) return undefined;
    throw cause;
  }
}

/** In the order of the source. */
function rowsInMonth({ month, source }: Columns, wanted: Month): Int32Array {
  const index = monthIndex(wanted);
  const rows = Int32Array.from(month.keys()).filter((row) => month[row] === index);
  return rows.sort((a, b) => (source[a] ?? 0) - (source[b] ?? 0));
}
