/**
 * Exact fractions for tests, written without the engine on purpose: what it computes is checked
 * against these few lines.
 */
export interface Fraction {
  readonly n: bigint;
  /** Positive. */
  readonly d: bigint;
}

export const whole = (value: number | bigint): Fraction => ({ n: BigInt(value), d: 1n });
export const over = (n: number | bigint, d: number | bigint): Fraction => ({ n: BigInt(n), d: BigInt(d) });
export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
/** By a positive number. */
export const by = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d, d: a.d * b.n });
export const atLeast = (a: Fraction, b: Fraction): boolean => a.n * b.d >= b.n * a.d;

/** Half away from zero, written with exactly so many decimals; for numbers of at least 0. */
export function fixed({ n, d }: Fraction, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const units = (2n * n * scale + d) / (2n * d);
  const digits = units.toString().padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export const rounded = (value: Fraction, decimals: number): Fraction =>
  over(BigInt(fixed(value, decimals).replace(".", "")), 10n ** BigInt(decimals));

/** The plain decimal without trailing zeros, or `n/d` in lowest terms where it does not end. */
export function exact({ n, d }: Fraction): string {
  let [a, b] = [n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  const [numerator, denominator] = [n / a, d / a];
  for (let decimals = 0; decimals <= 40; decimals++) {
    if ((numerator * 10n ** BigInt(decimals)) % denominator === 0n)
      return fixed(over(numerator, denominator), decimals);
  }
  return `${numerator}/${denominator}`;
}
