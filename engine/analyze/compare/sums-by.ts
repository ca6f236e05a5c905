import { ExactSums } from "../../batch/exact-sums.ts";
import type { Amounts } from "./amounts.ts";

/**
 * Adds up what the rows have, by slot; rows without a value are in no slot.
 *
 * @param slots by row its slot, from 0 up to `count`; a negative one is none
 */
export function sumsBy({ whole, scale }: Amounts, rows: Int32Array, slots: Int32Array, count: number): ExactSums {
  const sums = new ExactSums(count, scale);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const slot = slots[row] ?? -1;
    const amount = whole[row] ?? Number.NaN;
    if (slot >= 0 && !Number.isNaN(amount)) sums.addWhole(slot, amount);
  }
  return sums;
}

/** Both with the rows only that have a value in each. @throws RangeError where their scales differ */
export function whereBoth(one: Amounts, other: Amounts): readonly [Amounts, Amounts] {
  if (one.scale !== other.scale) throw new RangeError("the amounts have two scales");
  const masked = (own: Amounts, beside: Amounts): Amounts => ({
    scale: own.scale,
    whole: own.whole.map((amount, row) => (Number.isNaN(beside.whole[row] ?? Number.NaN) ? Number.NaN : amount)),
  });
  return [masked(one, other), masked(other, one)];
}
