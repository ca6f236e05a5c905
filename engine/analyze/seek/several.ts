/** Several levers: the smallest change that makes the goals hold, or what can be traded between two. */
import type { Turn } from "../../batch/work.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Compilation } from "../../compile.ts";
import { abs, add, compare, divide, equal, isZero, type Rational, subtract, ZERO } from "../../values/rational.ts";
import { type Lever, type Move, moveOf } from "../levers/lever.ts";
import { refusalsOf } from "../levers/what-if-errors.ts";
import type { Reached } from "./goal.ts";
import { type Grid, stepsFromToday } from "./grid.ts";
import { type SeekOptions, type Solution, Trial } from "./seek.ts";

/** How far a lever has been moved: in steps of its grid, or as a share of today's value. */
export type Measure = "steps" | "relative";

/** More combinations of values are not looked at: choose larger steps or fewer levers. */
export const MOST_COMBINATIONS = 100_000;

export interface SoughtTogether {
  readonly levers: readonly Lever[];
  /** How many combinations there are, and how many had to be tried. */
  readonly combinations: number;
  readonly tried: number;
  readonly today: readonly Reached[];
  /** None, one, or several that are equally good. */
  readonly solutions: readonly (Solution & { readonly moves: readonly Rational[] })[];
  /** Combinations at which all goals hold but which the scheme does not permit; they were passed over. */
  readonly refused: number;
}

interface Combination {
  readonly values: readonly Rational[];
  /** Of each lever how far it is moved. */
  readonly moves: readonly Rational[];
  readonly sum: Rational;
}

/**
 * The combination with the least sum of moves at which all goals hold; those with the same sum, too.
 *
 * @throws RangeError for more than `MOST_COMBINATIONS`, or a relative measure of a lever that is 0 today
 */
export async function smallestChange(
  compilation: Compilation,
  columns: Columns,
  grids: readonly Grid[],
  options: SeekOptions & { readonly measure: Measure },
  turn: Turn,
): Promise<SoughtTogether> {
  const all = combinationsOf(grids, options.measure).sort((a, b) => compare(a.sum, b.sum));
  let least: Rational | undefined;
  return tryInOrder(compilation, columns, grids, all, options, turn, {
    isWorthTrying: ({ sum }) => least === undefined || equal(sum, least),
    isDone: ({ sum }) => least !== undefined && !equal(sum, least),
    found({ sum }) {
      least = sum;
    },
  });
}

/** Of two levers, every combination than which no other moves one of them less and neither more. */
export async function front(
  compilation: Compilation,
  columns: Columns,
  grids: readonly [Grid, Grid],
  options: SeekOptions & { readonly measure: Measure },
  turn: Turn,
): Promise<SoughtTogether> {
  const [first, second] = [0, 1].map(
    (at) =>
      ({ moves }: Combination): Rational =>
        moves[at] ?? ZERO,
  );
  if (!first || !second) throw new RangeError("a front is between two levers");
  const all = combinationsOf(grids, options.measure).sort(
    (a, b) => compare(first(a), first(b)) || compare(second(a), second(b)),
  );
  let last: Combination | undefined;
  const isBetter = (one: Combination): boolean => {
    if (!last) return true;
    const order = compare(second(one), second(last));
    return order < 0 || (order === 0 && equal(first(one), first(last)));
  };
  return tryInOrder(compilation, columns, grids, all, options, turn, {
    isWorthTrying: isBetter,
    isDone: () => last !== undefined && isZero(second(last)) && isZero(first(last)),
    found(one) {
      last = one;
    },
  });
}

interface Order {
  readonly isWorthTrying: (one: Combination) => boolean;
  readonly isDone: (next: Combination) => boolean;
  readonly found: (one: Combination) => void;
}

async function tryInOrder(
  compilation: Compilation,
  columns: Columns,
  grids: readonly Grid[],
  all: readonly Combination[],
  options: SeekOptions,
  { pause, signal, onProgress }: Turn,
  order: Order,
): Promise<SoughtTogether> {
  const trial = new Trial(compilation.program, columns, grids, options);
  const refusal = options.refusal ?? refusalsOf(compilation);
  const solutions: (Solution & { moves: readonly Rational[] })[] = [];
  let [tried, refused] = [0, 0];
  for (const [at, one] of all.entries()) {
    if (order.isDone(one)) break;
    if (!order.isWorthTrying(one)) continue;
    signal?.throwIfAborted();
    tried += 1;
    if (trial.meets(one.values)) {
      const move: Move = new Map(
        grids.flatMap(({ lever }, place) => [...moveOf(lever, one.values[place] ?? lever.value)]),
      );
      if (refusal(move)) refused += 1;
      else {
        solutions.push({ ...trial.solution(one.values), moves: one.moves });
        order.found(one);
      }
    }
    onProgress?.((at + 1) / all.length);
    await pause();
  }
  return {
    levers: grids.map(({ lever }) => lever),
    combinations: all.length,
    tried,
    today: trial.today,
    solutions,
    refused,
  };
}

/** Today's value is always among those of a lever. */
function combinationsOf(grids: readonly Grid[], measure: Measure): Combination[] {
  const withToday = grids.map((grid) => ({
    grid,
    values: grid.values.some((value) => equal(value, grid.lever.value))
      ? grid.values
      : [...grid.values, grid.lever.value],
  }));
  const count = withToday.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_COMBINATIONS) throw new RangeError(`${count} combinations are more than ${MOST_COMBINATIONS}`);
  return withToday.reduce<Combination[]>(
    (found, { grid, values }) => {
      const options = values.map((value) => ({ value, move: distanceOf(grid, value, measure) }));
      return found.flatMap((one) =>
        options.map(({ value, move }) => ({
          values: [...one.values, value],
          moves: [...one.moves, move],
          sum: add(one.sum, move),
        })),
      );
    },
    [{ values: [], moves: [], sum: ZERO }],
  );
}

function distanceOf(grid: Grid, value: Rational, measure: Measure): Rational {
  if (measure === "steps") return stepsFromToday(grid, value);
  const { lever } = grid;
  if (isZero(lever.value)) throw new RangeError(`${lever.address} is 0 today: no move is a share of it`);
  return abs(divide(subtract(value, lever.value), lever.value));
}
