/** Where tiers lie on a small chart, as shares of its width and height. Only for drawing: sums stay exact. */
import { compare, divide, isZero, type Rational, subtract, type TiersStatement, ZERO } from "../../../engine/index.ts";
import { type Constants, constantValue } from "./constants.ts";

export interface TierCurve {
  /** Corners of the line from left to right; `y` counts from the bottom. */
  readonly line: readonly Corner[];
  /** Whether something holds to the left of the first start and to the right of the last. */
  readonly openBelow: boolean;
  readonly openAbove: boolean;
  /** For each tier that could be drawn: its start on the axis, and where its value is written. */
  readonly marks: readonly TierMark[];
  /** The place of an amount; `undefined` where nothing holds for it. Beyond the ends it stays on the edge. */
  place(amount: Rational): number | undefined;
}

export interface Corner {
  readonly x: number;
  readonly y: number;
}

export interface TierMark {
  /** Index of the row. */
  readonly row: number;
  /** Absent where the first tier is open below. */
  readonly start?: number;
  /** Where the value stands: amid its step, at its point. */
  readonly label: Corner;
}

/** Room left of the first start and right of the last, where something holds there. */
const MARGIN = 0.14;
/** Height kept free above the highest value for what is written there. */
const HEADROOM = 0.28;

/** `undefined` where a start or a value is no plain figure, or the starts do not rise. */
export function tierCurve(
  { rows, method, ends, complete }: TiersStatement,
  constants: Constants,
): TierCurve | undefined {
  if (!complete || rows.length === 0) return undefined;
  const starts = rows.map(({ from }) => from && constantValue(from, constants));
  const values = rows.map(({ value }) => constantValue(value, constants));
  if (rows.some(({ from }, at) => (at > 0 || from !== undefined) && starts[at] === undefined)) return undefined;
  const [figures, known] = [values.filter((value) => value !== undefined), starts.filter((at) => at !== undefined)];
  const [first, last] = [known[0], known.at(-1)];
  if (figures.length < rows.length || first === undefined || last === undefined) return undefined;
  if (known.some((start, at) => at > 0 && compare(start, known[at - 1] ?? start) <= 0)) return undefined;

  const interpolated = method === "interpolated";
  const openBelow = interpolated ? ends === "held" : starts[0] === undefined;
  const openAbove = !interpolated || ends === "held";
  const [left, right] = [openBelow ? MARGIN : 0, openAbove ? 1 - MARGIN : 1];
  const width = subtract(last, first);
  const x = (amount: Rational): number =>
    isZero(width) ? left : left + (right - left) * toNumber(divide(subtract(amount, first), width));
  const least = figures.reduce((low, each) => (compare(each, low) < 0 ? each : low), ZERO);
  const most = figures.reduce((high, each) => (compare(each, high) > 0 ? each : high), ZERO);
  const height = subtract(most, least);
  const y = (value: Rational): number =>
    isZero(height) ? 0 : (1 - HEADROOM) * toNumber(divide(subtract(value, least), height));

  const heights = figures.map(y);
  const edges = starts.map((start) => (start === undefined ? 0 : x(start)));
  const endOf = (at: number): number => edges[at + 1] ?? 1;
  const line = heights.flatMap((level, at): readonly Corner[] => {
    const [from, to] = [edges[at] ?? 0, endOf(at)];
    if (!interpolated) return [corner(from, level), corner(to, level)];
    const before = at === 0 && openBelow ? [corner(0, level)] : [];
    const after = at === rows.length - 1 && openAbove ? [corner(1, level)] : [];
    return [...before, corner(from, level), ...after];
  });
  const marks = heights.map((level, row): TierMark => {
    const from = edges[row] ?? 0;
    const label = corner(interpolated ? from : (from + endOf(row)) / 2, level);
    return { row, ...(starts[row] && { start: from }), label };
  });
  return {
    line,
    openBelow,
    openAbove,
    marks,
    place(amount) {
      if (!openBelow && compare(amount, first) < 0) return undefined;
      if (!openAbove && compare(amount, last) > 0) return undefined;
      return Math.min(1, Math.max(0, x(amount)));
    },
  };
}

/** The index of the tier that an amount ends in, −1 below the first. */
export const tierAt = ({ rows }: TiersStatement, amount: Rational, constants: Constants): number =>
  rows.findLastIndex(({ from }) => {
    const start = from && constantValue(from, constants);
    return from === undefined || (start !== undefined && compare(amount, start) >= 0);
  });

const corner = (x: number, y: number): Corner => ({ x, y });

const MILLION = 1_000_000n;

/** Near enough for a place on the screen, of figures of any size. */
const toNumber = ({ numerator, denominator }: Rational): number => Number((numerator * MILLION) / denominator) / 1e6;
