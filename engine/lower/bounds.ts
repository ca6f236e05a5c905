/** Interval arithmetic over integers whose ends may not be known. */
import type { Bounds } from "./whole.ts";

export const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);
export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

export const floorDivide = (n: bigint, d: bigint): bigint => {
  const quotient = n / d;
  return n % d !== 0n && n < 0n !== d < 0n ? quotient - 1n : quotient;
};
export const ceilDivide = (n: bigint, d: bigint): bigint => -floorDivide(-n, d);

export const bounds = (least: bigint | undefined, greatest: bigint | undefined): Bounds => ({
  ...(least !== undefined && { least }),
  ...(greatest !== undefined && { greatest }),
});

const both = (a: bigint | undefined, b: bigint | undefined, join: (a: bigint, b: bigint) => bigint) =>
  a === undefined || b === undefined ? undefined : join(a, b);
const either = (a: bigint | undefined, b: bigint | undefined, join: (a: bigint, b: bigint) => bigint) =>
  a === undefined ? b : b === undefined ? a : join(a, b);

export const addBounds = (a: Bounds, b: Bounds): Bounds =>
  bounds(
    both(a.least, b.least, (x, y) => x + y),
    both(a.greatest, b.greatest, (x, y) => x + y),
  );

export const negateBounds = (a: Bounds): Bounds =>
  bounds(a.greatest === undefined ? undefined : -a.greatest, a.least === undefined ? undefined : -a.least);

export const isNotNegative = (a: Bounds): boolean => a.least !== undefined && a.least >= 0n;
export const isPositive = (a: Bounds): boolean => a.least !== undefined && a.least > 0n;

export function multiplyBounds(a: Bounds, b: Bounds): Bounds {
  if (a.least !== undefined && a.greatest !== undefined && b.least !== undefined && b.greatest !== undefined) {
    const ends = [a.least * b.least, a.least * b.greatest, a.greatest * b.least, a.greatest * b.greatest];
    return bounds(ends.reduce(smaller), ends.reduce(larger));
  }
  return isNotNegative(a) && isNotNegative(b) ? bounds((a.least ?? 0n) * (b.least ?? 0n), undefined) : {};
}

/** The divisor is positive. */
export function floorDivideBounds(a: Bounds, b: Bounds): Bounds {
  const nearest = larger(b.least ?? 1n, 1n);
  const end = (value: bigint, isLeast: boolean): bigint => {
    if (value < 0n === isLeast) return floorDivide(value, nearest);
    return b.greatest === undefined ? (isLeast ? 0n : value < 0n ? -1n : 0n) : floorDivide(value, b.greatest);
  };
  return bounds(
    a.least === undefined ? undefined : end(a.least, true),
    a.greatest === undefined ? undefined : end(a.greatest, false),
  );
}

export const minBounds = (a: Bounds, b: Bounds): Bounds =>
  bounds(both(a.least, b.least, smaller), either(a.greatest, b.greatest, smaller));
export const maxBounds = (a: Bounds, b: Bounds): Bounds =>
  bounds(either(a.least, b.least, larger), both(a.greatest, b.greatest, larger));

export function absoluteBounds(a: Bounds): Bounds {
  const ends = both(a.least, a.greatest, (x, y) => larger(magnitude(x), magnitude(y)));
  if (isNotNegative(a)) return a;
  if (a.greatest !== undefined && a.greatest <= 0n) return negateBounds(a);
  return bounds(0n, ends);
}

/** Around both. */
export const hull = (a: Bounds, b: Bounds): Bounds =>
  bounds(both(a.least, b.least, smaller), both(a.greatest, b.greatest, larger));
/** Within both; empty (least above greatest) where they have nothing in common. */
export const meet = (a: Bounds, b: Bounds): Bounds =>
  bounds(either(a.least, b.least, larger), either(a.greatest, b.greatest, smaller));
