/**
 * Looks for two rows that differ in one figure only and of which the one with more of it has less (or
 * more) than the other. Along one such figure everything else is known, so where the proof fails lies
 * between two places that are halved until it holds or the rows stand next to each other.
 */
import type { AgentMonth } from "../../../ir/program.ts";
import type { Term } from "../../../ir/term.ts";
import { referencesOf } from "../../../ir/walk.ts";
import { compareValues } from "../../../reference/compare-values.ts";
import { compare } from "../../../values/rational.ts";
import { isRowError, type Value } from "../../../values/value.ts";
import type { Context } from "../context.ts";
import { isNumber, only } from "../domain.ts";
import { evaluateEquation } from "../interpret.ts";
import { Scope } from "../scope.ts";
import { leavesOf, supportOf } from "../seek.ts";
import type { Driver } from "./driver.ts";
import type { Facts } from "./facts.ts";
import { Line } from "./line.ts";
import { neverFalls, neverRises } from "./slope.ts";
import { Trends } from "./trends.ts";

/** What is said of two rows that differ in the driver only. */
export interface Claim {
  readonly subject: Term;
  readonly never: "falls" | "rises";
  readonly driver: Driver;
}

/** The row with less of the driver and the one with more. */
export interface Pair {
  readonly low: AgentMonth;
  readonly high: AgentMonth;
}

/** Whether going from one value to the other is what never happens. */
export function contradicts({ subject, never }: Claim, from: Value, to: Value): boolean {
  const order = compareValues(from, to, subject.type);
  return never === "falls" ? order > 0 : order < 0;
}

/** The figure by which the driver is moved while every other input stays; of a rate one that no other input reads. */
export function moverOf({ scope: { model } }: Context, { subject, driver }: Claim): string | undefined {
  const [first] = driver.leaves;
  if (!driver.isRate) return first;
  const others = supportOf(model, namesIn(subject)).filter((name) => name !== driver.name);
  const taken = leavesOf(model, others);
  return driver.leaves.find((leaf) => !taken.includes(leaf));
}

export const namesIn = (term: Term): string[] => [...referencesOf(term)].map(({ name }) => name);

/** Stretches looked at along one figure. */
const MOST_STRETCHES = 100;

/**
 * @param mover the figure that is moved
 * @param row gives every other figure
 * @param most how many terms the model may have evaluated before this is given up
 */
export function pairAlong(
  context: Context,
  claim: Claim,
  mover: string,
  row: AgentMonth,
  facts: Facts,
  most: number,
): Pair | undefined {
  const { model } = context.scope;
  const leaf = model.leaf(mover);
  if (!leaf) return undefined;
  const line = new Line(leaf, row);
  const pairBetween = comparing(context, claim, line);
  const proven = provenAlong(context, claim, mover, line, row, facts);
  const open = stretchesBetween([0n, line.last, ...edgesAlong(context, claim, line, row)]);
  // Replaying two rows is quicker than proving that none between them shows it.
  for (const [from, to] of open.toReversed()) {
    if (pairBetween(from, to)) return tighten(from, to, pairBetween);
  }
  for (let looked = 0; looked < MOST_STRETCHES && model.work <= most; looked += 1) {
    const stretch = open.pop();
    if (!stretch) return undefined;
    const [from, to] = stretch;
    const pair = pairBetween(from, to);
    if (pair) return tighten(from, to, pairBetween);
    if (to - from === 1n || proven(from, to)) continue;
    const middle = (from + to) / 2n;
    open.push([middle, to], [from, middle]);
  }
  return undefined;
}

type PairBetween = (from: bigint, to: bigint) => Pair | undefined;

/** Replays the rows of two places: what they come to, and of which the driver is less. */
function comparing({ reference, scope: { model } }: Context, claim: Claim, line: Line): PairBetween {
  const known = new Map<bigint, { row: AgentMonth; driver: Value; subject: Value } | undefined>();
  const replay = (place: bigint) => {
    const row = line.row(place);
    const [driver, subject] = [reference.value(claim.driver.name, row), reference.evaluate(claim.subject, row)];
    model.work += 1;
    return isRowError(driver) || isRowError(subject) ? undefined : { row, driver, subject };
  };
  const at = (place: bigint) => {
    if (!known.has(place)) known.set(place, replay(place));
    return known.get(place);
  };
  return (from, to) => {
    const [a, b] = [at(from), at(to)];
    if (!a || !b || !isNumber(a.driver) || !isNumber(b.driver)) return undefined;
    const order = compare(a.driver, b.driver);
    if (order === 0) return undefined;
    const [low, high] = order < 0 ? [a, b] : [b, a];
    return contradicts(claim, low.subject, high.subject) ? { low: low.row, high: high.row } : undefined;
  };
}

/** From each place to the next, the lowest stretch last. */
function stretchesBetween(places: readonly bigint[]): [bigint, bigint][] {
  const cuts = [...new Set(places)].sort((a, b) => (a < b ? 1 : -1));
  return cuts.slice(1).map((cut, at) => [cut, cuts[at] ?? cut]);
}

/** Halves the stretch while its ends still show it. */
function tighten(from: bigint, to: bigint, pairBetween: PairBetween): Pair | undefined {
  let [low, high] = [from, to];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (pairBetween(low, middle)) high = middle;
    else if (pairBetween(middle, high)) low = middle;
    else break;
  }
  return pairBetween(low, high);
}

/** Edges beyond this many are not tried. */
const MOST_EDGES = 8;

/** Where a test of the driver itself changes its answer, those next to the row, and the places beside them. */
function edgesAlong({ scope: { model } }: Context, { driver }: Claim, line: Line, row: AgentMonth): bigint[] {
  const figure = row.values.get(driver.name);
  const own = figure !== undefined && !isRowError(figure) && isNumber(figure) ? line.placeOf(figure) : 0n;
  const distance = (place: bigint): bigint => (place < own ? own - place : place - own);
  return [own, ...model.edges(driver.name).map((edge) => line.placeOf(edge))]
    .sort((a, b) => (distance(a) < distance(b) ? -1 : 1))
    .slice(0, MOST_EDGES)
    .flatMap((place) => [place - 1n, place, place + 1n])
    .filter((place) => place > 0n && place < line.last);
}

/** Whether the claim is proven between two places of the line. */
function provenAlong(
  { scope }: Context,
  { subject, never, driver }: Claim,
  mover: string,
  line: Line,
  row: AgentMonth,
  facts: Facts,
): (from: bigint, to: bigint) => boolean {
  const { model } = scope;
  const names = supportOf(model, namesIn(subject));
  const leaves = leavesOf(model, names);
  return (from, to) => {
    const piece = new Scope(model, undefined, undefined, undefined, scope.anyMonth);
    for (const key of leaves) {
      const figure = row.values.get(model.leaf(key)?.metric.name ?? "");
      if (key === mover) piece.define(key, line.domain(from, to));
      else piece.define(key, figure === undefined || isRowError(figure) ? scope.get(key) : only(figure));
    }
    for (const name of names) {
      const equation = model.equation(name);
      if (equation) piece.define(name, evaluateEquation(equation, piece));
    }
    const slope = new Trends(piece, driver, facts).slope(subject);
    return never === "falls" ? neverFalls(slope) : neverRises(slope);
  };
}
