/** Whether the results of a decision table follow one of its columns, whatever stands in the others. */
import { compare } from "../../../values/rational.ts";
import type { Axis } from "../axis.ts";
import { stretches } from "../coverage.ts";
import { hullOfRanges, type Range } from "../range.ts";

/** What is known of two values, or of all along a line: `up` means that none falls, `down` that none rises. */
export interface Order {
  readonly up: boolean;
  readonly down: boolean;
}

export interface LinesOrder extends Order {
  /** False where some combination of values has no row. */
  readonly complete: boolean;
  /** Two rows that may keep it from being `up`, and two that may keep it from being `down`. */
  readonly suspects: readonly RowPair[];
}

/** A row that decides below and one that decides above, as the line goes. */
export type RowPair = readonly [low: number, high: number];

export interface Lines {
  readonly axes: readonly Axis[];
  readonly policy: "unique" | "first";
  readonly rowCount: number;
  /** All that the row's result can be; absent where it is never computed. */
  readonly extent: (row: number) => Range | undefined;
  /** Compares a row that decides below with one that decides above, where what each can be overlaps. */
  readonly relate: (low: number, high: number) => Order;
}

/** Lines looked at before giving up; a table of a thousand rows has a thousand at most. */
const MOST_STEPS = 200_000;
/** In a line of more rows than this they are compared by what they can be alone. */
const MOST_RELATED = 12;

export function orderAlong(lines: Lines, moving: number): LinesOrder | undefined {
  const { axes, policy, rowCount } = lines;
  const others = axes.map((_, at) => at).filter((at) => at !== moving);
  const axis = axes[moving];
  if (!axis) return undefined;
  const seen = axes.map(() => new Set<string>());
  let [up, down, complete, steps] = [true, true, true, 0];
  const suspects: RowPair[] = [];

  const decider = (holding: readonly number[]): number | undefined =>
    policy === "first" || holding.length === 1 ? holding[0] : undefined;

  const visit = (at: number, holding: readonly number[]): void => {
    const key = holding.join();
    if (seen[at]?.has(key) || steps > MOST_STEPS || !(up || down)) return;
    seen[at]?.add(key);
    const other = others[at];
    const found = [...stretches(axes[other ?? moving] ?? axis, holding)];
    steps += holding.length + found.length;
    if (other !== undefined) {
      for (const [, rows] of found) visit(at + 1, rows);
      return;
    }
    const deciders = found.map(([, rows]) => decider(rows));
    complete &&= deciders.every((row) => row !== undefined);
    const line = orderOfLine(
      deciders.filter((row) => row !== undefined),
      lines,
      { up, down },
    );
    if (line.falling && up && !line.up) suspects.push(line.falling);
    if (line.rising && down && !line.down) suspects.push(line.rising);
    up &&= line.up;
    down &&= line.down;
  };
  visit(
    0,
    Array.from({ length: rowCount }, (_, row) => row),
  );
  return steps > MOST_STEPS ? undefined : { up, down, complete, suspects };
}

/** @param wanted what is still of interest */
function orderOfLine(rows: readonly number[], { extent, relate }: Lines, wanted: Order): LineOrder {
  let [up, down] = [true, true];
  let below: Range | undefined;
  let [falling, rising]: [RowPair | undefined, RowPair | undefined] = [undefined, undefined];
  for (const row of rows) {
    const range = extent(row);
    if (!range) continue;
    if (below) {
      const order = orderOfRanges(below, range);
      if (up && !order.up) falling = [extremeBefore("upper", rows, row, extent), row];
      if (down && !order.down) rising = [extremeBefore("lower", rows, row, extent), row];
      up &&= order.up;
      down &&= order.down;
    }
    below = below ? hullOfRanges(below, range) : range;
  }
  const isOpen = (wanted.up && !up) || (wanted.down && !down);
  if (!isOpen || rows.length > MOST_RELATED) return { up, down, falling, rising };
  const pairs = rows.flatMap((low, at) => rows.slice(at + 1).map((high) => relate(low, high)));
  return {
    up: up || pairs.every((pair) => pair.up),
    down: down || pairs.every((pair) => pair.down),
    falling,
    rising,
  };
}

interface LineOrder extends Order {
  readonly falling: RowPair | undefined;
  readonly rising: RowPair | undefined;
}

/** Of the rows before one, that which can be greatest, or least. */
function extremeBefore(end: "upper" | "lower", rows: readonly number[], row: number, extent: Lines["extent"]): number {
  const before = rows.slice(0, rows.indexOf(row));
  const ending = (each: number) => extent(each)?.[end]?.value;
  return before.reduce((best, each) => {
    const [a, b] = [ending(best), ending(each)];
    // Without an end it goes furthest.
    if (!a) return best;
    if (!b) return each;
    return compare(a, b) * (end === "upper" ? 1 : -1) < 0 ? each : best;
  }, before[0] ?? row);
}

export function orderOfRanges(low: Range, high: Range): Order {
  return {
    up: low.upper !== undefined && high.lower !== undefined && compare(low.upper.value, high.lower.value) <= 0,
    down: low.lower !== undefined && high.upper !== undefined && compare(low.lower.value, high.upper.value) >= 0,
  };
}
