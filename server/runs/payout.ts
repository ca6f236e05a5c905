import { isMoney, type Program, type Rational, roundTo } from "../../engine/index.ts";

/** In fen, one billion yuan: so that the sum over everyone stays a whole number that is held exactly. */
const LARGEST = 100_000_000_000;

/** The output that a version pays by: the last that is money. `undefined` for a version that only grades. */
export const payoutOf = ({ outputs, header }: Program): string | undefined =>
  outputs.findLast(({ type }) => isMoney(type, header.currency))?.name;

/**
 * What is paid of an amount in yuan, in fen. Money that need not be whole fen has to be `shown` with two decimals:
 * what is shown is paid, an exact half away from zero. `undefined` where no pay is that large.
 */
export function inFen(amount: Rational): number | undefined {
  const { numerator, denominator } = roundTo(amount, 2);
  const fen = Number((numerator * 100n) / denominator);
  return Math.abs(fen) <= LARGEST ? fen : undefined;
}
