import type { Amounts } from "./amounts.ts";
import type { AttributeGroups } from "./attributes.ts";

/** Five numbers that show how amounts lie, in the unit of the amounts: for charts, rounded as floats are. */
export interface Box {
  /** `undefined`: rows without a value of the attribute. */
  readonly value: string | undefined;
  /** Of rows that have an amount; at least 1. */
  readonly count: number;
  readonly least: number;
  readonly quarter: number;
  readonly median: number;
  readonly threeQuarters: number;
  readonly most: number;
}

/** A box for each group in which somebody has an amount. */
export function boxesOf({ whole, scale }: Amounts, rows: Int32Array, { values, places }: AttributeGroups): Box[] {
  return values.flatMap((value, place): Box[] => {
    const members = rows.filter((row) => places[row] === place && !Number.isNaN(whole[row] ?? Number.NaN));
    if (members.length === 0) return [];
    const sorted = Float64Array.from(members, (row) => whole[row] ?? 0).sort();
    const at = (share: number): number => quantile(sorted, share) / scale;
    return [
      {
        value,
        count: sorted.length,
        least: at(0),
        quarter: at(0.25),
        median: at(0.5),
        threeQuarters: at(0.75),
        most: at(1),
      },
    ];
  });
}

/** Between the two numbers nearest to the share of the way through, in proportion. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const lower = sorted[below] ?? 0;
  return lower + ((sorted[below + 1] ?? lower) - lower) * (place - below);
}
