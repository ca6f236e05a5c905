import type { LinePlace, LineSum } from "../store/run-line-store.ts";

/** What some lines come to; amounts in fen. */
export interface Total {
  readonly lines: number;
  readonly withoutResult: number;
  readonly payout: number;
  readonly adjustments: number;
  readonly corrections: number;
  /** All three together: what is paid. */
  readonly net: number;
}

/** What is paid beside the lines, in fen, by agent. */
export interface Beside {
  readonly adjustments: ReadonlyMap<string, number>;
  readonly corrections: ReadonlyMap<string, number>;
}

const NONE: Total = { lines: 0, withoutResult: 0, payout: 0, adjustments: 0, corrections: 0, net: 0 };

/** What an agent is paid; nothing by the version where the line has no result. */
export const netPay = (agent: string, payout: number | null, { adjustments, corrections }: Beside): number =>
  (payout ?? 0) + (adjustments.get(agent) ?? 0) + (corrections.get(agent) ?? 0);

/**
 * Totals by what `key` says of a line's place, in the order of the keys; null is also who has no line but is paid
 * something.
 * @param places of the agents who are paid something beside
 */
export function totalsBy(
  lines: readonly LineSum[],
  places: ReadonlyMap<string, LinePlace>,
  beside: Beside,
  key: (place: LinePlace) => string | null,
): Map<string | null, Total> {
  const totals = new Map<string | null, Total>();
  const add = (group: string | null, more: Partial<Total>): void => {
    totals.set(group, plus(totals.get(group) ?? NONE, more));
  };
  const groupOf = (agent: string): string | null => {
    const place = places.get(agent);
    return place ? key(place) : null;
  };
  for (const { lines: count, withoutResult, payout, ...place } of lines) {
    add(key(place), { lines: count, withoutResult, payout, net: payout });
  }
  for (const [agent, amount] of beside.adjustments) add(groupOf(agent), { adjustments: amount, net: amount });
  for (const [agent, amount] of beside.corrections) add(groupOf(agent), { corrections: amount, net: amount });
  return new Map([...totals].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)));
}

/** All of them together. */
export const totalOf = (totals: Iterable<Total>): Total => [...totals].reduce(plus, NONE);

function plus(total: Total, more: Partial<Total>): Total {
  const sum: { -readonly [Name in keyof Total]: Total[Name] } = { ...total };
  for (const [name, amount] of Object.entries(more) as [keyof Total, number][]) sum[name] += amount;
  return sum;
}

export const sumOf = (amounts: ReadonlyMap<string, number>): number => [...amounts.values()].reduce((a, b) => a + b, 0);
