import * as exact from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import { isRational, type Value } from "../values/value.ts";

/** Negative, zero or positive; choices by their declared order, dates by time, texts by code unit. */
export function compareValues(left: Value, right: Value, type: Type): number {
  if (isRational(left) && isRational(right)) return exact.compare(left, right);
  if (type.kind === "choice" && typeof left === "string" && typeof right === "string") {
    return type.values.indexOf(left) - type.values.indexOf(right);
  }
  return left === right ? 0 : left < right ? -1 : 1;
}
