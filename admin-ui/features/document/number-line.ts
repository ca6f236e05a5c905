/**
 * Where the bands of a table over one number lie on a line, for drawing. What is a gap or an overlap
 * the checker decides, since it knows which values can occur (5..9 then 10..19 leaves no gap between
 * counts): a stretch without a row is drawn as a gap only where a finding has its witness in it.
 */
import {
  add,
  compare,
  divide,
  type Rational,
  rational,
  roundTo,
  subtract,
  type TableStatement,
  type Test,
} from "../../../engine/index.ts";
import { type Constants, constantValue } from "./constants.ts";

/** What the checker knows of the table's input. */
export interface InputFacts {
  /** Witnesses of its findings about the table, as values of the input. */
  readonly gaps: readonly Rational[];
  readonly overlaps: readonly Rational[];
  /** Decimal places of the input's values; absent where there is no limit. */
  readonly decimals: number | undefined;
}

export interface Segment {
  readonly kind: "band" | "gap" | "overlap";
  /** Indexes of the rows that hold here; empty for a gap. */
  readonly rows: readonly number[];
  /** Absent at an open end of the line. */
  readonly from?: Rational;
  readonly fromIncluded: boolean;
  readonly to?: Rational;
  readonly toIncluded: boolean;
  /** Shares of the line's width, 0 to 1. */
  readonly start: number;
  readonly end: number;
}

interface Interval {
  readonly lower?: Rational;
  readonly lowerIncluded: boolean;
  readonly upper?: Rational;
  readonly upperIncluded: boolean;
}

/** A stretch over which the same rows hold: between two neighbouring bounds, or a bound itself. */
interface Stretch {
  readonly from?: Rational;
  readonly to?: Rational;
  readonly rows: readonly number[];
}

const MOST_ROWS = 24;

/** `undefined` where the table is no table of bands over one number. */
export function numberLine(
  table: TableStatement,
  constants: Constants,
  facts: InputFacts,
): readonly Segment[] | undefined {
  if (table.inputs.length !== 1 || table.rows.length < 2 || table.rows.length > MOST_ROWS) return undefined;
  const rows = table.rows.map(({ tests: [test] }) => test && intervalsOf(test, constants));
  if (!rows.every((intervals) => intervals !== undefined)) return undefined;
  const bounds = distinct(rows.flat().flatMap(({ lower, upper }) => [lower, upper].filter((b) => b !== undefined)));
  if (bounds.length === 0) return undefined;

  const holding = (holds: (interval: Interval) => boolean): number[] =>
    rows.flatMap((intervals, row) => (intervals.some(holds) ? [row] : []));
  const stretches: Stretch[] = [{ to: bounds[0] as Rational, rows: holding(({ lower }) => lower === undefined) }];
  bounds.forEach((bound, index) => {
    const next = bounds[index + 1];
    stretches.push({ from: bound, to: bound, rows: holding((interval) => holdsAt(interval, bound)) });
    const inside = next ? divide(add(bound, next), rational(2)) : add(bound, rational(1));
    stretches.push({ from: bound, ...(next && { to: next }), rows: holding((interval) => holdsAt(interval, inside)) });
  });
  return layOut(joined(stretches, table.policy, facts));
}

type Piece = Omit<Segment, "start" | "end">;

/** What each stretch is drawn as; equal neighbours become one. */
function joined(stretches: readonly Stretch[], policy: TableStatement["policy"], facts: InputFacts): readonly Piece[] {
  const gaps = gapsAmong(stretches, facts);
  const pieces: Piece[] = [];
  for (const stretch of stretches) {
    const piece = gaps.has(stretch) ? asGap(stretch) : pieceOf(stretch, policy, facts);
    const before = pieces.at(-1);
    if (!piece && !stretch.to) break;
    if (before && (!piece || isContinuedBy(before, piece))) {
      // Where nothing can occur, the band before reaches on to the next one.
      const { to: _, ...open } = before;
      pieces[pieces.length - 1] = {
        ...open,
        ...(stretch.to && { to: stretch.to }),
        toIncluded: piece?.toIncluded ?? false,
      };
    } else if (piece) {
      pieces.push(piece);
    }
  }
  return pieces;
}

/** Stretches without a row that lie together are one gap where a finding has its witness in one of them. */
function gapsAmong(stretches: readonly Stretch[], facts: InputFacts): ReadonlySet<Stretch> {
  const gaps = new Set<Stretch>();
  let run: Stretch[] = [];
  for (const stretch of [...stretches, undefined]) {
    if (stretch?.rows.length === 0) {
      run.push(stretch);
      continue;
    }
    const first = run.findIndex((each) => canOccur(each, facts.decimals));
    const last = run.findLastIndex((each) => canOccur(each, facts.decimals));
    if (run.some((each) => holdsOneOf(each, facts.gaps))) {
      for (const each of run.slice(first, last + 1)) gaps.add(each);
    }
    run = [];
  }
  return gaps;
}

const isPoint = ({ from, to }: Stretch): boolean => from !== undefined && from === to;

