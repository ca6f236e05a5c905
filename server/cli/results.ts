import {
  type AgentMonth,
  isRowError,
  type Localized,
  type Program,
  type Reference,
  type Value,
} from "../../engine/index.ts";
import type { DataRow } from "../data/agent-months.ts";

/** What a scheme gives for one row: a value for each output in order, and the actions that follow. */
export interface Computed {
  readonly values: readonly Value[];
  readonly actions: readonly string[];
}

/** Told of every row as it is computed. */
export interface Observer {
  /** `row` is absent where nothing can be computed for the row, whatever the scheme. */
  row(month: string, row: AgentMonth | undefined, reference: Reference): void;
}

/** Each row with its results or the reason why there are none, in the order given. */
export function* computeRows(
  program: Program,
  reference: Reference,
  rows: readonly DataRow[],
  observers: readonly Observer[] = [],
): Generator<{ readonly row: DataRow; readonly outcome: Computed | Localized }> {
  for (const row of rows) {
    const { month, agent, values, problem } = row;
    // A copy, so that what is remembered of the row can go when its line is written.
    const at = { month, agent, values };
    const outcome = problem ?? computeRow(program, reference, at);
    for (const observer of observers) observer.row(month, problem ? undefined : at, reference);
    yield { row, outcome };
  }
}

/**
 * The first error in the order of the outputs, then of the actions, stands for the row: a row is computed
 * as a whole or not at all.
 */
function computeRow(program: Program, reference: Reference, row: AgentMonth): Computed | Localized {
  const values: Value[] = [];
  for (const { name } of program.outputs) {
    const outcome = reference.value(name, row);
    if (isRowError(outcome)) return outcome.message;
    values.push(outcome);
  }
  const actions: string[] = [];
  for (const { name } of program.actions) {
    const outcome = reference.value(name, row);
    if (isRowError(outcome)) return outcome.message;
    if (outcome === true) actions.push(name);
  }
  return { values, actions };
}
