/**
 * Looks for inputs that make conditions hold: narrows every name by what must be true, splits what
 * is left and narrows again, until each input has one value, which is then replayed. Exhausting the
 * pieces proves that there are none.
 */
import type { AgentMonth } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { referencesOf, within as termsWithin } from "../../ir/walk.ts";
import type { Reference } from "../../reference/reference.ts";
import { decimalsOf, type Rational } from "../../values/rational.ts";
import { isRowError, type Value } from "../../values/value.ts";
import { type Domain, EMPTY, holdsValue, intersect, isEmpty, isNumber, only, theValue, within } from "./domain.ts";
import { evaluateEquation, narrow, narrowEquation } from "./interpret.ts";
import type { Model } from "./model.ts";
import { Scope } from "./scope.ts";
import { simplestAndHalves, simplestOf } from "./simplest.ts";
import { comparedRanges } from "./test-set.ts";

/** A term that must lie within a domain. */
export interface Goal {
  readonly term: Term;
  readonly target: Domain;
}

export type Search =
  | { readonly kind: "found"; readonly row: AgentMonth }
  /** No inputs make all goals hold. */
  | { readonly kind: "impossible" }
  | { readonly kind: "undecided" };

/** Whether a goal holds on the figures of a row. */
export function meets(reference: Reference, { term, target }: Goal, row: AgentMonth): boolean {
  const outcome = reference.evaluate(term, row);
  return !isRowError(outcome) && holdsValue(target, outcome);
}

/** How many pieces are looked at before the search gives up. */
const MOST_PIECES = 400;
const MOST_PASSES = 4;
/**
 * Terms evaluated for one program before every further search gives up at once: some seconds' worth.
 * A real scheme takes a thousandth.
 */
const MOST_WORK = 300_000;

export const isExhausted = ({ work }: Model): boolean => work > MOST_WORK;

export interface Quest {
  readonly goals: readonly Goal[];
  /** Names whose inputs are filled in too, with the simplest values, so that they can be computed. */
  readonly besides?: readonly string[];
  /** Replays inputs: only what it confirms is found. */
  readonly confirms: (row: AgentMonth) => boolean;
  /** How many pieces to look at before giving up. */
  readonly patience?: number;
  /** Looks only for figures that are the same in every month. */
  readonly steady?: boolean;
}

export function seek(
  scope: Scope,
  { goals, besides = [], confirms, patience = MOST_PIECES, steady = false }: Quest,
): Search {
  const { model } = scope;
  if (isExhausted(model)) return { kind: "undecided" };
  const read = goals.flatMap(({ term }) => [...referencesOf(term)].map(({ name }) => name));
  const names = supportOf(model, read);
  const leaves = [...new Set([...leavesOf(model, names), ...read.filter((name) => model.leaf(name))])];
  const others = leavesOf(model, supportOf(model, besides)).filter((leaf) => !leaves.includes(leaf));
  const keys = [...leaves, ...names];
  // What is said of this row is not believed of the months that windows look at.
  const start = new Scope(model, undefined, undefined, undefined, steady ? "steady" : scope.anyMonth);
  for (const key of keys) start.define(key, scope.get(key));

  const isRowAlone =
    !steady &&
    ![...goals.map(({ term }) => term), ...names.flatMap((name) => model.termsBehind(name))].some(looksBeyondRow);
  let exhaustive = true;
  const soon = [start];
  const later: Scope[] = [];
  for (let looked = 0; looked < patience && !isExhausted(model); looked += 1) {
    const piece = soon.pop() ?? later.shift();
    if (!piece) return { kind: exhaustive ? "impossible" : "undecided" };
    if (!propagate(piece, goals, names)) continue;
    const split = splitPiece(piece, keys, leaves);
    if (split) {
      exhaustive &&= split.soon.length > 0;
      soon.push(...split.soon.toReversed());
      later.push(...split.later);
      continue;
    }
    for (const leaf of others) piece.define(leaf, simplestDomain(scope.get(leaf)));
    const row = rowOf(piece, [...leaves, ...others]);
    // The reference computes every name of the program.
    model.work += model.order.length;
    if (row && confirms(row)) return { kind: "found", row };
    // With other months or agents around it the same row may do.
    exhaustive &&= isRowAlone;
  }
  return { kind: "undecided" };
}

/** Whether more than the figures of its own row decide what the term is. */
export const looksBeyondRow = (term: Term): boolean => [...termsWithin(term)].some(({ kind }) => BEYOND.has(kind));

