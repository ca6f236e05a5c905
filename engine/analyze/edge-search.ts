/** Crosses one edge from many situations and keeps what says most about each output. */
import type { Model } from "../check/prove/model.ts";
import { leavesOf, supportOf } from "../check/prove/seek.ts";
import type { AgentMonth, Example, Output } from "../ir/program.ts";
import { referencesOf } from "../ir/walk.ts";
import { Reference } from "../reference/reference.ts";
import { abs, compare, equal, isZero, max, min, type Rational, rational, subtract, ZERO } from "../values/rational.ts";
import { isRational, isRowError, type Outcome, type Value } from "../values/value.ts";
import { type Crossing, crossingFrom, type Scale, scaleOf } from "./crossing.ts";
import type { Edge } from "./edges.ts";
import { type Base, isEarlier, type Situation, withFigure } from "./situations.ts";

export interface Cliff {
  readonly output: Output;
  readonly edge: Edge;
  /** The figure that moves, by a catalogue name. */
  readonly figure: string;
  /** Whether it moves in this month, or in every earlier month that the rule looks back to. */
  readonly months: "this" | "earlier";
  readonly below: Side;
  /** At the edge, or above it where the edge belongs to what lies below. */
  readonly above: Side;
  /** From below to above; of grades the number of places in their order. */
  readonly jump: Rational;
  /** Whose other figures are taken: of all the scheme's examples, the one with the largest jump. */
  readonly example?: Example;
}

/** One side of an edge, ready to be replayed. */
export interface Side {
  readonly figure: Rational;
  /** What the edge tests; absent where it has no value here. */
  readonly tested?: Value;
  readonly result: Value;
  readonly at: AgentMonth;
  /** What the rules may look back to: the agent's other months, and other agents. */
  readonly others: readonly AgentMonth[];
}

/** A figure that an edge's subject is computed from. */
interface Lever {
  readonly figure: string;
  readonly scale: Scale;
  /** What agents bring about, and not, say, a target they are given. */
  readonly isResult: boolean;
}

/** A way over an edge. */
interface Steps {
  readonly lever: Lever;
  readonly months: Cliff["months"];
  readonly crossing: Crossing;
  /** The situation with the figure at that place; each is made once. */
  at(place: bigint): Situation;
}

export class EdgeSearch {
  readonly #model: Model;
  readonly #edge: Edge;
  readonly #outputs: readonly Output[];
  readonly #levers: readonly Lever[];
  readonly #found = new Map<string, { cliff: Cliff; worth: number }>();
  /** Whether some output could be computed on both sides. */
  isKnown = false;

  constructor(model: Model, edge: Edge, outputs: readonly Output[]) {
    this.#model = model;
    this.#edge = edge;
    this.#outputs = outputs;
    this.#levers = leversOf(model, edge);
  }

