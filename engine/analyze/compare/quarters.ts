/** People by quarter of what they come to, and how they move between two schemes. */

export const QUARTERS = 4;
/** Who takes no part. */
export const NO_QUARTER = -1;

export interface QuarterMoves {
  /** Each agent's quarter: 0 is the highest; `NO_QUARTER` for who has no amount on one of the sides. */
  readonly before: Int8Array;
  readonly after: Int8Array;
  /** How many people, by quarter before, then after. */
  readonly counts: readonly (readonly number[])[];
}

/** @param before by agent an amount, `NaN` where there is none; `after` likewise, over the same scale */
export function quarterMoves(before: Float64Array, after: Float64Array): QuarterMoves {
  const taking = Array.from(before.keys()).filter((agent) => !Number.isNaN((before[agent] ?? 0) + (after[agent] ?? 0)));
  const [old, own] = [quartersOf(before, taking), quartersOf(after, taking)];
  const counts = Array.from({ length: QUARTERS }, () => new Array<number>(QUARTERS).fill(0));
  for (const agent of taking) {
    const row = counts[old[agent] ?? 0];
    const column = own[agent] ?? 0;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return { before: old, after: own, counts };
}

/** By the number of those with more, so that equal amounts are in one quarter and quarters need not be of one size. */
function quartersOf(amounts: Float64Array, taking: readonly number[]): Int8Array {
  const quarters = new Int8Array(amounts.length).fill(NO_QUARTER);
  const sorted = [...taking].sort((a, b) => (amounts[b] ?? 0) - (amounts[a] ?? 0));
  let withMore = 0;
  for (const [at, agent] of sorted.entries()) {
    if (at > 0 && amounts[agent] !== amounts[sorted[at - 1] ?? 0]) withMore = at;
    quarters[agent] = Math.floor((QUARTERS * withMore) / sorted.length);
  }
  return quarters;
}
