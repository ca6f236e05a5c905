/**
 * One input column of a decision table, cut where some row's test changes its answer: at each edge
 * and between each two. A piece without a value that the column can have does not exist, so 5..9 and
 * then 10..19 leave nothing out for counts.
 */
import type { DecisionTable } from "../../ir/program.ts";
import { compare, type Rational } from "../../values/rational.ts";
import type { Type } from "../../values/type.ts";
import { ascending, type Domain, intervalOf, isEmpty, isNumber, only, unionOf } from "./domain.ts";
import type { Model } from "./model.ts";
import { hullOfRanges, intersectRanges, isPointRange, pointRange, type Range } from "./range.ts";

/** Pieces `from` to `to` of an axis, both included. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

interface Piece {
  /** For numbers, the whole stretch between two edges, whether all of it can occur or not. */
  readonly range?: Range;
  /** What of it can occur; never empty. */
  readonly domain: Domain;
}

export interface Axis {
  readonly name: string;
  readonly type: Type;
  readonly pieces: readonly Piece[];
  /** For each row, the pieces on which its test holds, ascending and apart. */
  readonly rows: readonly (readonly Run[])[];
}

/** @param domain what the column can be */
export function axisOf(model: Model, table: DecisionTable, column: number, domain: Domain): Axis {
  const { name, type } = table.inputs[column] ?? { name: "", type: { kind: "unknown" } };
  const tests = table.rows.flatMap(({ tests }) => tests[column] ?? []);
  if (type.kind === "number") {
    const ranges = tests.map((test) => model.ranges(test) ?? []);
    return { name, type, ...cutNumbers(ranges, domain) };
  }
  const values = domain.kind === "values" ? domain.values : [];
  const rows = tests.map((test) =>
    joinRuns(values.flatMap((value, at) => (model.passes(value, test, type) ? [{ from: at, to: at }] : []))),
  );
  return { name, type, pieces: values.map((value) => ({ domain: only(value) })), rows };
}

/**
 * Between n edges there are 2n + 1 slots: slot 2i + 1 is the edge i itself, slot 2i what lies before
 * it and after the edge i − 1.
 */
function cutNumbers(rows: readonly (readonly Range[])[], domain: Domain): Pick<Axis, "pieces" | "rows"> {
  const bounds = rows.flat().flatMap(({ lower, upper }) => [lower, upper].filter((bound) => bound !== undefined));
  const edges = ascending(bounds.map(({ value }) => value));
  const indexes = new Map(edges.map((edge, at) => [keyOf(edge), at]));
  const edgeAt = (value: Rational): number => indexes.get(keyOf(value)) ?? 0;

  const domains = domain.kind === "values" ? listsBySlot(domain.values.filter(isNumber), edges) : [];
  const pieces: Piece[] = [];
  /** How many pieces exist before each slot. */
  const before: number[] = [];
  for (let slot = 0; slot <= 2 * edges.length; slot += 1) {
    before.push(pieces.length);
    const range = slotRange(edges, slot);
    const held =
      domain.kind === "values"
        ? ({ kind: "values", values: domains[slot] ?? [] } as const)
        : intervalOf(intersectRanges(domain, range), domain.step);
    if (!isEmpty(held)) pieces.push({ range, domain: held });
  }
  before.push(pieces.length);

  const runOf = ({ lower, upper }: Range): Run => {
    const first = lower ? 2 * edgeAt(lower.value) + (lower.included ? 1 : 2) : 0;
    const last = upper ? 2 * edgeAt(upper.value) + (upper.included ? 1 : 0) : 2 * edges.length;
    return { from: before[first] ?? 0, to: (before[last + 1] ?? 0) - 1 };
  };
  return { pieces, rows: rows.map((ranges) => joinRuns(ranges.map(runOf).filter(({ from, to }) => from <= to))) };
}

const keyOf = ({ numerator, denominator }: Rational): string => `${numerator}/${denominator}`;

function slotRange(edges: readonly Rational[], slot: number): Range {
  const [edge, previous] = [edges[slot >> 1], edges[(slot >> 1) - 1]];
  if (slot % 2 === 1 && edge) return pointRange(edge);
  const open = (value: Rational | undefined) => value && { value, included: false };
  return { lower: open(previous), upper: open(edge) };
}

/** Distributes numbers, ascending, over the slots between the edges. */
function listsBySlot(numbers: readonly Rational[], edges: readonly Rational[]): Rational[][] {
  const lists: Rational[][] = Array.from({ length: 2 * edges.length + 1 }, () => []);
  let at = 0;
  for (const number of numbers) {
    for (let edge = edges[at]; edge && compare(edge, number) < 0; edge = edges[at]) at += 1;
    const edge = edges[at];
    lists[edge && compare(edge, number) === 0 ? 2 * at + 1 : 2 * at]?.push(number);
  }
  return lists;
}

/** Runs in ascending order, those that touch made one. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && run.from <= last.to + 1) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, run.to) };
    else joined.push(run);
  }
  return joined;
}

/** The pieces in both. */
export function intersectRuns(a: readonly Run[], b: readonly Run[]): Run[] {
  const both: Run[] = [];
  for (const x of a) {
    for (const y of b) {
      const [from, to] = [Math.max(x.from, y.from), Math.min(x.to, y.to)];
      if (from <= to) both.push({ from, to });
    }
  }
  return both;
}

/** Whether some piece is in both. */
export const runsMeet = (a: readonly Run[], b: readonly Run[]): boolean =>
  a.some((x) => b.some((y) => x.from <= y.to && y.from <= x.to));

/** Whether the runs leave nothing of the axis out. */
export const coversAxis = ({ pieces }: Axis, runs: readonly Run[]): boolean =>
  pieces.length === 0 || (runs.length === 1 && runs[0]?.from === 0 && runs[0].to === pieces.length - 1);

/** What can occur in the runs. */
export const domainOfRuns = ({ pieces }: Axis, runs: readonly Run[]): Domain =>
  unionOf(runs.flatMap(({ from, to }) => pieces.slice(from, to + 1).map(({ domain }) => domain)));

/** The stretch of a run, its outer ends open-ended where the run reaches the end of what can occur. */
export function rangeOfRun({ pieces }: Axis, { from, to }: Run): Range {
  const [first, last] = [pieces[from]?.range, pieces[to]?.range];
  if (!first || !last) return { lower: undefined, upper: undefined };
  if (from === to && isPointRange(first)) return first;
  const whole = hullOfRanges(first, last);
  return {
    lower: from === 0 ? undefined : whole.lower,
    upper: to === pieces.length - 1 ? undefined : whole.upper,
  };
}
