/** What turning each lever a little would do, the one that moves most first. */
import { createBatch } from "../../batch/batch.ts";
import { keep } from "../../batch/result-column.ts";
import type { Turn } from "../../batch/work.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Compilation } from "../../compile.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { abs, add, compare, isZero, max, type Rational, rational, subtract, ZERO } from "../../values/rational.ts";
import { payNames } from "../compare/measures.ts";
import { type Extent, rowsWithin } from "../compare/rows-within.ts";
import { asParams } from "../levers/as-params.ts";
import { Baseline, type Effect } from "../levers/effect.ts";
import { byShare, type Lever, leversOf, type Move, moveOf } from "../levers/lever.ts";
import { refusalsOf } from "../levers/what-if-errors.ts";

export interface SensitivityOptions extends Extent {
  /** What is looked at, a number that the scheme puts out; where absent, what it pays (see `payNames`). */
  readonly output?: string;
  /** By address; where absent, all. */
  readonly levers?: readonly string[];
  /** By which share of its value each is moved; where absent, by the step of a param that states one, else by a tenth. */
  readonly share?: Rational;
  /** Why the scheme does not permit a move; where absent, what `refusalsOf` finds. */
  readonly refusal?: (move: Move) => Diagnostic | undefined;
}

export interface Sensitivity {
  readonly output: string;
  /** As the scheme is written; `undefined` for an output that cannot be added up. */
  readonly total: Rational | undefined;
  /** By the larger of the two effects on the total, the largest first; those that move nothing stand last. */
  readonly levers: readonly LeverEffect[];
}

export interface LeverEffect {
  readonly lever: Lever;
  readonly down: MoveEffect;
  readonly up: MoveEffect;
}

/** What one move does, or why the scheme does not permit it. */
export interface MoveEffect {
  readonly value: Rational;
  /** All that is set, the lever's own value included. */
  readonly move: Move;
  readonly outcome: Effect | { readonly refused: Diagnostic };
}

/** Of the time, where the scheme is asked what it permits. */
const CHECKING = 0.5;

const TENTH = rational(1, 10);

/**
 * Levers whose value is 0 cannot be moved by a share and are left out, unless they have a step.
 *
 * @throws RangeError for an output that the scheme does not put out as a number
 */
export async function sensitivity(
  compilation: Compilation,
  columns: Columns,
  options: SensitivityOptions,
  { pause, signal, onProgress }: Turn,
): Promise<Sensitivity> {
  const { program } = compilation;
  const output = payNames([program], options.output === undefined ? undefined : [options.output])?.[0];
  if (output === undefined) throw new RangeError("the scheme pays nothing");
  const levers = leversOf(program).filter(({ address }) => options.levers?.includes(address) ?? true);
  const moves = levers.flatMap((lever) => movesOf(lever, options.share));
  const refusal = options.refusal ?? refusalsOf(compilation);
  const refusals: (Diagnostic | undefined)[] = [];
  for (const { move } of moves) {
    signal?.throwIfAborted();
    refusals.push(refusal(move));
    onProgress?.((refusals.length / moves.length) * CHECKING);
    await pause();
  }
  const permitted = moves.flatMap(({ move }, at) => (refusals[at] ? [] : [move]));
  // Every output stays in a column, so that a move computes only what depends on it.
  const names = program.outputs.map(({ name }) => name);
  const batch = createBatch(asParams(program, permitted), columns, { names });
  const before = batch.evaluate().results.get(output);
  if (!before) throw new RangeError(`${output} is not computed`);
  const baseline = new Baseline(keep(before), columns, rowsWithin(columns, options));
  const found: (MoveEffect & { readonly lever: Lever })[] = [];
  for (const [at, { lever, value, move }] of moves.entries()) {
    signal?.throwIfAborted();
    const refused = refusals[at];
    const after = refused ? undefined : batch.whatIf(move).results.get(output);
    if (refused) found.push({ lever, value, move, outcome: { refused } });
    else if (after) found.push({ lever, value, move, outcome: baseline.effectOf(after) });
    onProgress?.(CHECKING + ((at + 1) / moves.length) * (1 - CHECKING));
    await pause();
  }
  const effects = levers.flatMap((lever): LeverEffect[] => {
    const [down, up] = found.filter((each) => each.lever === lever);
    return down && up ? [{ lever, down, up }] : [];
  });
  return {
    output,
    total: baseline.total,
    levers: effects.sort((a, b) => compare(largest(b), largest(a))),
  };
}

function movesOf(lever: Lever, share: Rational | undefined): { lever: Lever; value: Rational; move: Move }[] {
  const { value, step } = lever;
  if (isZero(value) && (share || !step)) return [];
  const by = share || !step ? abs(byShare(lever, share ?? TENTH)) : step;
  return [subtract(value, by), add(value, by)].map((moved) => ({ lever, value: moved, move: moveOf(lever, moved) }));
}

const largest = ({ down, up }: LeverEffect): Rational => max(sizeOf(down), sizeOf(up));

const sizeOf = ({ outcome }: MoveEffect): Rational => ("refused" in outcome ? ZERO : abs(outcome.change));
