/** Weights of a score that do not make 100%. */
import { type Diagnostic, diagnostic, type QuickFix } from "../../diagnostics/diagnostic.ts";
import type { ScoreDefinition, WeightedIndicator } from "../../ir/program.ts";
import { add, compare, equal, ONE, type Rational, subtract, ZERO } from "../../values/rational.ts";
import { showValue } from "../../values/show.ts";
import { PERCENT } from "../../values/type.ts";
import type { Context } from "./context.ts";
import { isNumber } from "./domain.ts";

/** Says nothing of weights that are computed: their sum is another one each month. */
export function proveWeights(
  { scope: { model } }: Context,
  { name, indicators, nameSpan }: ScoreDefinition,
): Diagnostic[] {
  const weights: Rational[] = [];
  for (const { weight } of indicators) {
    const value = model.constant(weight);
    if (value === undefined || !isNumber(value)) return [];
    weights.push(value);
  }
  const total = weights.reduce(add, ZERO);
  if (weights.length === 0 || equal(total, ONE)) return [];
  const missing = subtract(ONE, total);
  const fixes = indicators.flatMap((indicator, at) => weightFix(indicator, add(weights[at] ?? ZERO, missing)));
  return [diagnostic("weights-total", nameSpan, { score: name, total: showValue(total, PERCENT) }, { fixes })];
}

/** The whole difference on one indicator, where its weight is written as a figure. */
function weightFix({ name, weight, weightSpan }: WeightedIndicator, value: Rational): QuickFix[] {
  if (weight.kind !== "literal" || compare(value, ZERO) <= 0 || compare(value, ONE) >= 0) return [];
  const text = showValue(value, PERCENT);
  const title = { zh: `把“${name}”的权重改为 ${text}`, en: `set the weight of "${name}" to ${text}` };
  return [{ title, edits: [{ span: weightSpan, text }] }];
}
