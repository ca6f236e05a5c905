/**
 * Exact rational numbers: the only numbers of the engine. Always in lowest terms with a positive
 * denominator, so equal numbers have equal fields. Plain data, so that they can be cloned, compared
 * and sent between threads.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };
export const ONE: Rational = { numerator: 1n, denominator: 1n };

export class DivisionByZero extends Error {
  constructor() {
    super("division by zero");
  }
}

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** @throws DivisionByZero where the denominator is 0 */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new DivisionByZero();
  if (d === 1n) return { numerator: n, denominator: 1n };
  const divisor = greatestCommonDivisor(n, d) * (d < 0n ? -1n : 1n);
  return { numerator: n / divisor, denominator: d / divisor };
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** @throws DivisionByZero */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

export const negate = (a: Rational): Rational => ({ numerator: -a.numerator, denominator: a.denominator });

export const abs = (a: Rational): Rational => (a.numerator < 0n ? negate(a) : a);

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const equal = (a: Rational, b: Rational): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator;

export const min = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const max = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);
export const isZero = (a: Rational): boolean => a.numerator === 0n;
export const isInteger = (a: Rational): boolean => a.denominator === 1n;

// ── rounding ─────────────────────────────────────────────────────────────────────────────────────

/** `half-away`: 1.005 → 1.01 and −1.005 → −1.01. `floor` and `ceil` go down and up, not to zero. */
export type RoundingMode = "half-away" | "floor" | "ceil";

const floorDivide = (n: bigint, d: bigint): bigint => {
  const quotient = n / d;
  return n % d !== 0n && n < 0n ? quotient - 1n : quotient;
};

/** To a whole number of `10^-decimals`; `decimals` may be negative (−2 rounds to hundreds). */
export function roundTo(a: Rational, decimals: number, mode: RoundingMode = "half-away"): Rational {
  const shift = 10n ** BigInt(Math.abs(decimals));
  const scaled =
    decimals >= 0 ? rational(a.numerator * shift, a.denominator) : rational(a.numerator, a.denominator * shift);
  const whole = roundToInteger(scaled, mode);
  return decimals >= 0 ? rational(whole, shift) : rational(whole * shift);
}

function roundToInteger({ numerator: n, denominator: d }: Rational, mode: RoundingMode): bigint {
  switch (mode) {
    case "floor":
      return floorDivide(n, d);
    case "ceil":
      return -floorDivide(-n, d);
    case "half-away": {
      const away = (2n * magnitude(n) + d) / (2n * d);
      return n < 0n ? -away : away;
    }
  }
}

// ── text ─────────────────────────────────────────────────────────────────────────────────────────

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Reads a plain decimal (`-12`, `0.5`, `.5`); `undefined` for anything else. No exponent form. */
export function parseDecimal(text: string): Rational | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  return rational(sign === "-" ? -digits : digits, 10n ** BigInt(fraction.length));
}

/** How many decimals the number needs, or `undefined` where it does not end (1/3). */
export function decimalsOf({ denominator }: Rational): number | undefined {
  let rest = denominator;
  let twos = 0;
  let fives = 0;
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

/** Rounded to `decimals` for display and written with exactly so many. */
export function toFixed(a: Rational, decimals: number): string {
  const { numerator, denominator } = roundTo(a, decimals);
  const digits = ((magnitude(numerator) * 10n ** BigInt(decimals)) / denominator)
    .toString()
    .padStart(decimals + 1, "0");
  const sign = numerator < 0n ? "-" : "";
  if (decimals === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The exact decimal without trailing zeros, or `n/d` where it does not end. */
export function toExact(a: Rational): string {
  const decimals = decimalsOf(a);
  return decimals === undefined ? `${a.numerator}/${a.denominator}` : toFixed(a, decimals);
}
