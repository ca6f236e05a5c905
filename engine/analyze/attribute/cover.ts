import { type Coalition, isIn, playersOf } from "./coalition.ts";

/**
 * Few coalitions that show everything: players that never matter together take part at the same time.
 * A player has a colour, and no two players of one group the same; a set of colours is then some
 * coalition of each group, and all sets are all of them.
 */
export interface Cover {
  readonly colours: number;
  /** The players that have one of the colours. */
  coalition(colours: Coalition): Coalition;
  /** The colours of the players. */
  coloursOf(coalition: Coalition): Coalition;
}

/** `groups`: players that matter together. A player of no group has no colour and never takes part. */
export function coverOf(groups: Iterable<Coalition>): Cover {
  const together = new Map<number, Coalition>();
  for (const group of groups) {
    for (const player of playersOf(group)) together.set(player, (together.get(player) ?? 0) | group);
  }
  const players = [...together.keys()].sort(
    (a, b) => playersOf(together.get(b) ?? 0).length - playersOf(together.get(a) ?? 0).length || a - b,
  );
  const members: Coalition[] = [];
  for (const player of players) {
    const others = together.get(player) ?? 0;
    const free = members.findIndex((held) => (held & others) === 0);
    if (free < 0) members.push(1 << player);
    else members[free] = (members[free] ?? 0) | (1 << player);
  }
  return {
    colours: members.length,
    coalition: (colours) => members.reduce((all, held, colour) => (isIn(colour, colours) ? all | held : all), 0),
    coloursOf: (coalition) =>
      members.reduce((all, held, colour) => ((held & coalition) === 0 ? all : all | (1 << colour)), 0),
  };
}
