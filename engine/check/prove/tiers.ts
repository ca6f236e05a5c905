/** Tiers that do not rise, and values that no tier holds. */
import { type Diagnostic, diagnostic, type QuickFix } from "../../diagnostics/diagnostic.ts";
import type { TiersDefinition } from "../../ir/program.ts";
import { LineIndex } from "../../source/line-index.ts";
import type { Span } from "../../source/span.ts";
import { compare, type Rational } from "../../values/rational.ts";
import { showValue } from "../../values/show.ts";
import { isRational, isRowError } from "../../values/value.ts";
import type { Context } from "./context.ts";
import { intervalOf, isNumber } from "./domain.ts";
import { seek } from "./seek.ts";
import { witnessFor } from "./witness.ts";

export function proveTiers(context: Context, definition: TiersDefinition): Diagnostic[] {
  const starts = definition.tiers.map(({ from }) => from && context.scope.model.constant(from));
  const unordered = definition.tiers.flatMap(({ span }, at): Diagnostic[] => {
    const [before, start] = [starts[at - 1], starts[at]];
    if (before === undefined || start === undefined || !isNumber(before) || !isNumber(start)) return [];
    if (compare(before, start) < 0) return [];
    const line = String(new LineIndex(context.text).positionAt(span.start).line);
    return [diagnostic("tiers-unordered", span, { line })];
  });
  if (unordered.length > 0) return unordered;
  const [first] = starts;
  return first !== undefined && isNumber(first) ? below(context, definition, first) : [];
}

/** Values below the first start, where they are an error, with inputs that lead there. */
function below({ scope, reference }: Context, definition: TiersDefinition, first: Rational): Diagnostic[] {
  const { name, base, nameSpan, ends } = definition;
  // An interpolation says itself what holds beyond its points.
  if (ends) return [];
  const target = intervalOf({ lower: undefined, upper: { value: first, included: false } }, undefined);
  const confirms = (row: Parameters<typeof reference.value>[1]): boolean => {
    const outcome = reference.value(name, row);
    return isRowError(outcome) && outcome.code === "outside-tiers";
  };
  const search = seek(scope, { goals: [{ term: base, target }], confirms });
  if (search.kind !== "found") return [];
  const value = reference.evaluate(base, search.row);
  const args = {
    name,
    region: `< ${showValue(first, base.type)}`,
    value: isRational(value) ? showValue(value, base.type) : "",
  };
  const start = definition.tiers[0]?.from;
  const fixes = start ? [openBelow(start.span)] : [];
  return [diagnostic("tiers-gap", nameSpan, args, { witness: witnessFor(reference, [], search.row), fixes })];
}

const openBelow = (span: Span): QuickFix => ({
  title: { zh: "第一档不设下限", en: "open the first tier below" },
  edits: [{ span, text: "-" }],
});
