/** How a score came about: each indicator's part, what was deducted, and the veto that overruled it all. */
import { printTerm } from "../ir/print-term.ts";
import type { ScoreDefinition, Veto, WeightedIndicator } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { add, compare, equal, multiply, subtract, ZERO } from "../values/rational.ts";
import { showValue } from "../values/show.ts";
import { PERCENT } from "../values/type.ts";
import { isRational, isRowError, type Outcome, type RowError, type RowErrorCode } from "../values/value.ts";
import type { ScoreDeduction, ScorePart, Step } from "./step.ts";

interface Valuing {
  readonly evaluate: (term: Term) => Outcome;
  /** With its unit; for an error, "—". */
  readonly show: (outcome: Outcome) => string;
}

type ScoreReasons = Pick<Step, "formula" | "parts" | "deductions" | "veto"> & {
  readonly clause?: Step["clause"];
  /** What parts, deductions and vetoes lead to; absent where a weight has no value. */
  readonly expected?: Outcome | { readonly code: RowErrorCode };
};

export function explainScore(definition: ScoreDefinition, { evaluate, show }: Valuing): ScoreReasons {
  const { indicators, type } = definition;
  const parts = indicators.flatMap((indicator) => partOf(indicator, evaluate) ?? []);
  const deductions = definition.deductions.map(
    ({ name, points, span }): ScoreDeduction => ({ name, points: evaluate(points), span }),
  );
  const products = indicators.map(({ weight, score, span }) =>
    printTerm({ kind: "arithmetic", operator: "*", left: weight, right: score, type, span }),
  );
  const filled = parts.map(({ weight, held }) => `${showValue(weight, PERCENT)} * ${show(held)}`);
  const taken = (show: (deduction: ScoreDeduction) => string): string =>
    deductions.map((deduction) => ` - ${show(deduction)}`).join("");
  const formula = {
    text: products.join(" + ") + taken(({ name }) => name),
    filled: filled.join(" + ") + taken(({ points }) => show(points)),
  };
  const weighted = parts.map(({ points }) => points).reduce<Outcome>(combine(add), ZERO);
  const total = deductions.map(({ points }) => points).reduce<Outcome>(combine(subtract), weighted);
  const { veto, failure, value } = rule(definition.vetoes, evaluate);
  const expected = failure ?? (isRowError(total) ? total : (value ?? total));
  return {
    ...(parts.length === indicators.length && { expected }),
    parts,
    ...(deductions.length > 0 && { deductions }),
    ...(veto && { veto: { name: veto.name, span: veto.span }, clause: veto.clause }),
    formula,
  };
}

interface Ruling {
  /** The first veto that holds; none where nothing can be ruled. */
  readonly veto?: Veto;
  readonly value?: Outcome;
  readonly failure?: RowError | { readonly code: RowErrorCode };
}

function rule(vetoes: readonly Veto[], evaluate: Valuing["evaluate"]): Ruling {
  const holding: Veto[] = [];
  for (const veto of vetoes) {
    const holds = evaluate(veto.condition);
    if (isRowError(holds)) return { failure: holds };
    if (holds === true) holding.push(veto);
  }
  const values = holding.map(({ value }) => evaluate(value));
  const failed = values.find(isRowError);
  if (failed) return { failure: failed };
  const [[veto], [value]] = [holding, values];
  if (!veto || value === undefined) return {};
  const agrees = (other: Outcome): boolean => isRational(other) && isRational(value) && equal(other, value);
  return values.every(agrees) ? { veto, value } : { failure: { code: "conflicting-vetoes" } };
}

/** `undefined` where the weight itself has no value. */
function partOf(
  { name, weight, score, lower, upper, span }: WeightedIndicator,
  evaluate: Valuing["evaluate"],
): ScorePart | undefined {
  const share = evaluate(weight);
  const points = evaluate(score);
  const [least, most] = [lower, upper].map((limit) => limit && evaluate(limit));
  if (!isRational(share)) return undefined;
  const failed = [points, least, most].find((each) => each !== undefined && isRowError(each));
  const part = { indicator: name, weight: share, score: points, span };
  if (!isRational(points) || failed !== undefined) {
    const error = failed ?? points;
    return { ...part, held: error, points: error };
  }
  const raised = least !== undefined && isRational(least) && compare(points, least) < 0 ? least : points;
  const held = most !== undefined && isRational(most) && compare(raised, most) > 0 ? most : raised;
  const change = compare(held, points);
  return {
    ...part,
    held,
    ...(change !== 0 && { limited: change > 0 ? "lower" : "upper" }),
    points: multiply(share, held),
  };
}

const combine =
  (operation: typeof add) =>
  (a: Outcome, b: Outcome): Outcome =>
    isRational(a) && isRational(b) ? operation(a, b) : isRowError(a) ? a : b;
