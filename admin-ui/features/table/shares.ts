import {
  add,
  byLargestRemainder,
  divide,
  isZero,
  multiply,
  parseDecimal,
  type Rational,
  rational,
  subtract,
  toExact,
  ZERO,
} from "../../../engine/index.ts";

/** `30%` as a part of the whole; `undefined` for anything else. */
export function shareIn(cell: string): Rational | undefined {
  const [, digits] = PERCENT.exec(cell.normalize("NFKC")) ?? [];
  const value = digits === undefined ? undefined : parseDecimal(digits);
  return value && divide(value, HUNDRED);
}

/**
 * The same proportions with 100% as their sum, to as many decimals as are written; what rounding leaves over goes to
 * those that lost most by it. `undefined` where a cell is no share, or all are 0.
 */
export function scaledShares(cells: readonly string[]): readonly string[] | undefined {
  const shares = cells.map(shareIn);
  const known = shares.filter((share) => share !== undefined);
  const sum = known.reduce(add, ZERO);
  if (known.length < cells.length || isZero(sum)) return undefined;
  const decimals = Math.max(...cells.map((cell) => PERCENT.exec(cell.normalize("NFKC"))?.[2]?.length ?? 0));
  const percents = known.map((share) => multiply(divide(share, sum), HUNDRED));
  return byLargestRemainder(percents, decimals).map((percent, at) => {
    const cell = cells[at] ?? "";
    // A share that stays what it is stays as it is written.
    return isZero(subtract(divide(percent, HUNDRED), known[at] ?? ZERO)) ? cell : `${toExact(percent)}%`;
  });
}

const PERCENT = /^(\d+(?:\.(\d+))?)\s*%$/;
const HUNDRED = rational(100);
