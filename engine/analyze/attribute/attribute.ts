/**
 * What each edit between two versions of a scheme does to what is paid. The effect of an edit depends on
 * which others are made already, so each gets what it adds averaged over all orders in which they can be
 * made (Shapley values): no order is preferred, and the parts sum to the whole.
 */
import { Law } from "../../batch/law.ts";
import { monthSlots } from "../../batch/totals.ts";
import { finishSteadily, type Turn, type Work, within } from "../../batch/work.ts";
import { agentAt, monthOf } from "../../columns/columns.ts";
import { type Month, monthIndex } from "../../values/month.ts";
import { add, type Rational, rational, ZERO } from "../../values/rational.ts";
import { isRowError, type Outcome, type RowError } from "../../values/value.ts";
import { rowsWithin } from "../compare/rows-within.ts";
import { type Coalition, everybody, MOST_PLAYERS, NOBODY, playersOf } from "./coalition.ts";
import type { Game, Question } from "./game.ts";
import { leverGame } from "./lever-game.ts";
import { leversBetween } from "./levers.ts";
import { shapley } from "./shapley.ts";
import { leversBeside, textGame } from "./text-game.ts";

export interface Attribution {
  /** All agents. */
  readonly total: Split;
  /** The agent asked for. */
  readonly agent?: Split;
  /** Rows that one of the versions or something between them cannot compute: they are in no sum above. */
  readonly apart: readonly RowApart[];
}

/** An amount before and after, and what each player adds to it. All exact. */
export interface Share {
  readonly before: Rational;
  readonly after: Rational;
  /** By player; they sum to `after` less `before`. */
  readonly shares: readonly Rational[];
}

export interface Split extends Share {
  /** Earliest first. They sum to the whole, player by player. */
  readonly months: ReadonlyMap<Month, Share>;
}

export interface RowApart {
  readonly agent: string;
  readonly month: Month;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Where both versions have a value: the players with whose edits alone there is none, and why. */
  readonly between?: { readonly players: readonly number[]; readonly error: RowError };
}

/** Months and agent-months beyond the extent asked for are in no sum. @throws RangeError for more than `MOST_PLAYERS` players */
export function* attribute(asked: Omit<Question, "months">): Work<Attribution> {
  const question: Question = { ...asked, months: monthSlots(asked.columns) };
  const { between, output } = question;
  const { players } = between;
  if (players > MOST_PLAYERS) throw new RangeError(`${players} players are more than ${MOST_PLAYERS}`);
  const movable = Array.from({ length: players }, (_, player) => player);
  const { playerAt } = between;
  const [older, newer] = [between.program(NOBODY), between.program(everybody(players))];
  const levers =
    (playerAt && leversBetween(older, newer, movable, playerAt, [output])) ??
    leversBeside(between, NOBODY, movable, output);
  const isLevers = "program" in levers;
  const game = yield* within(isLevers ? leverGame(levers, question) : textGame(question, levers), 0, 0.9);
  const apart = yield* within(rowsApart(game, question), 0.9, 1);
  const months = question.months.months;
  const counted = new Set(rowsWithin(asked.columns, asked).map((row) => asked.columns.month[row] ?? 0));
  const shares = shapley(players, game.worth, game.denominator);
  const [before, after] = [NOBODY, everybody(players)].map((coalition) =>
    game.worth(coalition).map((sum) => rational(sum, game.denominator)),
  );
  const splitFrom = (start: number): Split =>
    splitOf(
      new Map(
        months.flatMap((month, at): [Month, Share][] => {
          if (!counted.has(monthIndex(month))) return [];
          const own = {
            before: before?.[start + at] ?? ZERO,
            after: after?.[start + at] ?? ZERO,
            shares: shares.map((each) => each[start + at] ?? ZERO),
          };
          return [[month, own]];
        }),
      ),
      players,
    );
  return {
    total: splitFrom(0),
    ...(question.agent !== undefined && { agent: splitFrom(months.length) }),
    apart,
  };
}

/** The same in pieces, between which others have their turn. @throws the signal's reason where it is given up */
export const attributeSteadily = (question: Omit<Question, "months">, turn: Turn): Promise<Attribution> =>
  finishSteadily(attribute(question), turn);

function splitOf(months: ReadonlyMap<Month, Share>, players: number): Split {
  const all = [...months.values()];
  const sum = (numbers: readonly Rational[]): Rational => numbers.reduce(add, ZERO);
  return {
    before: sum(all.map(({ before }) => before)),
    after: sum(all.map(({ after }) => after)),
    shares: Array.from({ length: players }, (_, player) => sum(all.map(({ shares }) => shares[player] ?? ZERO))),
    months,
  };
}

/** Rows asked one by one after which others have their turn. */
const CHUNK = 64;

/** In the order of the columns. */
function* rowsApart({ failing }: Game, { between, columns, output }: Question): Work<RowApart[]> {
  const laws = new Map<Coalition, Law>();
  const ask = (coalition: Coalition, row: number): Outcome => {
    const law = laws.get(coalition) ?? new Law(between.program(coalition), columns);
    laws.set(coalition, law);
    return law.at(output, row);
  };
  const apart: RowApart[] = [];
  for (const [row, players] of [...failing].sort(([a], [b]) => a - b)) {
    const [before, after] = [ask(NOBODY, row), ask(everybody(between.players), row)];
    const error = isRowError(before) || isRowError(after) ? undefined : ask(players, row);
    apart.push({
      agent: agentAt(columns, row),
      month: monthOf(columns, row),
      before,
      after,
      ...(error !== undefined && isRowError(error) && { between: { players: playersOf(players), error } }),
    });
    if (apart.length % CHUNK === 0) yield apart.length / failing.size;
  }
  return apart;
}
