/**
 * Which integers a kernel computes exactly. A double holds every integer up to 2^53, so sums,
 * differences, products, minima and choices of such integers are exact where the result is one. Up to
 * 2^104 an integer is a pair of doubles, the nearest one and what it misses; see `pair.ts`.
 *
 * The floor of the rounded quotient n/d, d > 0, is k = ⌊n/d⌋ where |n| + d ≤ 2^53. It is at least k, as k
 * is a double and rounding keeps the order. It would be more only if rounding reached K = k + 1, which
 * the true quotient misses by at least 1/d:
 * - K > 0: doubles just below K are less than K·2^−52 apart, so 1/d < K·2^−53 and K·d > 2^53; but K·d is
 *   k·d + d, at most n + d.
 * - K = 0: the quotient is negative, and rounding keeps it so.
 * - K < 0: doubles just beyond K are at most |K|·2^−52 apart, so 1/d ≤ |K|·2^−53 and |K|·d ≥ 2^53; but |K|·d
 *   is less than |n|.
 */
import { larger, magnitude } from "../lower/bounds.ts";
import type { Node } from "../lower/nodes.ts";
import type { Bounds, Whole } from "../lower/whole.ts";

const SINGLE = 2n ** 53n;
const PAIR = 2n ** 104n;
/** Below it the quotient of two pairs, computed in doubles, is off by less than 1/2. */
const QUOTIENT = 2n ** 50n;

const sizeOf = ({ least, greatest }: Bounds): bigint =>
  least === undefined || greatest === undefined ? PAIR : larger(magnitude(least), magnitude(greatest));

/** Whether one double does not hold every value of the integer. */
export const isWide = (bounds: Bounds): boolean => sizeOf(bounds) >= SINGLE;

/** Whether the machine's own division gives the floor. */
export const dividesPlainly = ({ left, right }: Whole & { op: "floor-divide" }): boolean =>
  sizeOf(left) + sizeOf(right) <= SINGLE;

/** Whether machine instructions give the node's integer exactly. Truths and texts always are. */
export function isExact(node: Node): boolean {
  switch (node.op) {
    case "floor-divide":
      return dividesPlainly(node) || (sizeOf(node.left) + 2n * sizeOf(node.right) < PAIR && sizeOf(node) <= QUOTIENT);
    case "multiply":
      return sizeOf(node) < PAIR && !(isWide(node.left) && isWide(node.right));
    case "add":
    case "subtract":
    case "negate":
    case "absolute":
      return sizeOf(node) < PAIR;
    case "constant":
      return typeof node.value !== "bigint" || magnitude(node.value) < PAIR;
    case "step":
      return !("part" in node) || sizeOf(node) < PAIR;
    case "input":
    case "param":
    case "month":
      return !("least" in node && "greatest" in node) || !isWide(node);
    default:
      return !("least" in node && "greatest" in node) || sizeOf(node) < PAIR;
  }
}
