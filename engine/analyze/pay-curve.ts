/** How what an agent is paid follows one figure, all else of their month held as it is. */
import type { AgentMonth, ParamDefinition, Program } from "../ir/program.ts";
import type { History } from "../reference/history.ts";
import { Reference } from "../reference/reference.ts";
import {
  abs,
  add,
  compare,
  divide,
  isZero,
  max,
  min,
  multiply,
  ONE,
  type Rational,
  rational,
  roundTo,
  subtract,
  ZERO,
} from "../values/rational.ts";
import { isRational, type Outcome } from "../values/value.ts";
import { edgesOf } from "./edges.ts";

export interface PayCurve {
  /** From left to right; where it jumps, two with the same `x`. */
  readonly points: readonly CurvePoint[];
  /** Edges within the range at which what is paid is not the same on both sides, in the order of the line. */
  readonly jumps: readonly CurveJump[];
}

export interface CurvePoint {
  readonly x: Rational;
  /** A row error where there is no result. */
  readonly y: Outcome;
}

export interface CurveJump {
  readonly edge: Rational;
  /** What is paid just below, and from there on. */
  readonly below: Rational;
  readonly above: Rational;
  /** The same of the first name that a rule decides by this edge, such as a coefficient. */
  readonly decided?: { readonly name: string; readonly below: Outcome; readonly above: Outcome };
}

export interface PayCurveQuestion {
  /** The figure that is moved: an input, or a name that is computed from others, which then are not asked. */
  readonly figure: string;
  /** What is paid. */
  readonly output: string;
  readonly at: AgentMonth;
  /** The line reaches at least from here to there, and a little beyond every edge. */
  readonly from: Rational;
  readonly to: Rational;
}

/** Places between edges at which the line is computed, at least. */
const PLACES = 60;
/** As near to an edge as no figure comes that people read. */
const NEARLY = rational(1, 1_000_000_000);

/**
 * Replays the agent's month with the figure at one place after another: at every edge that some rule has
 * for it, on both sides, and at round places between.
 *
 * @param history what rules may look back to, the agent's month among it
 * @returns `undefined` where the figure is no number of the program
 */
export function payCurve(program: Program, history: History, question: PayCurveQuestion): PayCurve | undefined {
  const { figure, output, at } = question;
  const held = program.definitions.get(figure);
  if (held?.type.kind !== "number" || !program.definitions.has(output)) return undefined;
  const { type, nameSpan, clause, span } = held;
  const param = { kind: "param", name: figure, type, nameSpan, clause, span, valueSpan: nameSpan } as const;
  const replay = (x: Rational): ((name: string) => Outcome) => {
    const definition: ParamDefinition = { ...param, value: x, exceptions: [], dependencies: [] };
    const definitions = new Map(program.definitions).set(figure, definition);
    const reference = new Reference({ ...program, definitions }, history);
    return (name) => reference.value(name, at);
  };

  const edges = edgesAlong(program, history, figure, at);
  const [from, to] = rangeOver(
    question,
    edges.map(({ value }) => value),
  );
  const points: CurvePoint[] = [];
  const jumps: CurveJump[] = [];
  for (const x of placesBetween(
    from,
    to,
    edges.map(({ value }) => value),
  )) {
    const edge = edges.find(({ value }) => compare(value, x) === 0);
    if (!edge) {
      points.push({ x, y: replay(x)(output) });
      continue;
    }
    const step = multiply(NEARLY, max(ONE, abs(x)));
    const below = replay(edge.belongsAbove ? subtract(x, step) : x);
    const above = replay(edge.belongsAbove ? x : add(x, step));
    const [low, high] = [below(output), above(output)];
    points.push({ x, y: low }, { x, y: high });
    if (!isRational(low) || !isRational(high) || compare(low, high) === 0) continue;
    const { decides } = edge;
    const decided = decides === undefined ? undefined : { name: decides, below: below(decides), above: above(decides) };
    jumps.push({ edge: x, below: low, above: high, ...(decided && { decided }) });
  }
  return { points, jumps };
}

/** Names along which some rule changes its answer and what is paid may change with it; in the order of the text. */
export function figuresBehind(program: Program, output: string): string[] {
  const behind = new Set<string>();
  const open = [output];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (behind.has(name)) continue;
    behind.add(name);
    open.push(...(program.definitions.get(name)?.dependencies ?? []));
  }
  const figures = edgesOf(program).flatMap(({ subject, decides }) =>
    subject.kind === "reference" && subject.type.kind === "number" && decides.some((name) => behind.has(name))
      ? [subject.name]
      : [],
  );
  return [...new Set(figures)];
}

function edgesAlong(program: Program, history: History, figure: string, at: AgentMonth) {
  const reference = new Reference(program, history);
  return edgesOf(program).flatMap(({ subject, bound, decides, belongsAbove }) => {
    const value = subject.kind === "reference" && subject.name === figure ? reference.evaluate(bound, at) : undefined;
    return value && isRational(value) ? [{ value, decides: decides[0], belongsAbove }] : [];
  });
}

/** A tenth beyond the outermost edges, but not below zero where nothing else is. */
function rangeOver({ from, to }: PayCurveQuestion, edges: readonly Rational[]): [Rational, Rational] {
  const [least, most] = [edges.reduce(min, from), edges.reduce(max, to)];
  const margin = multiply(subtract(most, least), rational(1, 10));
  const lower = edges.some((edge) => compare(edge, from) <= 0) ? subtract(least, margin) : from;
  const upper = edges.some((edge) => compare(edge, to) >= 0) ? add(most, margin) : to;
  return [compare(least, ZERO) >= 0 ? max(lower, ZERO) : lower, upper];
}

/** Round numbers, so that where a line bends is likely among them, with both ends and all edges; ascending. */
function placesBetween(from: Rational, to: Rational, edges: readonly Rational[]): Rational[] {
  const step = roundStep(divide(subtract(to, from), rational(PLACES)));
  const places = [from, to, ...edges];
  if (!isZero(step)) {
    const first = roundTo(divide(from, step), 0, "ceil");
    for (let at = multiply(first, step); compare(at, to) < 0; at = add(at, step)) places.push(at);
  }
  return places.sort(compare).filter((place, at, all) => at === 0 || compare(place, all[at - 1] ?? place) !== 0);
}

/** The next number below, of which it is 1, 2 or 5 times a power of ten; 0 where it is none. */
function roundStep(width: Rational): Rational {
  if (compare(width, ZERO) <= 0) return ZERO;
  let power = ONE;
  const [ten, tenth] = [rational(10), rational(1, 10)];
  while (compare(power, width) > 0) power = multiply(power, tenth);
  while (compare(multiply(power, ten), width) <= 0) power = multiply(power, ten);
  const times = [5, 2].find((each) => compare(multiply(power, rational(each)), width) <= 0) ?? 1;
  return multiply(power, rational(times));
}
