/**
 * An input column of a table, cut into stretches within which no test of the column changes: a number,
 * date or choice at its edges, a text into the texts that are named and all others.
 */
import type { Term, TypedTest } from "../ir/term.ts";
import { boundsOf } from "../ir/walk.ts";
import type { ComparisonOperator } from "../syntax/ast.ts";
import { compare, rational } from "../values/rational.ts";
import { compareValues, lowerBound } from "./comparison.ts";
import type { Range } from "./range.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";
import type { Flag } from "./whole.ts";

export interface Axis {
  readonly stretches: number;
  /** Whether the test holds throughout the stretch; it fails throughout otherwise. */
  readonly passes: (test: TypedTest, stretch: number) => boolean;
  /** What the stretch has that the value lies in. */
  readonly choose: <T>(of: readonly T[], join: (when: Flag, then: T, otherwise: T) => T) => T;
}

/** Undefined where the edges' order is not known beforehand. */
export function axisOf(tests: readonly TypedTest[], input: Value, scope: Scope): Axis | undefined {
  if (input.kind === "text") return textAxis(tests, input, scope);
  return input.kind === "truth" ? orderedAxis(tests, asCode(input, scope), scope) : orderedAxis(tests, input, scope);
}

/** No is 0 and yes is 1. */
function asCode(value: Value, { values }: Scope): Value {
  const { graph } = values;
  return value.kind === "truth" ? values.code(graph.choose(value.holds, graph.one, graph.zero), value.cause) : value;
}

/** Whether a test holds, where that of each comparison in it is known. */
function holdsBy(test: TypedTest, compares: (operator: ComparisonOperator, bound: Term) => boolean): boolean {
  switch (test.kind) {
    case "any":
      return true;
    case "compare":
      return compares(test.operator, test.bound);
    case "range":
      return (
        compares(test.lowerIncluded ? ">=" : ">", test.lower) && compares(test.upperIncluded ? "<=" : "<", test.upper)
      );
    case "one-of":
      return test.tests.some((one) => holdsBy(one, compares));
    case "not":
      return !holdsBy(test.test, compares);
  }
}

// ── in order ─────────────────────────────────────────────────────────────────────────────────────

/** A column is cut below its edge's value or above it. */
type Side = "below" | "above";
interface Cut {
  readonly edge: Value;
  readonly side: Side;
  /** The value lies beyond the cut. */
  readonly passed: Flag;
}

/** Which of the two a comparison needs. */
const SIDES: Readonly<Record<ComparisonOperator, readonly Side[]>> = {
  "<": ["below"],
  ">=": ["below"],
  "<=": ["above"],
  ">": ["above"],
  "=": ["below", "above"],
  "!=": ["below", "above"],
};

function orderedAxis(tests: readonly TypedTest[], input: Value, scope: Scope): Axis | undefined {
  const cutAt = (bound: Term, side: Side): Cut => {
    const edge = asCode(lowerBound(bound, scope), scope);
    return { edge, side, passed: compareValues(side === "below" ? ">=" : ">", input, edge, scope.values) };
  };
  const found = new Map<Flag, Cut>();
  for (const [operator, bound] of tests.flatMap(comparisonsOf)) {
    for (const side of SIDES[operator]) {
      const cut = cutAt(bound, side);
      // A cut that bounds show to lie before every value, or behind, does not cut.
      if (cut.passed.op !== "constant") found.set(cut.passed, cut);
    }
  }
  const cuts = [...found.values()].sort((a, b) => inOrder(a, b, scope));
  if (!cuts.every((cut, at) => at === 0 || isBefore(cuts[at - 1] ?? cut, cut, scope))) return undefined;
  const places = new Map(cuts.map(({ passed }, at) => [passed, at]));
  /** The first stretch beyond each cut. */
  const beyond = new Map<Term, Record<Side, number>>();
  const firstBeyond = (bound: Term, side: Side): number => {
    const { passed } = cutAt(bound, side);
    if (passed.op === "constant") return passed.value ? 0 : cuts.length + 1;
    return (places.get(passed) ?? 0) + 1;
  };
  const compares = (operator: ComparisonOperator, bound: Term, stretch: number): boolean => {
    const firsts = beyond.get(bound) ?? { below: firstBeyond(bound, "below"), above: firstBeyond(bound, "above") };
    beyond.set(bound, firsts);
    const isBeyond = (side: Side): boolean => stretch >= firsts[side];
    switch (operator) {
      case ">=":
        return isBeyond("below");
      case ">":
        return isBeyond("above");
      case "<":
        return !isBeyond("below");
      case "<=":
        return !isBeyond("above");
      case "=":
        return isBeyond("below") && !isBeyond("above");
      case "!=":
        return !isBeyond("below") || isBeyond("above");
    }
  };
  return {
    stretches: cuts.length + 1,
    passes: (test, stretch) => holdsBy(test, (operator, bound) => compares(operator, bound, stretch)),
    choose: <T>(of: readonly T[], join: (when: Flag, then: T, otherwise: T) => T): T => {
      const halves = (from: number, to: number): T => {
        const middle = (from + to + 1) >> 1;
        const cut = cuts[middle - 1];
        if (from === to || !cut) return of[from] as T;
        return join(cut.passed, halves(middle, to), halves(from, middle - 1));
      };
      return halves(0, cuts.length);
    },
  };
}

