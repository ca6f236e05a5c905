import { type Domain, intersect, isNumber, within } from "../../check/prove/domain.ts";
import { inRange, type Range } from "../../check/prove/range.ts";
import { writeEnd } from "../../check/prove/region.ts";
import { describeEnds } from "../../syntax/cell-ends.ts";
import type { Rational } from "../../values/rational.ts";
import { showValue } from "../../values/show.ts";
import type { Type } from "../../values/type.ts";
import type { Value } from "../../values/value.ts";

/** What a figure or name is in a region: ranges of numbers, or a list of other values. */
export type Extent =
  | { readonly kind: "ranges"; readonly ranges: readonly Range[] }
  | { readonly kind: "values"; readonly values: readonly Value[] }
  /** It cannot be computed. */
  | { readonly kind: "fails" };

/** @param value `undefined` where it cannot be computed */
export function isIn(value: Value | undefined, extent: Extent): boolean {
  if (value === undefined || extent.kind === "fails") return value === undefined && extent.kind === "fails";
  if (extent.kind === "values") return extent.values.includes(value);
  return isNumber(value) && extent.ranges.some((range) => inRange(range, value));
}

/** What of the domain lies within; of what cannot be computed, all of it, since nothing is known. */
export function meet(domain: Domain, extent: Extent): Domain {
  switch (extent.kind) {
    case "ranges":
      return within(domain, extent.ranges);
    case "values":
      return intersect(domain, { kind: "values", values: extent.values });
    case "fails":
      return domain;
  }
}

/** As it stands in the cell of a table: `[80% .. 85%)`, `> 0 人`, `外呼专员, 客服专员`; `error` where it cannot be computed. */
export function describeExtent(extent: Extent, type: Type): string {
  if (extent.kind === "fails") return "error";
  if (extent.kind === "values") return extent.values.map((value) => showValue(value, type)).join(", ");
  if (extent.ranges.some(({ lower, upper }) => !lower && !upper)) return "not error";
  const write = (value: Rational): string => showValue(value, type);
  return extent.ranges
    .map(({ lower, upper }) => describeEnds(writeEnd(lower, write), writeEnd(upper, write)))
    .join(", ");
}
