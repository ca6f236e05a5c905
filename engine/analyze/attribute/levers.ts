/** Edits of numbers as params of one program, so that other values need no other program. */
import type { Settings } from "../../batch/with-params.ts";
import type { ParamDefinition, Program } from "../../ir/program.ts";
import type { Span } from "../../source/span.ts";
import { equal, type Rational } from "../../values/rational.ts";
import { type MovedNumber, type NumberLiteral, numbersAsParams } from "../levers/numbers-as-params.ts";
import { type ChangedNumber, changedNumbers } from "./changed-numbers.ts";
import { type Coalition, playersOf } from "./coalition.ts";

export interface Levers {
  /** The program without any edit; each number that one of them changes is a param. */
  readonly program: Program;
  /** By player: the params its edits change, and what they are then. */
  readonly moves: ReadonlyMap<number, Settings>;
}

/**
 * @param edited by player the program with its edits alone
 * @param whole the program with all these edits
 * @param names only what they are computed from is looked at
 * @returns the levers; or the players whose edits change more than numbers, or a number that another's
 *   change too
 */
export function leversOf(
  program: Program,
  edited: ReadonlyMap<number, Program>,
  whole: Program,
  names: readonly string[],
): Levers | readonly number[] {
  const others = new Set<number>();
  const moved: MovedNumbers = new Map();
  for (const [player, own] of edited) {
    const changed = changedNumbers(program, own, names);
    if (!changed) others.add(player);
    for (const each of changed ?? []) {
      const holder = move(moved, each, player);
      if (holder !== player) others.add(player).add(holder);
    }
  }
  if (others.size > 0) return [...others];
  const isWhole = isSumOf(changedNumbers(program, whole, names), moved);
  return isWhole ? asLevers(program, edited.keys(), moved) : [...edited.keys()];
}

/**
 * The same where every number that differs in the two versions is known to be some player's, so that
 * nothing between them need be read; `undefined` where that is not so.
 */
export function leversBetween(
  older: Program,
  newer: Program,
  players: Iterable<number>,
  playerAt: (span: Span) => number | undefined,
  names: readonly string[],
): Levers | undefined {
  const moved: MovedNumbers = new Map();
  for (const each of changedNumbers(older, newer, names) ?? [undefined]) {
    const player = each && playerAt(each.at.kind === "param" ? each.at.valueSpan : each.at.span);
    // A distribution adds its shares up: one figure of the program may be several of the text.
    if (!each || player === undefined || older.definitions.get(each.owner)?.kind === "distribution") return undefined;
    move(moved, each, player);
  }
  return asLevers(older, players, moved);
}

type MovedNumbers = Map<ParamDefinition | NumberLiteral, Moved>;

/** The player who moves it: the first who does. */
function move(moved: MovedNumbers, { at, after }: ChangedNumber, player: number): number {
  const known = moved.get(at);
  if (!known) moved.set(at, { player, after });
  return known?.player ?? player;
}

interface Moved {
  readonly player: number;
  readonly after: Rational;
}

/** Whether all edits together change these numbers and no other: none is made of several that are written. */
function isSumOf(all: readonly ChangedNumber[] | undefined, moved: Readonly<MovedNumbers>): boolean {
  const isSame = ({ at, after }: ChangedNumber): boolean => {
    const known = moved.get(at);
    return known !== undefined && equal(known.after, after);
  };
  return all?.every(isSame) === true && new Set(all.map(({ at }) => at)).size === moved.size;
}

function asLevers(program: Program, players: Iterable<number>, moved: Readonly<MovedNumbers>): Levers {
  const moves = new Map([...players].map((player) => [player, new Map<string, Rational>()]));
  const numbers = [...moved].map(([at, { player, after }], place): MovedNumber => {
    const isParam = at.kind === "param";
    // No scheme can have such a name: a # begins a comment.
    const name = isParam ? at.name : `#${place + 1}`;
    moves.get(player)?.set(name, after);
    return { name, at: isParam ? at : [at], values: [after] };
  });
  return { program: numbersAsParams(program, numbers), moves };
}

/** The values of the params when these players' edits are made. */
export const settingsOf = ({ moves }: Levers, coalition: Coalition): Settings =>
  new Map(playersOf(coalition).flatMap((player) => [...(moves.get(player) ?? [])]));
