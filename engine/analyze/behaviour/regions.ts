/** Where two versions can give different results: the space of the figures cut into pieces, and each looked at. */
import { isDescribed } from "../../check/prove/described.ts";
import { type Domain, holdsValue, isEmpty, TRUE, theValue } from "../../check/prove/domain.ts";
import type { Model } from "../../check/prove/model.ts";
import { intersectRanges, joinRanges, LINE, pointRange, type Range } from "../../check/prove/range.ts";
import { sampleRows } from "../../check/prove/sample.ts";
import type { Scope } from "../../check/prove/scope.ts";
import { type Goal, leavesOf, propagate, seek, supportOf } from "../../check/prove/seek.ts";
import { everyRow, isSelfContained } from "../../check/prove/small-space.ts";
import type { AgentMonth } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { ZERO } from "../../values/rational.ts";
import { TRUTH, type Type } from "../../values/type.ts";
import type { BothVersions } from "./both-versions.ts";
import { canFail } from "./can-fail.ts";
import type { Driver } from "./drivers.ts";
import { type Extent, isIn, meet } from "./extent.ts";
import { Histories } from "./histories.ts";
import { commonFactors, haveSameFailures, isSame, type Reduced, Reduction } from "./reduced.ts";
import type { Replayed } from "./replayed.ts";
import { alone, type Situation } from "./situations.ts";
import { sizeOf, smallest } from "./smallest.ts";
import { reasonFor, type Undecided } from "./undecided.ts";

export interface Found {
  /** What is not named in it may be anything. */
  readonly sides: ReadonlyMap<string, Extent>;
  readonly status: "differs" | "undecided";
  /** The results that are not proven to be the same there. */
  readonly results: readonly string[];
  /** Figures for which the last of these that could be shown to differ does. */
  readonly shown?: Situation;
  /** Of what is undecided. */
  readonly reason?: Undecided;
}

/** Pieces that are cut further. */
const MOST_PIECES = 400;
/** Pieces of what is left then, in which a difference is sought all the same. */
const MOST_UNCUT = 20;
/** How long to look for figures in one piece. */
const PATIENCE = 60;

/** Of how many powers of ten figures are tried where none can be sought. */
const MAGNITUDES = 6;

export interface Search {
  readonly model: Model;
  readonly base: Scope;
  readonly both: BothVersions;
  readonly drivers: readonly Driver[];
  readonly replayed: Replayed;
}

interface Differing {
  readonly name: string;
  readonly older: string;
  readonly is: Reduced;
  readonly was: Reduced;
}

type Box = ReadonlyMap<string, Extent>;

export class Regions {
  readonly #search: Search;
  readonly #names: readonly string[];
  readonly #types: ReadonlyMap<string, Type>;
  readonly #histories: Histories;
  #left = MOST_PIECES;

  constructor(search: Search) {
    this.#search = search;
    const { model, both, drivers } = search;
    const results = both.results.flatMap(({ name, older }) => [name, older]);
    this.#names = supportOf(model, [...results, ...drivers.map(({ name }) => name)]);
    this.#histories = new Histories(model.program, this.#names);
    this.#types = new Map([...model.program.definitions.values()].map(({ name, type }) => [name, type]));
  }

  find(): Found[] {
    return this.#explore(new Map()) ?? [];
  }

