import { diagnostic, type QuickFix } from "../diagnostics/diagnostic.ts";
import { cover, type Span, span } from "../source/span.ts";
import type { Cursor } from "./cursor.ts";
import { BOUNDS_AFTER, BOUNDS_BEFORE } from "./keywords.ts";

/**
 * Policies write bounds in everyday words: `60 分以上`, `不满 5 人`, `5至9`. Whether the number itself
 * is included must not be guessed, so these are refused with the form that leaves no doubt.
 */

const ending = (words: Iterable<string>): string => [...words].sort((a, b) => b.length - a.length).join("|");

/** `以上`, or the unit before it in the same word: `元以上`. */
const AFTER = new RegExp(`^(\\D*?)(${ending(BOUNDS_AFTER.keys())})$`, "u");
/** `不满`, or with the number in the same word: `不满5人`. */
const BEFORE = new RegExp(`^(${ending(BOUNDS_BEFORE.keys())})(\\d.*)?$`, "u");
const TO = /^(.*?)[至到](\d.*)?$/u;

/** `5 以上`, `5元以上`, `60%（含）以上`, `5至9`: looks at what follows a number. */
export function rejectWordsAfter(cursor: Cursor, number: Span): void {
  const marked = cursor.is("(") && cursor.peek(1).text === "含" && cursor.peek(2).text === ")";
  const word = cursor.peek(marked ? 3 : 0);
  if (word.kind !== "name" || word.startsLine) return;
  const [, unit = "", bound] = AFTER.exec(word.text) ?? [];
  if (bound !== undefined) {
    const end = unit === "" ? cursor.token.span.start : word.span.start + unit.length;
    const amount = cursor.text.slice(number.start, end).trim();
    takeThrough(cursor, word.span);
    refuse(cursor, cover(number, word.span), `${BOUNDS_AFTER.get(bound)} ${amount}`);
  }
  const [, before = "", rest] = TO.exec(word.text) ?? [];
  const numberFollows = rest !== undefined || cursor.peek(1).kind === "number";
  if (!TO.test(word.text) || !numberFollows) return;
  const lower = cursor.text.slice(number.start, word.span.start + before.length).trim();
  const upperStart = word.span.start + before.length + 1;
  takeTest(cursor);
  const where = cursor.spanFrom(number);
  const upper = cursor.text.slice(upperStart, where.end).trim();
  const found = cursor.text.slice(where.start, where.end);
  const fixes = [`[${lower} .. ${upper}]`, `[${lower} .. ${upper})`].map((text) => replacement(where, text));
  cursor.abort(diagnostic("ambiguous-range", where, { found, lower, upper }, { fixes }));
}

/** `不满 60`, `超过20人`: looks at what begins a test. */
export function rejectWordsBefore(cursor: Cursor): void {
  const { token } = cursor;
  const [, word, joined] = (token.kind === "name" && BEFORE.exec(token.text)) || [];
  if (word === undefined || (joined === undefined && cursor.peek(1).kind !== "number")) return;
  takeTest(cursor);
  const where = cursor.spanFrom(token.span);
  const amount = cursor.text.slice(token.span.start + word.length, where.end).trim();
  refuse(cursor, where, `${BOUNDS_BEFORE.get(word)} ${amount}`);
}

function refuse(cursor: Cursor, where: Span, suggestion: string): never {
  const found = cursor.text.slice(where.start, where.end);
  cursor.abort(
    diagnostic("colloquial-bound", where, { found, suggestion }, { fixes: [replacement(where, suggestion)] }),
  );
}

const replacement = (where: Span, text: string): QuickFix => ({
  title: { zh: `改为 ${text}`, en: `write ${text}` },
  edits: [{ span: span(where.start, where.end), text }],
});

function takeThrough(cursor: Cursor, last: Span): void {
  while (!cursor.atEnd && cursor.token.span.start <= last.start) cursor.take();
}

/** Up to the end of the line, of the cell or of this item of a list. */
function takeTest(cursor: Cursor): void {
  do cursor.take();
  while (!(cursor.atEnd || cursor.token.startsLine || cursor.is(",") || cursor.is(")")));
}