const placeOf = (stretch: Stretch) => ({
  ...(stretch.from && { from: stretch.from }),
  ...(stretch.to && { to: stretch.to }),
  fromIncluded: isPoint(stretch),
  toIncluded: isPoint(stretch),
});

const asGap = (stretch: Stretch): Piece => ({ kind: "gap", rows: [], ...placeOf(stretch) });

/** `undefined` for a stretch without a row. */
function pieceOf(stretch: Stretch, policy: TableStatement["policy"], facts: InputFacts): Piece | undefined {
  const { rows } = stretch;
  if (rows.length === 0) return undefined;
  const overlaps = rows.length > 1 && policy === "unique" && holdsOneOf(stretch, facts.overlaps);
  return overlaps
    ? { kind: "overlap", rows, ...placeOf(stretch) }
    : { kind: "band", rows: rows.slice(0, 1), ...placeOf(stretch) };
}

function holdsOneOf(stretch: Stretch, values: readonly Rational[]): boolean {
  const { from, to } = stretch;
  return values.some((value) => {
    if (isPoint(stretch)) return from !== undefined && compare(value, from) === 0;
    return (!from || compare(value, from) > 0) && (!to || compare(value, to) < 0);
  });
}

/** Whether the stretch holds a value with so many decimals. */
function canOccur({ from, to }: Stretch, decimals: number | undefined): boolean {
  if (!from || !to || decimals === undefined) return true;
  if (from === to) return compare(roundTo(from, decimals), from) === 0;
  const next = add(roundTo(from, decimals, "floor"), rational(1, 10n ** BigInt(decimals)));
  return compare(next, to) < 0;
}

const isContinuedBy = (before: Piece, { kind, rows }: Piece): boolean =>
  before.kind === kind && before.rows.length === rows.length && rows.every((row, at) => row === before.rows[at]);

/** Widths follow the values, but even a single point stays wide enough to be seen. */
function layOut(pieces: readonly Piece[]): readonly Segment[] {
  const finite = pieces.flatMap(({ from, to }) => (from && to ? [approximately(subtract(to, from))] : []));
  const total = finite.reduce((sum, width) => sum + width, 0) || 1;
  const widths = pieces.map(({ kind, from, to }) => {
    const natural = from && to ? approximately(subtract(to, from)) / total : 0.22;
    return Math.max(natural, kind === "band" ? 0.1 : 0.055);
  });
  const sum = widths.reduce((all, width) => all + width, 0);
  let start = 0;
  return pieces.map((piece, index) => {
    const end = index === pieces.length - 1 ? 1 : start + (widths[index] ?? 0) / sum;
    const segment = { ...piece, start, end };
    start = end;
    return segment;
  });
}

/** Where a value stands on the line, 0 to 1; inside an open end it approaches the end. */
export function positionOf(value: Rational, segments: readonly Segment[]): number | undefined {
  for (const { from, to, start, end } of segments) {
    if ((from && compare(value, from) < 0) || (to && compare(value, to) >= 0)) continue;
    if (from && to) {
      const share = approximately(subtract(value, from)) / approximately(subtract(to, from));
      return start + share * (end - start);
    }
    const edge = from ?? to;
    if (!edge) return (start + end) / 2;
    const distance = Math.abs(approximately(subtract(value, edge)));
    const scale = Math.abs(approximately(edge)) * 0.5 || 1;
    const share = distance / (distance + scale);
    return from ? start + share * (end - start) : end - share * (end - start);
  }
  return undefined;
}

function intervalsOf(test: Test, constants: Constants): Interval[] | undefined {
  switch (test.kind) {
    case "compare": {
      const bound = constantValue(test.bound, constants);
      if (!bound) return undefined;
      switch (test.operator) {
        case "<":
        case "<=":
          return [{ upper: bound, upperIncluded: test.operator === "<=", lowerIncluded: false }];
        case ">":
        case ">=":
          return [{ lower: bound, lowerIncluded: test.operator === ">=", upperIncluded: false }];
        case "=":
          return [{ lower: bound, lowerIncluded: true, upper: bound, upperIncluded: true }];
        case "!=":
          return undefined;
      }
      return undefined;
    }
    case "range": {
      const [lower, upper] = [constantValue(test.lower, constants), constantValue(test.upper, constants)];
      if (!lower || !upper) return undefined;
      return [{ lower, lowerIncluded: test.lowerIncluded, upper, upperIncluded: test.upperIncluded }];
    }
    case "one-of": {
      const parts = test.tests.map((part) => intervalsOf(part, constants));
      return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
    }
    default:
      return undefined;
  }
}

function holdsAt({ lower, lowerIncluded, upper, upperIncluded }: Interval, value: Rational): boolean {
  const above = lower === undefined ? 1 : compare(value, lower);
  const below = upper === undefined ? -1 : compare(value, upper);
  return (above > 0 || (above === 0 && lowerIncluded)) && (below < 0 || (below === 0 && upperIncluded));
}

const distinct = (values: readonly Rational[]): Rational[] =>
  [...values].sort(compare).filter((value, index, all) => index === 0 || compare(value, all[index - 1] ?? value) !== 0);

/** For drawing only. */
const approximately = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);
