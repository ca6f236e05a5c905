/** Values as places on the number line: truth as 0 and 1, a choice by its place among its values. */
import { rational } from "../../../values/rational.ts";
import type { Type } from "../../../values/type.ts";
import type { Value } from "../../../values/value.ts";
import { type Domain, isEmpty, isNumber, rangeOf } from "../domain.ts";
import type { Range } from "../range.ts";

/** The smallest stretch that holds all of them; absent where there are none, or they have no order. */
export function extentOf(domain: Domain, type: Type): Range | undefined {
  if (isEmpty(domain)) return undefined;
  if (type.kind === "number") return rangeOf(domain);
  if (!isOrdered(type) || domain.kind !== "values") return undefined;
  const places = domain.values.map((value) => placeOf(value, type));
  const bound = (place: number) => ({ value: rational(place), included: true });
  return { lower: bound(Math.min(...places)), upper: bound(Math.max(...places)) };
}

export const isOrdered = ({ kind }: Type): boolean => kind === "number" || kind === "choice" || kind === "truth";

function placeOf(value: Value, type: Type): number {
  if (typeof value === "boolean") return Number(value);
  return type.kind === "choice" && !isNumber(value) ? type.values.indexOf(String(value)) : 0;
}

/** Values in the order of their type, as numbers are anyway. */
export function inOrder(domain: Domain, type: Type): Domain {
  if (domain.kind === "interval" || type.kind === "number") return domain;
  return { kind: "values", values: domain.values.toSorted((a, b) => placeOf(a, type) - placeOf(b, type)) };
}
