import { compare, isRational, type Type, type Value } from "../../engine/index.ts";

const byPinyin = new Intl.Collator("zh-CN", { numeric: true });

/** Ascending: numbers exactly, values of a choice in their declared order, other texts by pinyin. */
export function compareValues(a: Value, b: Value, type: Type): number {
  if (isRational(a) && isRational(b)) return compare(a, b);
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (typeof a !== "string" || typeof b !== "string") return 0;
  if (type.kind === "choice") return type.values.indexOf(a) - type.values.indexOf(b);
  return byPinyin.compare(a, b);
}
