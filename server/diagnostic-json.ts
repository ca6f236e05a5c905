import { type Diagnostic, LineIndex, type Span } from "../engine/index.ts";
import type { Diagnostic as DiagnosticJson } from "./http/schemas.ts";

/** Findings as the API gives them: lines and columns for offsets, objects for maps, the first fix. */
export function diagnosticsJson(text: string, diagnostics: readonly Diagnostic[]): DiagnosticJson[] {
  const index = new LineIndex(text);
  const place = ({ start, end }: Span) => ({ start: index.positionAt(start), end: index.positionAt(end) });
  return diagnostics.map(({ code, severity, message, span, witness, waived, fixes: [fix] = [] }) => ({
    code,
    severity,
    message,
    ...place(span),
    ...(witness && { witness: Object.fromEntries(witness.columns) }),
    ...(witness?.inputs && { inputs: Object.fromEntries(witness.inputs) }),
    ...(witness?.steady && { steady: true }),
    ...(witness?.compared && {
      compared: {
        witness: Object.fromEntries(witness.compared.columns),
        inputs: Object.fromEntries(witness.compared.inputs),
      },
    }),
    ...(waived !== undefined && { waived }),
    ...(fix && {
      fix: { title: fix.title, edits: fix.edits.map((edit) => ({ ...place(edit.span), text: edit.text })) },
    }),
  }));
}
