/** Numbers as integers of a scale: 2.35 with two places is 235. */
import type { Rational } from "../values/rational.ts";

/** 10^places for every number of places that a scale may have. */
const POWERS: readonly number[] = Array.from({ length: 16 }, (_, places) => 10 ** places);

/** Beyond this no number but 0 fits. */
export const MOST_PLACES = POWERS.length - 1;

/** So many digits are exact in a float, whatever they are. */
const EXACT_DIGITS = 15;

const [MINUS, POINT, ZERO, NINE] = [..."-.09"].map((sign) => sign.charCodeAt(0)) as [number, number, number, number];

/**
 * A plain decimal times 10^places, exactly; `NaN` for every text that is not so simple, which is
 * then to be read at leisure.
 */
export function scaledDecimal(text: string, places: number): number {
  const negative = text.charCodeAt(0) === MINUS;
  let number = 0;
  let digits = 0;
  let decimals = -1;
  for (let at = negative ? 1 : 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === POINT && decimals < 0) decimals = 0;
    else if (code < ZERO || code > NINE) return Number.NaN;
    else if (decimals < places) {
      number = number * 10 + (code - ZERO);
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (code !== ZERO) return Number.NaN;
  }
  if (digits === 0 || digits > EXACT_DIGITS) return Number.NaN;
  const scaled = number * (POWERS[places - Math.max(decimals, 0)] ?? Number.NaN);
  if (!(scaled <= Number.MAX_SAFE_INTEGER)) return Number.NaN;
  return negative ? 0 - scaled : scaled;
}

/** A number times 10^places; `undefined` where that is no integer or not exact in a float. */
export function scaled({ numerator, denominator }: Rational, places: number): number | undefined {
  const shifted = numerator * 10n ** BigInt(places);
  if (shifted % denominator !== 0n) return undefined;
  const number = Number(shifted / denominator);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** 10^places, with `places` from 0 to `MOST_PLACES`. */
export const powerOfTen = (places: number): number => POWERS[places] ?? Number.NaN;

/** A whole number over 10^places as a plain decimal without trailing zeros. */
export function decimalText(scaled: number, places: number): string {
  if (places === 0) return String(scaled);
  const digits = String(Math.abs(scaled)).padStart(places + 1, "0");
  let end = digits.length;
  while (end > digits.length - places && digits[end - 1] === "0") end -= 1;
  const whole = digits.slice(0, -places);
  const fraction = digits.slice(-places, end === digits.length ? undefined : end - digits.length);
  return `${scaled < 0 ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
