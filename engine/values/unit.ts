/**
 * A unit is a product of base units with non-zero exponents, sorted by name, so that two units are
 * equal when their entries are. Currency is a base unit like any other: its code (CNY).
 */
export type Unit = readonly (readonly [base: string, exponent: number])[];

export const UNITLESS: Unit = [];

export const baseUnit = (name: string): Unit => [[name, 1]];

export function multiplyUnits(a: Unit, b: Unit): Unit {
  const exponents = new Map<string, number>(a.map(([base, exponent]) => [base, exponent]));
  for (const [base, exponent] of b) exponents.set(base, (exponents.get(base) ?? 0) + exponent);
  return [...exponents].filter(([, exponent]) => exponent !== 0).sort(([x], [y]) => (x < y ? -1 : 1));
}

export const invertUnit = (unit: Unit): Unit => unit.map(([base, exponent]) => [base, -exponent]);

export const divideUnits = (a: Unit, b: Unit): Unit => multiplyUnits(a, invertUnit(b));

export const isUnitless = (unit: Unit): boolean => unit.length === 0;

export const sameUnit = (a: Unit, b: Unit): boolean =>
  a.length === b.length && a.every(([base, exponent], at) => base === b[at]?.[0] && exponent === b[at]?.[1]);

/** `CNY/人`; empty for a number without unit; `1/人` where there is only a denominator. */
export function formatUnit(unit: Unit): string {
  const factor = ([base, exponent]: readonly [string, number]): string[] => Array(Math.abs(exponent)).fill(base);
  const above = unit.filter(([, exponent]) => exponent > 0).flatMap(factor);
  const below = unit.filter(([, exponent]) => exponent < 0).flatMap(factor);
  if (below.length === 0) return above.join("*");
  return [above.length === 0 ? "1" : above.join("*"), ...below].join("/");
}
