/**
 * The one position type of the engine: half-open offsets, in UTF-16 code units, into the text of
 * one file. Lines and columns exist only at the edges (command line, editor); `LineIndex` converts.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

/** The smallest span that holds both. */
export const cover = (a: Span, b: Span): Span => span(Math.min(a.start, b.start), Math.max(a.end, b.end));

export const contains = (outer: Span, offset: number): boolean => outer.start <= offset && offset <= outer.end;

/** The first line of what may be many, which is enough to mark. */
export function firstLine(text: string, where: Span): Span {
  const lineBreak = text.slice(where.start, where.end).search(/[\r\n]/);
  return lineBreak < 0 ? where : span(where.start, where.start + lineBreak);
}

/** A replacement of the text in `span`; an insertion has an empty span. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Applies edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start);
  let result = "";
  let at = 0;
  for (const edit of ordered) {
    if (edit.span.start < at) throw new RangeError("text edits overlap");
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