function comparisonsOf(test: TypedTest): [ComparisonOperator, Term][] {
  const found: [ComparisonOperator, Term][] = [];
  const collect = (part: TypedTest): void => {
    if (part.kind === "compare") found.push([part.operator, part.bound]);
    if (part.kind === "range") {
      found.push([part.lowerIncluded ? ">=" : ">", part.lower], [part.upperIncluded ? "<=" : "<", part.upper]);
    }
    if (part.kind === "one-of") part.tests.forEach(collect);
    if (part.kind === "not") collect(part.test);
  };
  collect(test);
  return found;
}

/** Between which numbers an edge lies. */
function rangeOf({ edge }: Cut, { values }: Scope): Range {
  if (edge.kind === "number") return values.amounts.rangeOf(edge.amount);
  if (edge.kind !== "code") return {};
  const { least, greatest } = edge.code;
  return {
    ...(least !== undefined && { least: rational(least) }),
    ...(greatest !== undefined && { greatest: rational(greatest) }),
  };
}

function inOrder(a: Cut, b: Cut, scope: Scope): number {
  const [x, y] = [rangeOf(a, scope).least, rangeOf(b, scope).least];
  const order = x && y ? compare(x, y) : 0;
  return order !== 0 || a.side === b.side ? order : a.side === "below" ? -1 : 1;
}

/** Whether all that lies beyond `b` lies beyond `a`, whatever the params are set to. */
function isBefore(a: Cut, b: Cut, scope: Scope): boolean {
  const { values } = scope;
  const bothAre = a.side === "below" || b.side === "above";
  if (bothAre && compareValues("=", a.edge, b.edge, values) === values.graph.always) return true;
  const [{ greatest }, { least }] = [rangeOf(a, scope), rangeOf(b, scope)];
  const order = greatest && least ? compare(greatest, least) : 1;
  return order < 0 || (order === 0 && bothAre);
}

// ── texts ────────────────────────────────────────────────────────────────────────────────────────

function textAxis(tests: readonly TypedTest[], input: Value & { kind: "text" }, scope: Scope): Axis | undefined {
  const texts = tests.flatMap(boundsOf).map((bound) => lowerBound(bound, scope));
  const known = [...new Set(texts.flatMap((each) => (each.kind === "text" ? [each.text] : [])))];
  if (known.some(({ op }) => op !== "constant")) return undefined;
  const flags = known.map((text) => scope.values.graph.sameText(input.text, text));
  const isNamed = (bound: Term, stretch: number): boolean => {
    const value = lowerBound(bound, scope);
    return value.kind === "text" && known[stretch] === value.text;
  };
  return {
    stretches: known.length + 1,
    passes: (test, stretch) => holdsBy(test, (operator, bound) => (operator === "=") === isNamed(bound, stretch)),
    choose: <T>(of: readonly T[], join: (when: Flag, then: T, otherwise: T) => T): T =>
      flags.reduceRight((others, flag, at) => join(flag, of[at] as T, others), of[flags.length] as T),
  };
}
