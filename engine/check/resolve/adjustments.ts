import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Deduction, Veto } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { LIMITS } from "../../limits.ts";
import type { DeductStatement } from "../../syntax/ast.ts";
import { TRUTH, type Type } from "../../values/type.ts";
import { type Adjustment, type Scope, withSuggestion } from "./scope.ts";
import type { Typing } from "./typing.ts";

/** What a deduction takes off, in the type of its score: the amount, held to its limit. */
export function deductedAmount({ amount, atMost }: DeductStatement, type: Type, typing: Typing): Term {
  const taken = typing.exactValue(amount, type);
  const limit = atMost && typing.exactValue(atMost, type);
  return limit ? { kind: "call", name: "min", args: [taken, limit], type, span: taken.span } : taken;
}

/** What changes a score besides its indicators, in the order of the text. */
export function resolveAdjustments(
  adjustments: readonly Adjustment[],
  type: Type,
  typing: Typing,
): { deductions: Deduction[]; vetoes: Veto[] } {
  const deductions: Deduction[] = [];
  const vetoes: Veto[] = [];
  for (const adjustment of adjustments.slice(0, LIMITS.operands)) {
    const { name, clause, span } = adjustment;
    const read = typing.term({ kind: "name", ...name });
    if (adjustment.kind === "deduct") {
      deductions.push({ name: name.name, points: typing.fitting.require(read, type), span });
    } else {
      const condition = typing.fitting.require(read, TRUTH);
      vetoes.push({ name: name.name, condition, value: typing.exactValue(adjustment.value, type), clause, span });
    }
  }
  return { deductions, vetoes };
}

/** Deductions and vetoes that name no score of the scheme, and more of them than a score can have. */
export function reportStrayAdjustments({ adjustments, declarations, unread }: Scope, typing: Typing): void {
  const scores = [...declarations.values()].flatMap(({ kind, identifier }) =>
    kind === "score" ? [identifier.name] : [],
  );
  for (const [name, statements] of adjustments) {
    const target = declarations.get(name);
    const beyond = statements[LIMITS.operands];
    if (beyond) {
      typing.fitting.report(diagnostic("nesting-too-deep", beyond.name.span, { limit: String(LIMITS.operands) }));
    }
    if (target?.kind === "score" || (!target && unread.has(name))) continue;
    for (const { score } of statements) {
      const nearest = typing.nearestOf(name, scores);
      const [, details] = withSuggestion(score, nearest);
      typing.fitting.report(diagnostic("adjustment-target", score.span, { name }, details));
    }
  }
}
