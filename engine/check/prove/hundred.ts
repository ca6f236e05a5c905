/** Parts that should make 100%: weights of a score, shares of a forced distribution. */
import type { QuickFix } from "../../diagnostics/diagnostic.ts";
import type { Term } from "../../ir/term.ts";
import type { Span } from "../../source/span.ts";
import { add, compare, equal, ONE, type Rational, subtract, ZERO } from "../../values/rational.ts";
import { showValue } from "../../values/show.ts";
import { PERCENT } from "../../values/type.ts";
import { isNumber } from "./domain.ts";
import type { Model } from "./model.ts";

export interface Part {
  readonly name: string;
  readonly share: Term;
  /** Of the figure as it is written. */
  readonly span: Span;
}

export interface OffTotal {
  /** As people read it. */
  readonly total: string;
  /** The whole difference on one part, for each that is written as a figure. */
  readonly fixes: readonly QuickFix[];
}

/**
 * What the parts add up to where that is not 100%. Nothing is said of parts that are computed: their
 * sum is another one each month.
 */
export function offHundred(
  model: Model,
  parts: readonly Part[],
  title: (name: string, share: string) => QuickFix["title"],
): OffTotal | undefined {
  const shares: Rational[] = [];
  for (const { share } of parts) {
    const value = model.constant(share);
    if (value === undefined || !isNumber(value)) return undefined;
    shares.push(value);
  }
  const total = shares.reduce(add, ZERO);
  if (shares.length === 0 || equal(total, ONE)) return undefined;
  const missing = subtract(ONE, total);
  const fixes = parts.flatMap(({ name, share, span }, at): QuickFix[] => {
    const value = add(shares[at] ?? ZERO, missing);
    if (share.kind !== "literal" || compare(value, ZERO) <= 0 || compare(value, ONE) >= 0) return [];
    const text = showValue(value, PERCENT);
    return [{ title: title(name, text), edits: [{ span, text }] }];
  });
  return { total: showValue(total, PERCENT), fixes };
}
