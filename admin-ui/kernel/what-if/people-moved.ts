/** Who gains and who loses, of what a what-if says of each person. */
import { type Rational, rational, subtract } from "../../../engine/index.ts";
import { amountAt } from "../compare/amounts.ts";
import { byChange } from "../compare/distribution.ts";
import type { AgentAmounts, WhatIfDetails } from "../study/study-api.ts";

/** Each person's change, over the scale that both sides have in common. */
export function changesOf({ before, after }: WhatIfDetails): AgentAmounts {
  const scale = commonScale(before.scale, after.scale);
  const [b, a] = [scale / before.scale, scale / after.scale];
  return { whole: after.whole.map((value, at) => value * a - (before.whole[at] ?? Number.NaN) * b), scale };
}

export interface PersonMoved {
  /** Its place among the people of the population. */
  readonly person: number;
  readonly before: Rational;
  readonly after: Rational;
  readonly change: Rational;
}

/** Everyone with an amount on both sides, who gains most first. */
export function peopleMoved(details: WhatIfDetails): readonly PersonMoved[] {
  return [...byChange(changesOf(details))].flatMap((person): PersonMoved[] => {
    const [before, after] = [amountAt(details.before, person), amountAt(details.after, person)];
    return before && after ? [{ person, before, after, change: subtract(after, before) }] : [];
  });
}

/** The change that half of the people do not exceed; `undefined` of nobody. */
export function median(people: readonly PersonMoved[]): Rational | undefined {
  const half = people.length / 2;
  const [one, other] = [people[Math.floor(half)], people[Math.ceil(half) - 1]];
  if (!one || !other) return undefined;
  const sum = subtract(one.change, { ...other.change, numerator: -other.change.numerator });
  return rational(sum.numerator, sum.denominator * 2n);
}

export interface Extremes {
  readonly gains: readonly PersonMoved[];
  readonly losses: readonly PersonMoved[];
  /** Between the two. */
  readonly rest: number;
}

/** At most `most` people: those that gain most, then those that lose most, the largest loss first. */
export function extremes(people: readonly PersonMoved[], most: number): Extremes {
  const gaining = people.filter(({ change }) => change.numerator > 0n);
  const losing = people.filter(({ change }) => change.numerator < 0n).reverse();
  const half = Math.ceil(most / 2);
  const gains = gaining.slice(0, Math.max(half, most - losing.length));
  const losses = losing.slice(0, most - gains.length);
  return { gains, losses, rest: people.length - gains.length - losses.length };
}

function commonScale(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
