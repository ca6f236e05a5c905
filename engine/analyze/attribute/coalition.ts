/** A set of players as bits: player p is in it where bit p is 1. At most `MOST_PLAYERS` of them. */
export type Coalition = number;

/** 2^12 coalitions are looked at in a moment, and people still read twelve lines. */
export const MOST_PLAYERS = 12;

export const NOBODY: Coalition = 0;

export const everybody = (players: number): Coalition => 2 ** players - 1;

export const isIn = (player: number, coalition: Coalition): boolean => ((coalition >> player) & 1) === 1;

export const coalitionOf = (players: Iterable<number>): Coalition =>
  [...players].reduce((coalition, player) => coalition | (1 << player), NOBODY);

export function playersOf(coalition: Coalition): number[] {
  const players: number[] = [];
  for (let rest = coalition; rest !== 0; rest &= rest - 1) players.push(31 - Math.clz32(rest & -rest));
  return players;
}

/** Every coalition of so many players, each different from the one before in one player; the first most often. */
export function* neighbours(players: number): Generator<Coalition> {
  for (let at = 0; at < 2 ** players; at += 1) yield at ^ (at >> 1);
}
