/** Who shares in the difference between two versions: their edits, and beyond twelve their clauses. */
import type { Catalogue } from "../../catalogue/metric.ts";
import type { Program } from "../../ir/program.ts";
import type { Clause } from "../../source/document.ts";
import type { Span } from "../../source/span.ts";
import { canChangeValues, type Edit } from "../diff/edit.ts";
import type { EditGroup } from "../diff/groups.ts";
import type { MeaningDiff } from "../diff/meaning-diff.ts";
import { replay } from "../diff/replay.ts";
import { readVersion } from "../diff/version.ts";
import { type Coalition, everybody, MOST_PLAYERS, NOBODY, playersOf } from "./coalition.ts";
import type { Between } from "./game.ts";

export interface Player {
  /** In the order of the diff. */
  readonly edits: readonly Edit[];
  /** Where several groups of edits share as one: the clause they stand under; absent above all headings. */
  readonly under?: Clause;
}

export interface Players {
  readonly players: readonly Player[];
  /** What they are: smallest groups of edits, or the clauses that these stand under. */
  readonly by: "edits" | "clauses";
  /** Edits that change no value. */
  readonly idle: readonly Edit[];
}

/**
 * Each group of edits by itself where there are at most `MOST_PLAYERS`, so that the shares are exact. More
 * are put together by their clauses, and these by the headings above them as far as need be: what is
 * paid to people is not to rest on a sample.
 */
export function playersAmong(diff: MeaningDiff, groups: readonly EditGroup[]): Players {
  const able = groups.filter(({ edits }) => edits.some(canChangeValues));
  const idle = groups.filter((group) => !able.includes(group)).flatMap(({ edits }) => edits);
  if (able.length <= MOST_PLAYERS) return { players: able, by: "edits", idle };
  const { clauses } = diff.newer.document;
  const deepest = Math.max(1, ...clauses.map(({ depth }) => depth));
  for (let depth = deepest; depth >= 1; depth -= 1) {
    const byClause = Map.groupBy(able, ({ edits: [first] }) => headingOf(first?.clause, depth, clauses));
    if (byClause.size > MOST_PLAYERS && depth > 1) continue;
    const players = [...byClause].map(([under, found]) => ({
      edits: found.flatMap(({ edits }) => edits),
      ...(under && { under }),
    }));
    const [kept, rest] = [players.slice(0, MOST_PLAYERS - 1), players.slice(MOST_PLAYERS - 1)];
    return { players: [...kept, ...joined(rest)], by: "clauses", idle };
  }
  throw new RangeError("there is no depth of headings");
}

/** Chapters beyond the last that has a share of its own. */
function joined(players: readonly Player[]): Player[] {
  const [first, ...others] = players;
  if (!first) return [];
  return [{ ...first, edits: [...first.edits, ...others.flatMap(({ edits }) => edits)] }];
}

/** The clause itself, or the heading above it that is no deeper. */
function headingOf(clause: Clause | undefined, depth: number, clauses: readonly Clause[]): Clause | undefined {
  if (!clause || clause.depth <= depth) return clause;
  const at = clauses.indexOf(clause);
  return clauses.slice(0, Math.max(0, at)).findLast((each) => each.depth <= depth) ?? clause;
}

/** The versions with the edits of some players and not of others. */
export function betweenVersions(diff: MeaningDiff, players: readonly Player[], catalogue: Catalogue): Between {
  const programs = new Map<Coalition, Program>([[NOBODY, diff.older.program]]);
  const places = new Map(diff.edits.map((edit, at) => [edit, at]));
  const all = players.flatMap(({ edits }) => edits);
  const isRenamed = diff.edits.some(({ kind }) => kind === "name");
  if (!isRenamed) programs.set(everybody(players.length), diff.newer.program);
  return {
    players: players.length,
    program(coalition) {
      const known = programs.get(coalition);
      if (known) return known;
      const edits = playersOf(coalition)
        .flatMap((player) => players[player]?.edits ?? [])
        .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
      const { program } = readVersion(replay(diff, edits), catalogue);
      programs.set(coalition, program);
      return program;
    },
    playerAt(span: Span) {
      const holds = ({ before }: Edit): boolean =>
        before !== undefined && before.span.start <= span.start && span.end <= before.span.end;
      const found = all.filter(holds).map((edit) => players.findIndex(({ edits }) => edits.includes(edit)));
      return new Set(found).size === 1 ? found[0] : undefined;
    },
  };
}
