import type { Diagnostic, Span } from "../../../engine/index.ts";

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  /** Figures that the source document does not give. */
  readonly assumed: number;
}

export const countFindings = (diagnostics: readonly Diagnostic[]): FindingCounts => ({
  errors: diagnostics.filter(({ severity }) => severity === "error").length,
  warnings: diagnostics.filter(({ severity }) => severity === "warning").length,
  assumed: diagnostics.filter(({ code }) => code === "assumed").length,
});

/** The gravest first, each severity in the order of the text. */
export const byGravity = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  (["error", "warning", "info"] as const).flatMap((severity) => diagnostics.filter((d) => d.severity === severity));

/** The findings that start within a stretch of the text. */
export const findingsIn = (diagnostics: readonly Diagnostic[], { start, end }: Span): readonly Diagnostic[] =>
  diagnostics.filter(({ span }) => start <= span.start && span.start < end);
