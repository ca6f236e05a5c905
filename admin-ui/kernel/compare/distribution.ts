/** How amounts lie, for charts: places of marks, never pay. */
import type { AgentAmounts } from "../study/study-api.ts";

export interface Histogram {
  /** Ends of the bins in the currency's unit, one more than bins; each bin holds its lower end. */
  readonly edges: readonly number[];
  /** By list of amounts, then by bin. */
  readonly counts: readonly (readonly number[])[];
}

/** Bins of a round width that several lists share, at most `most` of them; none where there is no amount. */
export function histogram(lists: readonly AgentAmounts[], most = 24): Histogram {
  let [least, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { whole, scale } of lists) {
    for (const value of whole) {
      if (Number.isNaN(value)) continue;
      least = Math.min(least, value / scale);
      highest = Math.max(highest, value / scale);
    }
  }
  if (least > highest) return { edges: [], counts: lists.map(() => []) };
  const width = roundStep((highest - least) / Math.max(1, most - 1));
  const first = Math.floor(least / width);
  const bins = Math.floor(highest / width) - first + 1;
  const counts = lists.map(({ whole, scale }) => {
    const counted = new Array<number>(bins).fill(0);
    for (const value of whole) {
      if (Number.isNaN(value)) continue;
      const bin = Math.floor(value / scale / width) - first;
      counted[bin] = (counted[bin] ?? 0) + 1;
    }
    return counted;
  });
  return { edges: Array.from({ length: bins + 1 }, (_, at) => (first + at) * width), counts };
}

/** The least of 1, 2, 5, 10, 20, … that is not below a width; 1 for 0. */
export function roundStep(width: number): number {
  if (!(width > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(width));
  const found = [1, 2, 5, 10].find((factor) => factor * power >= width) ?? 10;
  return found * power;
}

/** Places of those who have a change, who gains most first. */
export function byChange({ whole }: AgentAmounts): Int32Array {
  const places: number[] = [];
  for (const [at, value] of whole.entries()) if (!Number.isNaN(value)) places.push(at);
  return Int32Array.from(places).sort((a, b) => (whole[b] ?? 0) - (whole[a] ?? 0) || a - b);
}

/** The same with one of the list that must not be missing, at its place in the order. */
export function spreadWith(places: Int32Array, most: number, kept: number | undefined): Int32Array {
  const few = spread(places, most);
  if (kept === undefined || few.includes(kept) || !places.includes(kept)) return few;
  const isDrawn = new Set(few).add(kept);
  return places.filter((place) => isDrawn.has(place));
}

/** At most `most` of a list, evenly spread, with its two ends; all of a shorter list. */
export function spread(places: Int32Array, most: number): Int32Array {
  if (places.length <= most) return places;
  return Int32Array.from({ length: most }, (_, at) => {
    const place = Math.round((at * (places.length - 1)) / (most - 1));
    return places[place] ?? 0;
  });
}