  cliffs(): readonly Cliff[] {
    return [...this.#found.values()].map(({ cliff }) => cliff);
  }

  /** Crosses the edge from the situation, by the first figure that can. */
  try(base: Base): void {
    const steps = this.#cross(base);
    if (!steps) return;
    const { lever, months } = steps;
    const { below, above } = steps.crossing;
    const results = this.#outputs.flatMap((output) => {
      const [from, to] = [outcomeOf(output.name, steps.at(below)), outcomeOf(output.name, steps.at(above))];
      return isRowError(from) || isRowError(to) ? [] : [{ output, from, to }];
    });
    if (results.length === 0) return;
    this.isKnown = true;
    if (!this.#decides(steps)) return;
    const worth = this.#worth(steps);
    const side = (place: bigint, result: Value): Side => {
      const { at, others, reference } = steps.at(place);
      const tested = reference.evaluate(this.#edge.subject, at);
      return { figure: lever.scale.at(place), ...(!isRowError(tested) && { tested }), result, at, others };
    };
    for (const { output, from, to } of results) {
      const jump = jumpOf(output, from, to);
      if (!jump || isZero(jump) || !isBetter({ jump, worth }, this.#found.get(output.name))) continue;
      if (!this.#jumps(steps, output, jump)) continue;
      const cliff: Cliff = {
        output,
        edge: this.#edge,
        figure: lever.figure,
        months,
        below: side(below, from),
        above: side(above, to),
        jump,
        ...(base.example && { example: base.example }),
      };
      this.#found.set(output.name, { cliff, worth });
    }
  }

  /**
   * A step of what agents can move says more than one of the targets they are given, and most of all one
   * that crosses no other edge on the way.
   */
  #worth({ lever, crossing, at }: Steps): number {
    const { subject, bound } = this.#edge;
    const [low, high] = [at(crossing.below), at(crossing.above)];
    const [from, to] = [low.reference.evaluate(subject, low.at), high.reference.evaluate(subject, high.at)];
    const edge = low.reference.evaluate(bound, low.at);
    const isAlone =
      !isRational(from) || !isRational(to) || !this.#edgesBetween(from, to).some((met) => !isSame(met, edge));
    return (isAlone ? 2 : 0) + (lever.isResult ? 1 : 0);
  }

  #cross(base: Base): Steps | undefined {
    for (const months of ["this", "earlier"] as const) {
      const rows = months === "this" ? [base.at] : base.others.filter((row) => isEarlier(row, base));
      for (const lever of this.#levers) {
        const start = rows.map(({ values }) => values.get(lever.figure)).find((value) => value !== undefined);
        if (start === undefined || !isRational(start)) continue;
        const crossing = crossingFrom(start, this.#guess(base, lever), lever.scale, (value) =>
          this.#isAbove(this.#moved(base, months, lever.figure, value)),
        );
        if (!crossing) continue;
        const seen = new Map<bigint, Situation>();
        const at = (place: bigint): Situation => {
          const found = seen.get(place) ?? this.#moved(base, months, lever.figure, lever.scale.at(place));
          seen.set(place, found);
          return found;
        };
        return { lever, months, crossing, at };
      }
    }
    return undefined;
  }

  /** Where the edge is on the figure itself, it is known where to look. */
  #guess({ at, reference }: Base, { figure }: Lever): Rational | undefined {
    const { subject, bound } = this.#edge;
    const definition = subject.kind === "reference" ? this.#model.program.definitions.get(subject.name) : undefined;
    if (definition?.kind !== "input" || definition.metric.name !== figure) return undefined;
    const value = reference.evaluate(bound, at);
    return isRational(value) ? value : undefined;
  }

  #isAbove({ at, reference }: Situation): boolean | undefined {
    const { subject, bound, belongsAbove } = this.#edge;
    const [value, edge] = [reference.evaluate(subject, at), reference.evaluate(bound, at)];
    if (!isRational(value) || !isRational(edge)) return undefined;
    const order = compare(value, edge);
    return order > 0 || (order === 0 && belongsAbove);
  }

