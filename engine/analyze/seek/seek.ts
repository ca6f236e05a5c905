/** What one lever would have to be for a bound on the population to hold: every value of its grid is tried. */
import { createBatch } from "../../batch/batch.ts";
import { keep, type ResultColumn } from "../../batch/result-column.ts";
import type { Turn } from "../../batch/work.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Compilation } from "../../compile.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../ir/program.ts";
import { compare, type Rational } from "../../values/rational.ts";
import { type Extent, rowsWithin } from "../compare/rows-within.ts";
import { asParams } from "../levers/as-params.ts";
import { Baseline, type Effect } from "../levers/effect.ts";
import { type Lever, type Move, moveOf } from "../levers/lever.ts";
import { refusalsOf } from "../levers/what-if-errors.ts";
import { type Goal, GoalReader, type Reached } from "./goal.ts";
import { type Grid, stepsFromToday } from "./grid.ts";

export interface SeekOptions extends Extent {
  /** All of them are to hold. */
  readonly goals: readonly Goal[];
  /** What tells who is affected: a number that the scheme puts out; where absent, the name of the first goal. */
  readonly output?: string;
  /** Why the scheme does not permit a move; where absent, what `refusalsOf` finds. */
  readonly refusal?: (move: Move) => Diagnostic | undefined;
}

export interface Sought {
  readonly lever: Lever;
  /** How many values were tried. */
  readonly tried: number;
  /** As the scheme is written, goal by goal. */
  readonly today: readonly Reached[];
  /** Every value at which all goals hold and which the scheme permits, in unbroken runs of the grid, ascending. */
  readonly ranges: readonly ValueRange[];
  /** Of these values the nearest to today's, the smaller of two that are equally near; absent where there is none. */
  readonly best?: Solution;
  /** Of the values of the grid at which some goal fails the nearest to `best`: how close the bound is. */
  readonly beyond?: Solution;
  /** Values at which all goals hold but which the scheme does not permit, ascending. */
  readonly refused: readonly { readonly value: Rational; readonly diagnostic: Diagnostic }[];
}

export interface ValueRange {
  readonly first: Rational;
  readonly last: Rational;
  /** How many values of the grid. */
  readonly count: number;
}

export interface Solution {
  readonly values: readonly { readonly lever: Lever; readonly value: Rational }[];
  /** Goal by goal. */
  readonly reached: readonly Reached[];
  /** Against the scheme as written; absent for what is no number. */
  readonly effect?: Effect;
}

export async function seek(
  compilation: Compilation,
  columns: Columns,
  grid: Grid,
  options: SeekOptions,
  turn: Turn,
): Promise<Sought> {
  const { lever, values } = grid;
  const trial = new Trial(compilation.program, columns, [grid], options);
  const meeting: { readonly at: number; readonly value: Rational }[] = [];
  for (const [at, value] of values.entries()) {
    turn.signal?.throwIfAborted();
    if (trial.meets([value])) meeting.push({ at, value });
    turn.onProgress?.(((at + 1) / values.length) * TRYING);
    await turn.pause();
  }
  const refusal = options.refusal ?? refusalsOf(compilation);
  const refused: { value: Rational; diagnostic: Diagnostic }[] = [];
  const permitted: { readonly at: number; readonly value: Rational }[] = [];
  for (const [at, each] of meeting.entries()) {
    turn.signal?.throwIfAborted();
    const diagnostic = refusal(moveOf(lever, each.value));
    if (diagnostic) refused.push({ value: each.value, diagnostic });
    else permitted.push(each);
    turn.onProgress?.(TRYING + ((at + 1) / meeting.length) * (1 - TRYING));
    await turn.pause();
  }
  const [nearest] = permitted.toSorted((a, b) => compare(stepsFromToday(grid, a.value), stepsFromToday(grid, b.value)));
  const failing = nearest && nearestFailing(values, new Set(meeting.map(({ at }) => at)), nearest.at);
  return {
    lever,
    tried: values.length,
    today: trial.today,
    ranges: rangesOf(permitted),
    ...(nearest && { best: trial.solution([nearest.value]) }),
    ...(failing && { beyond: trial.solution([failing]) }),
    refused,
  };
}

/** Of the time, where values are tried; then the scheme is asked which of them it permits. */
const TRYING = 0.7;

function nearestFailing(values: readonly Rational[], meeting: ReadonlySet<number>, from: number): Rational | undefined {
  for (let steps = 1; steps < values.length; steps += 1) {
    const found = [from - steps, from + steps].find((at) => values[at] && !meeting.has(at));
    if (found !== undefined) return values[found];
  }
  return undefined;
}

function rangesOf(found: readonly { readonly at: number; readonly value: Rational }[]): ValueRange[] {
  const ranges: { first: Rational; last: Rational; count: number; end: number }[] = [];
  for (const { at, value } of found) {
    const open = ranges.at(-1);
    if (open && open.end === at - 1) {
      open.last = value;
      open.count += 1;
      open.end = at;
    } else ranges.push({ first: value, last: value, count: 1, end: at });
  }
  return ranges.map(({ first, last, count }) => ({ first, last, count }));
}

/** A scheme over a population, whose levers are set to one combination of values after another. */
export class Trial {
  readonly today: readonly Reached[];
  readonly #grids: readonly Grid[];
  readonly #output: string;
  readonly #readers: readonly { readonly name: string; readonly reader: GoalReader }[];
  readonly #baseline: Baseline | undefined;
  readonly #resultsOf: (move: Move) => ReadonlyMap<string, ResultColumn>;

  constructor(program: Program, columns: Columns, grids: readonly Grid[], options: SeekOptions) {
    const { goals } = options;
    this.#grids = grids;
    this.#output = options.output ?? goals[0]?.name ?? "";
    const rows = rowsWithin(columns, options);
    this.#readers = goals.map((goal) => ({ name: goal.name, reader: new GoalReader(goal, columns, rows) }));
    const moves = grids.flatMap(({ lever, values }) => values.map((value) => moveOf(lever, value)));
    // Every output stays in a column, so that a move computes only what depends on it.
    const names = [...program.outputs, ...goals].map(({ name }) => name);
    const batch = createBatch(asParams(program, moves), columns, { names });
    const { results } = batch.evaluate();
    this.today = this.#read(results);
    const before = results.get(this.#output);
    this.#baseline = before?.type.kind === "number" ? new Baseline(keep(before), columns, rows) : undefined;
    this.#resultsOf = (move) => batch.whatIf(move).results;
  }

  /** @param values one for each grid, in their order */
  meets(values: readonly Rational[]): boolean {
    return this.#read(this.#resultsOf(this.#moveOf(values))).every(({ meets }) => meets);
  }

  solution(values: readonly Rational[]): Solution {
    const results = this.#resultsOf(this.#moveOf(values));
    const after = results.get(this.#output);
    return {
      values: this.#grids.flatMap(({ lever }, at) => {
        const value = values[at];
        return value ? [{ lever, value }] : [];
      }),
      reached: this.#read(results),
      ...(this.#baseline && after && { effect: this.#baseline.effectOf(after) }),
    };
  }

  #moveOf(values: readonly Rational[]): Move {
    return new Map(this.#grids.flatMap(({ lever }, at) => (values[at] ? [...moveOf(lever, values[at])] : [])));
  }

  #read(results: ReadonlyMap<string, ResultColumn>): Reached[] {
    return this.#readers.flatMap(({ name, reader }) => {
      const column = results.get(name);
      return column ? [reader.read(column)] : [];
    });
  }
}
