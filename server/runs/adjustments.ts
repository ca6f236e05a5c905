/** Amounts added to a run by hand. */

/** When and by whom something was done to an adjustment. */
interface Entry {
  /** Of the run. */
  readonly revision: number;
  readonly by: string;
  readonly at: string;
}

export interface Adjustment {
  readonly id: string;
  readonly agent: string;
  /** In fen, not 0; negative takes away. */
  readonly amount: number;
  readonly reason: string;
  readonly added: Entry;
  readonly takenBack?: Entry & { readonly reason: string };
}

/** In fen, ten million yuan: more is a slip of the hand. */
export const LARGEST_ADJUSTMENT = 1_000_000_000;

/** Those that count in a revision of the run: made in it or before, and not taken back until then. */
export const inForce = (adjustments: readonly Adjustment[], revision: number): Adjustment[] =>
  adjustments.filter(
    ({ added, takenBack }) => added.revision <= revision && !(takenBack && takenBack.revision <= revision),
  );

/** In fen, by agent; who has none is not in it. */
export function sumByAgent(adjustments: readonly Pick<Adjustment, "agent" | "amount">[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { agent, amount } of adjustments) sums.set(agent, (sums.get(agent) ?? 0) + amount);
  return sums;
}

/** Everyone who made an adjustment or took one back. */
export const adjusters = (adjustments: readonly Adjustment[]): Set<string> =>
  new Set(adjustments.flatMap(({ added, takenBack }) => [added.by, ...(takenBack ? [takenBack.by] : [])]));
