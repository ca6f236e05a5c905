import type { Compilation } from "../compile.ts";
import type { Diagnostic, QuickFix } from "../diagnostics/diagnostic.ts";
import { contains } from "../source/span.ts";

/** Ways to put right what was found at the offset, those of the narrowest finding first. */
export function quickFixes({ diagnostics }: Compilation, offset: number): QuickFix[] {
  const width = ({ span: { start, end } }: Diagnostic): number => end - start;
  return diagnostics
    .filter((found) => contains(found.span, offset))
    .sort((a, b) => width(a) - width(b))
    .flatMap((found) => found.fixes ?? []);
}
