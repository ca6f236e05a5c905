/** Where places of a text are in a later form of it, before anybody has read that one. */
import type { Span } from "../../engine/index.ts";

/**
 * From the places of one text to those of another, taken as one change of one stretch.
 *
 * @returns where a span went: what it held, with what was written into it; `undefined` where one of its
 *   ends is gone
 */
export function shiftBetween(before: string, after: string): (span: Span) => Span | undefined {
  if (before === after) return (span) => span;
  const shorter = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  const changeEnd = before.length - tail;
  const growth = after.length - before.length;
  return ({ start, end }) => {
    // What is written right before a span is not in it, what is written right behind it is.
    const from =
      start < head || (start === head && changeEnd > head) ? start : start < changeEnd ? undefined : start + growth;
    const to = end >= changeEnd ? end + growth : end <= head ? end : undefined;
    return from === undefined || to === undefined || to < from ? undefined : { start: from, end: to };
  };
}
