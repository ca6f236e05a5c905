/** Figures from which the edges of a scheme are looked at: its own examples, and samples of what is permitted. */
import { rowOf as exampleRow } from "../check/examples.ts";
import { only } from "../check/prove/domain.ts";
import type { Model } from "../check/prove/model.ts";
import { sampleRows } from "../check/prove/sample.ts";
import type { Scope } from "../check/prove/scope.ts";
import { seek } from "../check/prove/seek.ts";
import type { AgentMonth, Example, Output, Program } from "../ir/program.ts";
import { Reference } from "../reference/reference.ts";
import { monthAt, monthIndex } from "../values/month.ts";
import type { Rational } from "../values/rational.ts";
import { isRowError } from "../values/value.ts";
import type { Edge } from "./edges.ts";

/** Figures of a month, and what its rules may look back to. */
export interface Situation {
  readonly at: AgentMonth;
  readonly others: readonly AgentMonth[];
  /** Over the others. */
  readonly reference: Reference;
}

/** Figures to start from. */
export interface Base extends Situation {
  readonly example?: Example;
}

/** The examples that give at least one of the outputs, first those that give the most. */
export function examplesOf(program: Program, outputs: readonly Output[]): Base[] {
  const rows = program.examples.map((example) => ({ example, at: exampleRow(example, program) }));
  const histories = Map.groupBy(rows, ({ example }) => example.history);
  const bases = rows.map(({ example, at }) => {
    const others = (histories.get(example.history) ?? []).flatMap((row) => (row.at === at ? [] : [row.at]));
    const reference = new Reference(program, others);
    const computed = outputs.filter(({ name }) => !isRowError(reference.value(name, at))).length;
    return { base: { at, others, reference, example }, computed };
  });
  return bases
    .filter(({ computed }) => computed > 0)
    .sort((a, b) => b.computed - a.computed)
    .map(({ base }) => base);
}

/** How many earlier months rules may look back to here. */
const HISTORY = 12;

/** Crooked figures from all that the catalogue permits. */
export const samplesOf = (scope: Scope): Base[] =>
  [...sampleRows(scope)].map((row) => withYearBefore(scope.model, row));

/** How long to look for figures that lead to one edge. */
const PATIENCE = 100;

/** Simple figures that lead to the edge itself and give an output a value; none where the search finds none. */
export function soughtFor(scope: Scope, { subject, bound }: Edge, outputs: readonly Output[]): Base[] {
  const { model } = scope;
  const value = model.constant(bound);
  if (value === undefined) return [];
  const reference = new Reference(model.program, []);
  for (const { name, type, span } of outputs) {
    const search = seek(scope, {
      goals: [
        { term: subject, target: only(value) },
        { term: { kind: "reference", name, type, span }, target: scope.get(name) },
      ],
      confirms: (row) => !isRowError(reference.value(name, row)),
      patience: PATIENCE,
    });
    if (search.kind === "found") return [withYearBefore(model, search.row)];
  }
  return [];
}

/** The same figures in this month and in each that rules may look back to. */
function withYearBefore(model: Model, at: AgentMonth): Base {
  const ago = (months: number): AgentMonth => ({ ...at, month: monthAt(monthIndex(at.month) - months) });
  const others = Array.from({ length: HISTORY }, (_, months) => ago(months + 1));
  return { at, others, reference: new Reference(model.program, others) };
}

export const withFigure = (row: AgentMonth, figure: string, value: Rational): AgentMonth => ({
  ...row,
  values: new Map(row.values).set(figure, value),
});

export const isEarlier = ({ agent, month }: AgentMonth, { at }: Base): boolean =>
  agent === at.agent && month < at.month;