  /** With another value of one figure, in this month or in the agent's earlier ones. */
  #moved(base: Base, months: Cliff["months"], figure: string, value: Rational): Situation {
    if (months === "this") return { ...base, at: withFigure(base.at, figure, value) };
    const others = base.others.map((row) => (isEarlier(row, base) ? withFigure(row, figure, value) : row));
    return { at: base.at, others, reference: new Reference(this.#model.program, others) };
  }

  /** Whether what turns on the edge jumps there itself: an output may jump for another reason at the same step. */
  #decides(steps: Steps): boolean {
    const { crossing, at } = steps;
    return this.#edge.decides.some((name) => {
      const [from, to] = [outcomeOf(name, at(crossing.below)), outcomeOf(name, at(crossing.above))];
      const type = this.#model.program.definitions.get(name)?.type;
      // Where it has a value on one side only, the outputs tell.
      if (isRowError(from) || isRowError(to) || !type) return true;
      const change = difference(from, to);
      return change ? this.#jumps(steps, { name, type }, change) : from !== to;
    });
  }

  /**
   * Where pay rises by 20 with every customer, 20 more at an edge are no cliff: a jump is more, or less,
   * than the steps on either side.
   */
  #jumps(steps: Steps, { name, type }: Pick<Output, "name" | "type">, jump: Rational): boolean {
    if (type.kind !== "number") return !isZero(jump);
    const { below, above } = steps.crossing;
    const outward = above > below ? 1n : -1n;
    const slopes = [
      this.#slope(steps, name, below - outward, below),
      this.#slope(steps, name, above, above + outward),
    ].filter((slope) => slope !== undefined);
    const least = slopes.reduce(min, slopes[0] ?? ZERO);
    const most = slopes.reduce(max, slopes[0] ?? ZERO);
    const noise = type.percent ? ROUNDING_OF_PERCENT : ROUNDING;
    return compare(subtract(jump, most), noise) > 0 || compare(subtract(least, jump), noise) > 0;
  }

  /** What a step beside the edge changes; nothing is known where it leaves the scale or meets another edge. */
  #slope({ lever, at }: Steps, name: string, from: bigint, to: bigint): Rational | undefined {
    const { first, last } = lever.scale;
    if ([from, to].some((place) => (first !== undefined && place < first) || (last !== undefined && place > last))) {
      return undefined;
    }
    const [a, b] = [at(from), at(to)];
    const { subject } = this.#edge;
    const [before, after] = [a.reference.evaluate(subject, a.at), b.reference.evaluate(subject, b.at)];
    if (!isRational(before) || !isRational(after) || this.#edgesBetween(before, after).length > 0) return undefined;
    return difference(outcomeOf(name, a), outcomeOf(name, b));
  }

  /** Of the name that the edge tests, those that both values do not lie on the same side of. */
  #edgesBetween(before: Rational, after: Rational): readonly Rational[] {
    const { subject } = this.#edge;
    if (subject.kind !== "reference") return [];
    const edges = this.#model.edges(subject.name);
    return edges.filter((edge) => compare(before, edge) * compare(after, edge) <= 0);
  }
}

const outcomeOf = (name: string, { at, reference }: Situation): Outcome => reference.value(name, at);

const isSame = (edge: Rational, other: Outcome): boolean => isRational(other) && equal(edge, other);

/** Of two ways over an edge the one that says more, of those alike the one with the larger jump. */
function isBetter(
  { jump, worth }: { readonly jump: Rational; readonly worth: number },
  known: { readonly cliff: Cliff; readonly worth: number } | undefined,
): boolean {
  if (!known || worth !== known.worth) return worth > (known?.worth ?? -1);
  return compare(abs(jump), abs(known.cliff.jump)) > 0;
}

/** The figures of the row that the subject is computed from; results, which agents can move, before all others. */
function leversOf(model: Model, { subject, bound }: Edge): Lever[] {
  const names = [subject, bound].flatMap((term) => [...referencesOf(term)].map(({ name }) => name));
  const levers = leavesOf(model, supportOf(model, names)).flatMap((key) => {
    const leaf = model.leaf(key);
    const scale = leaf && scaleOf(leaf.permitted);
    return leaf && scale ? [{ figure: leaf.metric.name, scale, isResult: leaf.metric.direction !== "none" }] : [];
  });
  return levers.sort((a, b) => Number(b.isResult) - Number(a.isResult));
}

function jumpOf({ type }: Output, from: Value, to: Value): Rational | undefined {
  if (type.kind === "choice") return rational(type.values.indexOf(String(to)) - type.values.indexOf(String(from)));
  return difference(from, to);
}

const difference = (from: Outcome, to: Outcome): Rational | undefined =>
  isRational(from) && isRational(to) ? subtract(to, from) : undefined;

/** Two of the last decimals that results are usually rounded to: as much as rounding can add to a difference. */
const ROUNDING = rational(2, 100);
const ROUNDING_OF_PERCENT = rational(2, 10_000);
