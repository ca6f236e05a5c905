/** Which rows of a population lie in an extent. */
import { NumberReader } from "../../batch/number-reader.ts";
import type { ResultColumn } from "../../batch/result-column.ts";
import type { Range } from "../../check/prove/range.ts";
import { multiply, type Rational, rational, roundTo } from "../../values/rational.ts";
import { isRowError } from "../../values/value.ts";
import { type Extent, isIn } from "./extent.ts";

/** Takes the rows out of `inside` whose value is not in the extent. */
export function keepRowsIn(inside: Uint8Array, column: ResultColumn, extent: Extent): void {
  const isInside = extent.kind === "ranges" && column.type.kind === "number" ? ofRanges : ofAny;
  const test = isInside(column, extent);
  for (let row = 0; row < inside.length; row += 1) if (inside[row] === 1 && !test(row)) inside[row] = 0;
}

const ofAny =
  (column: ResultColumn, extent: Extent) =>
  (row: number): boolean => {
    const outcome = column.at(row);
    return isIn(isRowError(outcome) ? undefined : outcome, extent);
  };

/** Most numbers are whole ones over the column's scale, and bounds are rounded to such once for all. */
function ofRanges(column: ResultColumn, extent: Extent): (row: number) => boolean {
  const reader = new NumberReader(column);
  const { scale } = reader;
  const ranges = extent.kind === "ranges" ? extent.ranges.map((range) => wholeRange(range, scale)) : [];
  return (row) => {
    if (!reader.has(row)) return false;
    const whole = reader.scaled(row, scale);
    if (Number.isNaN(whole)) return isIn(reader.exact(row), extent);
    return ranges.some(({ least, greatest }) => whole >= least && whole <= greatest);
  };
}

/** The least and the greatest integer that, over the scale, lie in the range; beyond 2^53 no number of a column is. */
function wholeRange({ lower, upper }: Range, scale: number): { readonly least: number; readonly greatest: number } {
  const scaled = (value: Rational): Rational => multiply(value, rational(scale));
  const whole = (value: Rational, mode: "floor" | "ceil"): number => Number(roundTo(scaled(value), 0, mode).numerator);
  const above = lower && (lower.included ? whole(lower.value, "ceil") : whole(lower.value, "floor") + 1);
  const below = upper && (upper.included ? whole(upper.value, "floor") : whole(upper.value, "ceil") - 1);
  return { least: above ?? Number.NEGATIVE_INFINITY, greatest: below ?? Number.POSITIVE_INFINITY };
}
