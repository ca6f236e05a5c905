/**
 * The game of any edits. Each set of those that change more than numbers is a program of its own, in
 * which the others are params.
 */
import { type Batch, createBatch } from "../../batch/batch.ts";
import type { Work } from "../../batch/work.ts";
import { type Coalition, coalitionOf, everybody, isIn, neighbours, playersOf } from "./coalition.ts";
import type { Between, Game, Question } from "./game.ts";
import { type Levers, leversOf, settingsOf } from "./levers.ts";
import { type Amounts, leastCommonMultiple, Tally } from "./tally.ts";

/** The params for the edits of `movable` players beside those held; or the players for whom that cannot be done. */
export function leversBeside(
  { program }: Between,
  held: Coalition,
  movable: readonly number[],
  output: string,
): Levers | readonly number[] {
  const edited = new Map(movable.map((player) => [player, program(held | (1 << player))]));
  return leversOf(program(held), edited, program(held | coalitionOf(movable)), [output]);
}

/** @param rewriting players whose edits change more than numbers */
export function* textGame(question: Question, rewriting: readonly number[]): Work<Game> {
  const { players } = question.between;
  const failing = new Map<number, Coalition>();
  for (let others = coalitionOf(rewriting); ; ) {
    const found = yield* evaluateAll(question, others, failing);
    if (typeof found === "number") others |= found;
    else if (found) return { ...worthOf(found, players), failing };
  }
}

/**
 * What each coalition pays; or players who are no levers beside some of the others; or `undefined` where
 * sums that were made first hold rows that turned out to fail later.
 */
function* evaluateAll(
  question: Question,
  others: Coalition,
  failing: Map<number, Coalition>,
): Work<ReadonlyMap<Coalition, Amounts> | Coalition | undefined> {
  const { between, columns, output } = question;
  const tally = new Tally(question, new Int32Array(columns.length));
  for (const row of failing.keys()) tally.leaveOut(row);
  const movable = playersOf(everybody(between.players) & ~others);
  const found = new Map<Coalition, Amounts>();
  let batch: Batch | undefined;
  let isSettled = true;
  for (const part of neighbours(playersOf(others).length)) {
    const held = coalitionOf(playersOf(others).filter((_, at) => isIn(at, part)));
    const levers = leversBeside(between, held, movable, output);
    if (!("program" in levers)) return coalitionOf(levers);
    batch = batch ? batch.edited(levers.program) : createBatch(levers.program, columns, { names: [output] });
    for (const moved of neighbours(movable.length)) {
      const own = coalitionOf(movable.filter((_, at) => isIn(at, moved)));
      const column = batch.whatIf(settingsOf(levers, own)).results.get(output);
      if (!column) throw new RangeError(`${output} was not computed`);
      const rows = tally.failing(column);
      for (const row of rows) {
        failing.set(row, held | own);
        tally.leaveOut(row);
      }
      if (rows.length > 0 && found.size > 0) isSettled = false;
      found.set(held | own, tally.sum(column));
      yield found.size / 2 ** between.players;
    }
  }
  return isSettled ? found : undefined;
}

function worthOf(found: ReadonlyMap<Coalition, Amounts>, players: number): Pick<Game, "worth" | "denominator"> {
  const denominator = [...found.values()].map((each) => each.denominator).reduce(leastCommonMultiple, 1n);
  const sums = Array.from({ length: 2 ** players }, (_, coalition) => {
    const { numerators = [], denominator: own = 1n } = found.get(coalition) ?? {};
    const months = numerators.length / 2;
    const all = numerators.map((sum, at) => (at < months ? sum + (numerators[at + months] ?? 0n) : sum));
    return all.map((sum) => sum * (denominator / own));
  });
  return { denominator, worth: (coalition) => sums[coalition] ?? [] };
}