  /** @returns undefined where no figures lead there */
  #explore(box: Box): Found[] | undefined {
    const { base, both, drivers } = this.#search;
    this.#left -= 1;
    const scope = base.branch();
    const goals = this.#goals(box, base);
    if (goals.some(({ target }) => isEmpty(target)) || !propagate(scope, goals, this.#names)) return undefined;
    const known = [...box].map(([name, { kind }]) => [name, kind === "fails" ? "fails" : "has value"] as const);
    const reduction = new Reduction(scope, both.affected, new Map(known));
    const differing = both.results.flatMap(({ name, older }) => {
      const [is, was] = [reduction.name(name), reduction.name(older)];
      return isSame(is, was) ? [] : [{ name, older, is, was }];
    });
    if (differing.length === 0) return [];
    const results = differing.map(({ name }) => name);
    if (this.#left <= 0) {
      const rest: Found = { sides: new Map(), status: "undecided", results, reason: { kind: "too-many" } };
      const found = this.#left > -MOST_UNCUT ? this.#decide(box, scope, goals, differing) : [rest];
      return found.map((each) => (each.status === "undecided" ? { ...each, reason: { kind: "too-many" } } : each));
    }
    for (const { name, pieces } of drivers) {
      const own = scope.get(name);
      const meeting = pieces.filter((piece) => !isEmpty(meet(own, piece)));
      if (box.has(name) || meeting.length < 2) continue;
      return this.#split(box, name, [...pieces, ...this.#failing(name)]);
    }
    for (const { is, was } of differing) {
      const factor = commonFactors(is, was, reduction.parts).find((name) => canBeZero(scope.get(name)));
      if (factor === undefined || !this.#types.has(factor)) continue;
      const extent = box.get(factor);
      if (extent?.kind === "fails") continue;
      const ranges = extent?.kind === "ranges" ? extent.ranges : [LINE];
      return this.#split(box, factor, [...aroundZero(ranges), ...(extent ? [] : this.#failing(factor))]);
    }
    return this.#decide(box, scope, goals, differing);
  }

  #goals(box: Box, scope: Scope): Goal[] {
    return [...box].flatMap(([name, extent]) =>
      extent.kind === "fails" ? [] : [{ term: this.#reference(name), target: meet(scope.get(name), extent) }],
    );
  }

  /** Where the name has no value, results that do not need it have one. */
  #failing(name: string): Extent[] {
    return canFail(this.#search.base, name) ? [{ kind: "fails" }] : [];
  }

  #reference(name: string): Term {
    return { kind: "reference", name, type: this.#types.get(name) ?? { kind: "unknown" }, span: { start: 0, end: 0 } };
  }

  #split(box: Box, name: string, pieces: readonly Extent[]): Found[] {
    const children = pieces.flatMap((piece) => {
      const found = this.#explore(new Map(box).set(name, piece));
      return [{ piece, found }];
    });
    return joined(name, children);
  }

  /** A piece that no edge cuts: looks for figures, or shows that there are none. */
  #decide(box: Box, scope: Scope, goals: readonly Goal[], differing: readonly Differing[]): Found[] {
    const { model, base, both, replayed } = this.#search;
    const isInside = (situation: Situation): boolean =>
      [...box].every(([name, extent]) => isIn(replayed.value(name, situation), extent));
    const differs = (names: readonly string[], situation: Situation): boolean =>
      replayed.differences(situation).some(({ name }) => names.includes(name));
    const results = differing.map(({ name }) => name);
    const found = (situation: Situation, confirms: (situation: Situation) => boolean): Found[] => {
      return [{ sides: new Map(), status: "differs", results, shown: smallest(situation, model, base, confirms) }];
    };
    const open: string[] = [];
    const candidates: AgentMonth[] = [];
    // What is paid is usually put out last.
    for (const { name, older, is, was } of differing.toReversed()) {
      let refused = false;
      const confirms = (situation: Situation): boolean => {
        const inside = isInside(situation);
        refused ||= !inside;
        return inside && differs([name], situation);
      };
      const confirmsRow = (row: AgentMonth): boolean => {
        candidates.push(row);
        return confirms(alone(row));
      };
      const [left, right] = [this.#reference(name), this.#reference(older)];
      const apart: Term = { kind: "compare", operator: "!=", left, right, type: TRUTH, span: left.span };
      const apartGoals = [...goals, { term: apart, target: TRUE }];
      const search = seek(scope, {
        goals: apartGoals,
        besides: this.#names,
        confirms: confirmsRow,
        patience: PATIENCE,
      });
      // That no values differ says nothing of errors, nor of where a name has none, which is no goal to seek.
      const isImpossible = search.kind === "impossible" && !refused && haveSameFailures(is, was);
      if (isImpossible && isDescribed(model, [apart], this.#names)) continue;
      const listed = search.kind === "found" ? undefined : this.#everyRow(scope);
      const row = search.kind === "found" ? search.row : listed?.find((each) => confirms(alone(each)));
      if (row) return found(alone(row), confirms);
      if (!listed) open.unshift(name);
    }
    if (open.length === 0) return [];
    const confirms = (situation: Situation): boolean => isInside(situation) && differs(open, situation);
    for (const row of sampleRows(scope, MAGNITUDES)) if (confirms(alone(row))) return found(alone(row), confirms);
    const situation = this.#histories.find(candidates, goals, confirms);
    if (situation) return found(situation, confirms);
    return [{ sides: new Map(), status: "undecided", results: open, reason: reasonFor(open, both, model) }];
  }

  /** All figures there are, where they are few. */
  #everyRow(scope: Scope): AgentMonth[] | undefined {
    const { model } = this.#search;
    if (!isSelfContained(model, [], this.#names)) return undefined;
    return everyRow(scope, leavesOf(model, this.#names));
  }
}

// ── extents ──────────────────────────────────────────────────────────────────────────────────────

const canBeZero = (domain: Domain): boolean => holdsValue(domain, ZERO) && theValue(domain) === undefined;

function aroundZero(ranges: readonly Range[]): Extent[] {
  const bound = { value: ZERO, included: false };
  const parts: Range[] = [{ lower: undefined, upper: bound }, pointRange(ZERO), { lower: bound, upper: undefined }];
  return parts.map((part) => ({
    kind: "ranges",
    ranges: joinRanges(ranges.map((range) => intersectRanges(range, part))),
  }));
}

interface Child {
  readonly piece: Extent;
  /** Absent where no figures lead there. */
  readonly found: Found[] | undefined;
}

/** What is found in the pieces of one axis; neighbours in which the same is found are one. */
function joined(name: string, children: readonly Child[]): Found[] {
  const groups: { signature: string; pieces: Extent[]; found: Found[][] }[] = [];
  let between: Extent[] = [];
  for (const { piece, found } of children) {
    if (!found) {
      between.push(piece);
      continue;
    }
    const isOrdered = piece.kind === "ranges";
    const signature = signatureOf(found);
    const same = isOrdered ? groups.at(-1) : groups.find((group) => group.signature === signature);
    if (same?.signature === signature && same.pieces.every(({ kind }) => kind === piece.kind)) {
      same.pieces.push(...(isOrdered ? between : []), piece);
      same.found.push(found);
    } else groups.push({ signature, pieces: [piece], found: [found] });
    between = [];
  }
  const isWhole = new Set(groups.map(({ signature }) => signature)).size === 1;
  if (isWhole) return together(groups.flatMap(({ found }) => found));
  return groups.flatMap(({ pieces, found }) =>
    together(found).map((region) => {
      const sides = new Map(region.sides);
      if (!sides.has(name)) sides.set(name, union(pieces));
      return { ...region, sides };
    }),
  );
}

const signatureOf = (found: readonly Found[]): string =>
  JSON.stringify(
    found.map(({ sides, status, results }) => [[...sides].map(plain), status, status === "undecided" && results]),
  );

/** The same regions, found in several pieces: of each the row with the smallest figures. */
const together = ([first = [], ...others]: readonly (readonly Found[])[]): Found[] =>
  first.map(({ sides, status, ...own }, at): Found => {
    const all = [own, ...others.flatMap((list) => list[at] ?? [])];
    const [shown] = all.flatMap((each) => each.shown ?? []).sort((a, b) => sizeOf(a) - sizeOf(b));
    const reason = all.flatMap((each) => each.reason ?? [])[0];
    const results = [...new Set(all.flatMap((each) => each.results))];
    return { sides, status, results, ...(shown && { shown }), ...(reason && { reason }) };
  });

const plain = ([name, extent]: readonly [string, Extent]): unknown => [
  name,
  JSON.stringify(extent, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
];

function union(extents: readonly Extent[]): Extent {
  const [first] = extents;
  if (first?.kind === "fails") return first;
  const values = extents.flatMap((extent) => (extent.kind === "values" ? extent.values : []));
  if (values.length > 0) return { kind: "values", values };
  return {
    kind: "ranges",
    ranges: joinRanges(extents.flatMap((extent) => (extent.kind === "ranges" ? extent.ranges : []))),
  };
}
