import type { editor } from "monaco-editor/editor";
import { isRowError, type Step } from "../../../engine/index.ts";

/** A label stays on one line. */
const NO_BREAK = "\u00a0";

/** Behind each rule, what it comes to for the pinned agent: `= 112.04%`, for a table `→ 1.05`. */
export function ruleValues(
  model: editor.ITextModel,
  roots: readonly Step[],
  inlineClassName: string,
): editor.IModelDeltaDecoration[] {
  const labels = new Map<number, string[]>();
  const seen = new Set<Step>();
  const visit = (step: Step): void => {
    if (seen.has(step)) return;
    seen.add(step);
    for (const operand of step.operands) visit(operand);
    if (step.kind === "input" || step.kind === "param" || isRowError(step.outcome)) return;
    // A grid is long: its value stands behind its head.
    const offset = ["column", "score", "tiers", "distribution"].includes(step.kind) ? step.span.start : step.span.end;
    const line = model.getPositionAt(offset).lineNumber;
    labels.set(line, [...(labels.get(line) ?? []), step.kind === "column" ? `→ ${step.shown}` : `= ${step.shown}`]);
  };
  for (const step of roots) visit(step);
  return [...labels].map(([line, parts]) => {
    const column = model.getLineMaxColumn(line);
    return {
      range: { startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column },
      options: {
        showIfCollapsed: true,
        after: { content: ` ${parts.join("  ")} `.replaceAll(" ", NO_BREAK), inlineClassName },
      },
    };
  });
}
