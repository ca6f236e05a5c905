import type { editor, IRange } from "monaco-editor/editor";
import type { Span, TextEdit } from "../../../engine/index.ts";

/** Monaco's range of a span; the model's line ends are those of the text the engine was given. */
export function rangeOf(model: editor.ITextModel, span: Span): IRange {
  const start = model.getPositionAt(span.start);
  const end = model.getPositionAt(span.end);
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

export const editOf = (model: editor.ITextModel, edit: TextEdit): { range: IRange; text: string } => ({
  range: rangeOf(model, edit.span),
  text: edit.text,
});
