/** Weights of a score that do not make 100%. */
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ScoreDefinition } from "../../ir/program.ts";
import type { Context } from "./context.ts";
import { offHundred } from "./hundred.ts";

export function proveWeights(
  { scope: { model } }: Context,
  { name: score, indicators, nameSpan }: ScoreDefinition,
): Diagnostic[] {
  const parts = indicators.map(({ name, weight, weightSpan }) => ({ name, share: weight, span: weightSpan }));
  const off = offHundred(model, parts, (name, text) => ({
    zh: `把“${name}”的权重改为 ${text}`,
    en: `set the weight of "${name}" to ${text}`,
  }));
  return off ? [diagnostic("weights-total", nameSpan, { score, total: off.total }, { fixes: off.fixes })] : [];
}
