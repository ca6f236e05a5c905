import { type Numbers, numberAt, type ResultColumn } from "../../batch/result-column.ts";
import { greatestCommonDivisor, multiply, type Rational, rational } from "../../values/rational.ts";
import { isRational } from "../../values/value.ts";

/** The numbers of a column as integers over one denominator. */
export interface Amounts {
  /** The denominator: 100 for money in fen. */
  readonly scale: number;
  /** By row an integer of at most 2^52; `NaN` where the row has no value. */
  readonly whole: Float64Array;
}

/** Twice as much is still an integer that machine numbers hold. */
const LARGEST = 2 ** 52;

/** A finer scale leaves too little room for sums and differences in machine numbers. */
export const FINEST = 1_000_000_000;

/**
 * Columns of numbers over the least denominator that all their values share; `undefined` where there
 * is none, as for quotients that nobody rounds.
 */
export function amountsOf(columns: readonly ResultColumn[]): readonly Amounts[] | undefined {
  let scale: number | undefined = 1;
  for (const column of columns) scale = scale === undefined ? undefined : commonScale(column, scale);
  if (scale === undefined) return undefined;
  const found: Amounts[] = [];
  for (const column of columns) {
    const whole = wholeOf(column, scale);
    if (!whole) return undefined;
    found.push({ scale, whole });
  }
  return found;
}

export const amountAt = ({ scale, whole }: Amounts, row: number): Rational | undefined => {
  const value = whole[row] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : rational(value, scale);
};

const isIn = (missing: Numbers, row: number): boolean => numberAt(missing, row) === 0;

function commonScale({ values, missing, aside, length }: ResultColumn, scale: number): number | undefined {
  if (values.kind !== "number" || values.rests) return undefined;
  const { denominators, numerators } = values;
  const seen = new Set<number>([scale]);
  let common: number | undefined = scale;
  const take = (denominator: number): void => {
    if (common === undefined || seen.has(denominator)) return;
    seen.add(denominator);
    const divisor = Number(greatestCommonDivisor(BigInt(common), BigInt(denominator)));
    const next = (common / divisor) * denominator;
    common = next <= FINEST ? next : undefined;
  };
  if (typeof denominators === "number") take(denominators);
  else {
    for (let row = 0; row < length && common !== undefined; row += 1) {
      // A quotient may be whole, whatever it is written over.
      const denominator = denominators[row] ?? 1;
      if (isIn(missing, row) && numberAt(numerators, row) % denominator !== 0) take(denominator);
    }
  }
  for (const value of aside.values()) if (isRational(value)) take(Number(value.denominator));
  return common;
}

function wholeOf({ values, missing, aside, length }: ResultColumn, scale: number): Float64Array | undefined {
  if (values.kind !== "number") return undefined;
  const { numerators, denominators } = values;
  const whole =
    typeof numerators === "number" ? new Float64Array(length).fill(numerators) : new Float64Array(numerators);
  if (denominators !== scale || numerators instanceof Float64Array) {
    for (let row = 0; row < length; row += 1) {
      const factor = scale / numberAt(denominators, row);
      const numerator = whole[row] ?? 0;
      // A quotient that is whole, whatever it is written over, need not have a whole factor.
      const amount = Number.isInteger(factor) ? numerator * factor : (numerator * scale) / numberAt(denominators, row);
      const most = factor === 1 ? numerator : numerator * scale;
      if (!(Math.abs(most) <= LARGEST) && isIn(missing, row)) return undefined;
      whole[row] = amount;
    }
  }
  if (missing !== 0) for (let row = 0; row < length; row += 1) if (!isIn(missing, row)) whole[row] = Number.NaN;
  for (const [row, value] of aside) {
    if (!isRational(value)) continue;
    const { numerator, denominator } = multiply(value, rational(scale));
    const number = Number(numerator);
    if (denominator !== 1n || !(Math.abs(number) <= LARGEST)) return undefined;
    whole[row] = number;
  }
  return whole;
}
