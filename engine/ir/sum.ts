import type { Type } from "../values/type.ts";
import type { Term } from "./term.ts";

/**
 * The parts added up, by halves: thousands of them make a tree of a dozen levels and no deep recursion.
 * `undefined` where there are none.
 */
export function sumOf(parts: readonly Term[], type: Type): Term | undefined {
  const half = parts.length >> 1;
  if (half === 0) return parts[0];
  const [left, right] = [sumOf(parts.slice(0, half), type), sumOf(parts.slice(half), type)];
  return left && right && { kind: "arithmetic", operator: "+", left, right, type, span: left.span };
}
