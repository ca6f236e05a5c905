/** Shares of a forced distribution that do not make 100%, or are none, and grades out of their order. */
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { DistributionDefinition } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { compare, ONE, ZERO } from "../../values/rational.ts";
import { showValue } from "../../values/show.ts";
import { PERCENT } from "../../values/type.ts";
import type { Value } from "../../values/value.ts";
import type { Context } from "./context.ts";
import { isNumber } from "./domain.ts";
import { offHundred } from "./hundred.ts";

export function proveDistribution(context: Context, definition: DistributionDefinition): Diagnostic[] {
  if (definition.body.kind === "broken") return [];
  return [...shares(context, definition), ...unordered(definition)];
}

function shares({ scope: { model } }: Context, { name, grades, nameSpan }: DistributionDefinition): Diagnostic[] {
  const outside = grades.flatMap(({ share }): Diagnostic[] => {
    const value = model.constant(share);
    if (value === undefined || !isNumber(value)) return [];
    if (compare(value, ZERO) >= 0 && compare(value, ONE) <= 0) return [];
    const args = { value: showValue(value, PERCENT), range: "[0% .. 100%]" };
    return [diagnostic("value-out-of-range", share.span, args)];
  });
  if (outside.length > 0) return outside;
  const parts = grades.map(({ value, share }) => ({
    name: String(constantOf(value) ?? ""),
    share,
    span: share.span,
  }));
  const off = offHundred(model, parts, (grade, text) => ({
    zh: `把“${grade}”的比例改为 ${text}`,
    en: `set the share of "${grade}" to ${text}`,
  }));
  return off ? [diagnostic("shares-total", nameSpan, { name, total: off.total }, { fixes: off.fixes })] : [];
}

/** Who ranks first has the first grade, so the grades can only follow the choice upwards or downwards. */
function unordered({ name, type, grades }: DistributionDefinition): Diagnostic[] {
  if (type.kind !== "choice") return [];
  const { values } = type;
  const gradeAt = (at: number): string => String(constantOf(grades[at]?.value) ?? "");
  const stepTo = (at: number): number => Math.sign(values.indexOf(gradeAt(at)) - values.indexOf(gradeAt(at - 1)));
  const wrong = grades.findIndex((_, at) => at > 1 && stepTo(at) !== stepTo(1));
  const grade = grades[wrong];
  if (!grade) return [];
  const args = { name, grade: gradeAt(wrong), before: gradeAt(wrong - 1), order: values.join(", ") };
  return [diagnostic("grades-unordered", grade.value.span, args)];
}

const constantOf = (term: Term | undefined): Value | undefined => (term?.kind === "literal" ? term.value : undefined);
