/**
 * What the rows of a decision table leave out, hold twice or never reach: exact over several
 * columns, each cut into the pieces of its axis.
 */
import { type Axis, coversAxis, intersectRuns, type Run, runsMeet } from "./axis.ts";

/** For each axis the runs of a region: a region is the product of its sides. */
export type Region = readonly (readonly Run[])[];

export interface Coverage {
  readonly gaps: readonly Region[];
  /** Rows that are the first to hold somewhere. */
  readonly deciding: ReadonlySet<number>;
}

/** A part of a gap: its pieces on one axis and, on the axes after it, what `rest` says. */
interface Gap {
  readonly id: number;
  readonly parts: readonly { readonly runs: readonly Run[]; readonly rest: Gap }[];
}

/** Steps of the sweep before it gives up; a table of a thousand rows takes some ten thousand. */
const MOST_STEPS = 2_000_000;
/** Gaps beyond this many are not listed. */
const MOST_REGIONS = 100;

/**
 * Sweeps the axes one after the other with the rows that still hold, remembering what it found for
 * the same rows. @returns undefined where the table is too intricate
 */
export function sweep(axes: readonly Axis[], rowCount: number): Coverage | undefined {
  const deciding = new Set<number>();
  const memo: Map<string, Gap | undefined>[] = axes.map(() => new Map());
  const known = new Map<string, Gap>();
  const bottom: Gap = { id: 0, parts: [] };
  let steps = 0;

  /** The axis from which on a row holds whatever the values are. */
  const free = Array.from(
    { length: rowCount },
    (_, row) => axes.findLastIndex((axis) => !coversAxis(axis, axis.rows[row] ?? [])) + 1,
  );

  function visit(at: number, holding: readonly number[]): Gap | undefined {
    const certain = holding.findIndex((row) => (free[row] ?? 0) <= at);
    if (certain === 0) {
      deciding.add(holding[0] ?? 0);
      return undefined;
    }
    const axis = axes[at];
    if (!axis) return bottom;
    const rows = certain > 0 ? holding.slice(0, certain + 1) : holding;
    const key = rows.join();
    const found = memo[at]?.get(key);
    if (found || memo[at]?.has(key)) return found;
    const gap = gapOf(
      axis,
      [...stretches(axis, rows)].map(([run, holding]) => {
        steps += rows.length;
        return { run, rest: steps > MOST_STEPS ? undefined : visit(at + 1, holding) };
      }),
    );
    memo[at]?.set(key, gap);
    return gap;
  }

  /** Neighbours with the same rest become one part; of a choice, all with the same rest. */
  function gapOf(axis: Axis, found: readonly { run: Run; rest: Gap | undefined }[]): Gap | undefined {
    const parts: { runs: Run[]; rest: Gap }[] = [];
    for (const { run, rest } of found) {
      if (!rest) continue;
      const last = parts.at(-1);
      const end = last?.runs.at(-1);
      if (last && end && last.rest === rest && end.to + 1 === run.from) {
        last.runs.splice(-1, 1, { from: end.from, to: run.to });
        continue;
      }
      const alike = axis.type.kind === "number" ? undefined : parts.find((part) => part.rest === rest);
      if (alike) alike.runs.push(run);
      else parts.push({ runs: [run], rest });
    }
    if (parts.length === 0) return undefined;
    const key = parts
      .map(({ runs, rest }) => `${runs.map(({ from, to }) => `${from}-${to}`).join()}:${rest.id}`)
      .join(";");
    const gap = known.get(key) ?? { id: known.size + 1, parts };
    known.set(key, gap);
    return gap;
  }

  const gap = visit(
    0,
    Array.from({ length: rowCount }, (_, row) => row),
  );
  return steps > MOST_STEPS ? undefined : { gaps: regionsOf(gap, bottom), deciding };
}

/** The stretches of an axis on which the same of the rows hold, in order. */
export function* stretches(axis: Axis, rows: readonly number[]): Generator<[Run, number[]]> {
  const events = new Map<number, { begin: number[]; end: number[] }>();
  const eventAt = (piece: number) => {
    const event = events.get(piece) ?? { begin: [], end: [] };
    events.set(piece, event);
    return event;
  };
  for (const row of rows) {
    for (const { from, to } of axis.rows[row] ?? []) {
      eventAt(from).begin.push(row);
      eventAt(to + 1).end.push(row);
    }
  }
  eventAt(0);
  const cuts = [...events.keys()].filter((piece) => piece < axis.pieces.length).sort((a, b) => a - b);
  let holding: readonly number[] = [];
  for (const [at, cut] of cuts.entries()) {
    const { begin, end } = eventAt(cut);
    const ended = new Set(end);
    holding = [...holding.filter((row) => !ended.has(row)), ...begin].sort((a, b) => a - b);
    yield [{ from: cut, to: (cuts[at + 1] ?? axis.pieces.length) - 1 }, [...holding]];
  }
}

function regionsOf(gap: Gap | undefined, bottom: Gap): Region[] {
  const regions: Region[] = [];
  const walk = (node: Gap, sides: readonly (readonly Run[])[]): void => {
    if (regions.length >= MOST_REGIONS) return;
    if (node === bottom) regions.push(sides);
    for (const { runs, rest } of node.parts) walk(rest, [...sides, runs]);
  };
  if (gap) walk(gap, []);
  return regions;
}

export interface Overlap {
  readonly first: number;
  readonly second: number;
  readonly region: Region;
}

/** Each two rows that hold together somewhere, with the region where they do. */
export function overlapsOf(axes: readonly Axis[], rowCount: number): Overlap[] {
  const overlaps: Overlap[] = [];
  for (let second = 1; second < rowCount; second += 1) {
    for (let first = 0; first < second; first += 1) {
      // Most pairs of a large table are apart, so whether they meet comes before where.
      if (!axes.every(({ rows }) => runsMeet(rows[first] ?? [], rows[second] ?? []))) continue;
      const region = axes.map(({ rows }) => intersectRuns(rows[first] ?? [], rows[second] ?? []));
      overlaps.push({ first, second, region });
      if (overlaps.length >= MOST_REGIONS) return overlaps;
    }
  }
  return overlaps;
}

/** Rows that hold nowhere. */
export const emptyRows = (axes: readonly Axis[], rowCount: number): number[] =>
  Array.from({ length: rowCount }, (_, row) => row).filter((row) => axes.some(({ rows }) => rows[row]?.length === 0));