const BEYOND: ReadonlySet<Term["kind"]> = new Set(["window", "streak", "peers", "calendar"]);

/** The names and every name they depend on, each after all it depends on itself. */
export function supportOf({ program, order }: Model, names: readonly string[]): string[] {
  const found = new Set<string>();
  const pending = [...names];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    pending.push(...(program.definitions.get(name)?.dependencies ?? []));
  }
  return order.filter((name) => found.has(name));
}

/** The figures of a row that the names read themselves. */
export function leavesOf(model: Model, names: readonly string[]): string[] {
  const leaves = new Set<string>();
  for (const name of names) {
    if (model.program.definitions.get(name)?.kind !== "input") continue;
    const body = model.equation(name)?.body;
    if (body && body.kind !== "column") for (const { name: key } of referencesOf(body)) leaves.add(key);
  }
  return [...leaves];
}

/** Narrows until nothing changes. @returns false where the goals cannot hold */
export function propagate(scope: Scope, goals: readonly Goal[], names: readonly string[]): boolean {
  const equations = names.flatMap((name) => {
    const equation = scope.model.equation(name);
    return equation ? [{ name, equation }] : [];
  });
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = scope.changes;
    scope.memo.clear();
    if (!goals.every(({ term, target }) => narrow(term, target, scope))) return false;
    for (const { name, equation } of equations.toReversed()) {
      if (scope.needs(name) && !narrowEquation(equation, scope.get(name), scope)) return false;
    }
    scope.memo.clear();
    for (const { name, equation } of equations) {
      scope.define(name, intersect(scope.get(name), evaluateEquation(equation, scope)));
      if (scope.needs(name) && isEmpty(scope.get(name))) return false;
    }
    if (scope.changes === before) break;
  }
  return true;
}

/** Smaller pieces that together hold the same: the likely ones soon, the rest in their turn. */
interface Split {
  readonly soon: readonly Scope[];
  readonly later: readonly Scope[];
}

/** @returns undefined where each input has one value */
function splitPiece(piece: Scope, keys: readonly string[], leaves: readonly string[]): Split | undefined {
  const cut = (key: string, parts: readonly Domain[]): Scope[] =>
    parts
      .filter((part) => !isEmpty(part))
      .map((part) => {
        const copy = piece.copy();
        copy.define(key, part);
        return copy;
      });
  for (const key of keys) {
    if (!leaves.includes(key) && !piece.needs(key)) continue;
    const domain = piece.get(key);
    const edge = middleEdge(domain, piece.model.edges(key));
    if (!edge) continue;
    const parts = (["<", "=", ">"] as const).map((sign) => within(domain, comparedRanges(sign, edge)));
    return { soon: cut(key, parts), later: [] };
  }
  const open = leaves.filter((leaf) => theValue(piece.get(leaf)) === undefined);
  const leaf = open.find((key) => piece.get(key).kind === "values") ?? open[0];
  if (leaf === undefined) return undefined;
  const [simplest, ...rest] = simplestAndHalves(piece.get(leaf));
  return simplest ? { soon: cut(leaf, [simplest]), later: cut(leaf, rest) } : { soon: [], later: [] };
}

/** Of the edges with values on both sides, the one in the middle. */
function middleEdge(domain: Domain, edges: readonly Rational[]): Rational | undefined {
  const inside = edges.filter(
    (edge) =>
      !isEmpty(within(domain, comparedRanges("<=", edge))) &&
      !isEmpty(within(domain, comparedRanges(">=", edge))) &&
      theValue(domain) === undefined,
  );
  return inside[inside.length >> 1];
}

function simplestDomain(domain: Domain): Domain {
  const value = simplestOf(domain);
  return value === undefined ? EMPTY : only(value);
}

/** The row whose figures these are; `undefined` where one cannot be written down. */
export function rowOf(piece: Scope, leaves: readonly string[]): AgentMonth | undefined {
  const values = new Map<string, Value>();
  for (const key of leaves) {
    const leaf = piece.model.leaf(key);
    const value = theValue(piece.get(key));
    if (!leaf || value === undefined) return undefined;
    if (isNumber(value) && decimalsOf(value) === undefined) return undefined;
    // A value that only a blank can stand for is given by leaving the cell blank.
    if (!isEmpty(intersect(leaf.permitted, only(value)))) values.set(leaf.metric.name, value);
  }
  return { agent: "", month: WITNESS_MONTH, values };
}

const WITNESS_MONTH = "2025-01";
