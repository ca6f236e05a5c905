import { columnsOf } from "../../columns/columns-builder.ts";
import type { AgentMonth, Program } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { isRational, type Outcome } from "../../values/value.ts";
import { createBatch } from "../batch.ts";
import type { Evaluation } from "../evaluation.ts";

/** How many results were compared, and the first of those that differ, in words. */
export interface Agreement {
  readonly values: number;
  readonly errors: number;
  readonly differences: readonly string[];
  /** How many names were computed. */
  readonly names: number;
  /** Names that the reference had to compute. */
  readonly beyond: readonly string[];
}

/** Every name of a program in every row: what a batch computes beside what the reference says. */
export function compareWithLaw(program: Program, rows: readonly AgentMonth[]): Agreement {
  const names = [...program.definitions.keys()];
  const evaluation = createBatch(program, columnsOf(rows, program.catalogue), { names }).evaluate();
  return compare(evaluation, new Reference(program, rows), rows);
}

const MOST_DIFFERENCES = 5;

export function compare(evaluation: Evaluation, law: Reference, rows: readonly AgentMonth[]): Agreement {
  const { source } = evaluation.columns;
  const differences: string[] = [];
  let [values, errors] = [0, 0];
  for (const column of evaluation.results.values()) {
    for (const [row, from] of source.entries()) {
      const at = rows[from];
      if (at === undefined) continue;
      const [found, expected] = [column.at(row), law.value(column.name, at)].map(asText);
      if (expected?.startsWith("error")) errors += 1;
      else values += 1;
      if (found === expected || differences.length >= MOST_DIFFERENCES) continue;
      differences.push(`${column.name} of ${at.agent} in ${at.month}: batch ${found}, reference ${expected}`);
    }
  }
  return { values, errors, differences, names: evaluation.results.size, beyond: [...evaluation.beyond.keys()] };
}

function asText(outcome: Outcome): string {
  if (isRational(outcome)) return `${outcome.numerator}/${outcome.denominator}`;
  if (typeof outcome !== "object") return `${typeof outcome} ${outcome}`;
  return `error ${outcome.code} ${outcome.name} ${outcome.message.zh} ${outcome.message.en}`;
}
