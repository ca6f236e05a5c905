import type { editor, MarkerSeverity } from "monaco-editor/editor";
import type { Diagnostic, Language, Severity } from "../../../engine/index.ts";
import type { Monaco } from "./monaco-api.ts";
import { rangeOf } from "./spans.ts";

/** A finding as a squiggle: the sentence in the UI language, and its code. */
export function markerOf(
  { MarkerSeverity }: Monaco,
  model: editor.ITextModel,
  found: Diagnostic,
  language: Language,
): editor.IMarkerData {
  const severities: Readonly<Record<Severity, MarkerSeverity>> = {
    error: MarkerSeverity.Error,
    warning: MarkerSeverity.Warning,
    // Not a fault: a few dots, and no stop on the way from problem to problem.
    info: MarkerSeverity.Hint,
  };
  return {
    ...rangeOf(model, visible(model, found.span)),
    severity: severities[found.severity],
    message: found.message[language],
    code: found.code,
  };
}

/** An empty span gets the character before or after it, so that there is something to see. */
function visible(model: editor.ITextModel, span: Diagnostic["span"]): Diagnostic["span"] {
  if (span.end > span.start) return span;
  const { lineNumber, column } = model.getPositionAt(span.start);
  return column < model.getLineMaxColumn(lineNumber)
    ? { start: span.start, end: span.start + 1 }
    : { start: Math.max(0, span.start - 1), end: span.start };
}
