/** Edits of numbers as params of one program, so that other values need no other program. */
import type { Settings } from "../../batch/with-params.ts";
import type { Definition, ParamDefinition, Program } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import type { Span } from "../../source/span.ts";
import { abs, equal, max, min, type Rational, subtract } from "../../values/rational.ts";
import type { NumberType } from "../../values/type.ts";
import { type ChangedNumber, changedNumbers, type NumberLiteral } from "./changed-numbers.ts";
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
function move(moved: MovedNumbers, { at, owner, after }: ChangedNumber, player: number): number {
  const known = moved.get(at);
  if (!known) moved.set(at, { player, after, owners: new Set([owner]) });
  else if (known.player === player) known.owners.add(owner);
  return known?.player ?? player;
}

interface Moved {
  readonly player: number;
  readonly after: Rational;
  /** The names that are computed with it. */
  readonly owners: Set<string>;
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
  const params: ParamDefinition[] = [];
  const references = new Map<object, Term>();
  const needed = new Map<string, string[]>();
  for (const [at, { player, after, owners }] of moved) {
    const [owner = ""] = owners;
    // No scheme can have such a name: a # begins a comment.
    const name = at.kind === "param" ? at.name : `#${references.size + 1}`;
    moves.get(player)?.set(name, after);
    params.push(asParam(at, name, after, program.definitions.get(owner)));
    if (at.kind === "param") continue;
    references.set(at, { kind: "reference", name, type: at.type, span: at.span });
    for (const each of owners) needed.set(each, [...(needed.get(each) ?? []), name]);
  }
  return { program: withParams(program, params, references, needed), moves };
}

/** The values of the params when these players' edits are made. */
export const settingsOf = ({ moves }: Levers, coalition: Coalition): Settings =>
  new Map(playersOf(coalition).flatMap((player) => [...(moves.get(player) ?? [])]));

/** A param between the two values. */
function asParam(
  at: ParamDefinition | NumberLiteral,
  name: string,
  after: Rational,
  owner: Definition | undefined,
): ParamDefinition {
  const before = at.value as Rational;
  const levers = {
    range: { lower: min(before, after), lowerIncluded: true, upper: max(before, after), upperIncluded: true },
    step: abs(subtract(after, before)),
  };
  if (at.kind === "param") return { ...at, ...levers };
  if (!owner) throw new RangeError(`${name} belongs to no definition`);
  return {
    kind: "param",
    name,
    nameSpan: at.span,
    type: at.type as NumberType,
    clause: owner.clause,
    span: at.span,
    exceptions: [],
    dependencies: [],
    value: before,
    valueSpan: at.span,
    ...levers,
  };
}

function withParams(
  program: Program,
  params: readonly ParamDefinition[],
  references: ReadonlyMap<object, Term>,
  needed: ReadonlyMap<string, readonly string[]>,
): Program {
  const definitions = new Map(program.definitions);
  const made = new Map<object, object>();
  for (const [name, names] of needed) {
    const definition = definitions.get(name);
    if (!definition) continue;
    const own = replaced(definition, references, made) as Definition;
    definitions.set(name, { ...own, dependencies: [...own.dependencies, ...names] });
  }
  for (const param of params) definitions.set(param.name, param);
  const added = params.map(({ name }) => name).filter((name) => !program.definitions.has(name));
  return { ...program, definitions, order: [...added, ...program.order] };
}

/** A copy with other parts in the place of some; what holds none of them stays the same object. */
function replaced(part: unknown, by: ReadonlyMap<object, object>, made: Map<object, object>): unknown {
  if (typeof part !== "object" || part === null || part instanceof Map) return part;
  const known = by.get(part) ?? made.get(part);
  if (known) return known;
  let copy: object = part;
  if (Array.isArray(part)) {
    const items = part.map((item) => replaced(item, by, made));
    if (items.some((item, at) => item !== part[at])) copy = items;
  } else {
    const entries = Object.entries(part).map(([key, value]) => [key, value, replaced(value, by, made)] as const);
    if (entries.some(([, before, after]) => before !== after)) {
      copy = Object.fromEntries(entries.map(([key, , after]) => [key, after]));
    }
  }
  made.set(part, copy);
  return copy;
}
