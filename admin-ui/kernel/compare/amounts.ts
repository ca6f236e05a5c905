/** Amounts as the study worker hands them over, as exact numbers and as text. */
import { type Rational, rational, showValue, type Type } from "../../../engine/index.ts";
import type { AgentAmounts } from "../study/study-api.ts";

const NUMBER: Type = { kind: "number", unit: [], percent: false };
const PERCENTAGE: Type = { kind: "number", unit: [], percent: true };

/** The exact amount at a place; `undefined` where there is none. */
export function amountAt({ whole, scale }: AgentAmounts, at: number): Rational | undefined {
  const value = whole[at] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : rational(value, scale);
}

/** For marks in charts, in the currency's unit; NaN where there is none. */
export const markAt = ({ whole, scale }: AgentAmounts, at: number): number => (whole[at] ?? Number.NaN) / scale;

/** `-1234.50`: rounded half away from zero. */
export const decimalText = (value: Rational, decimals: number): string => showValue(value, NUMBER, { decimals });

/** `-17.5%`, `1.23%`. @param decimals of the percentage */
export const percentText = (ratio: Rational, decimals: number): string =>
  showValue(ratio, PERCENTAGE, { decimals: decimals + 2 });

/**
 * What each person comes to under the first scheme over the months that the second can compute as well:
 * what a change in per cent is a share of. NaN where they have no such month.
 * @param months of the population
 */
export function comparedBase(first: AgentAmounts, second: AgentAmounts, months: number): AgentAmounts {
  const whole = new Float64Array(months === 0 ? 0 : first.whole.length / months).fill(Number.NaN);
  for (let at = 0; at < first.whole.length; at += 1) {
    const amount = first.whole[at] ?? Number.NaN;
    if (Number.isNaN(amount) || Number.isNaN(second.whole[at] ?? Number.NaN)) continue;
    const person = Math.floor(at / months);
    const sum = whole[person] ?? Number.NaN;
    whole[person] = Number.isNaN(sum) ? amount : sum + amount;
  }
  return { whole, scale: first.scale };
}
