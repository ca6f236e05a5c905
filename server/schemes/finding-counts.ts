import type { Diagnostic } from "../../engine/index.ts";

/** How many findings of each kind a text has. */
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
