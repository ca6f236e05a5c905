/** One stretch of a text and what stands in its place; the text before and the text after differ nowhere else. */
export interface TextChange {
  /** Offset, the same in both texts. */
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
}

/** Steps kept; the oldest are forgotten. */
const LIMIT = 500;
/** Milliseconds without a key after which what is typed is a step of its own. */
const PAUSE = 1000;
/** What is inserted at once beyond this many characters was not typed, but pasted or completed. */
const TYPED = 16;

/**
 * The undo history of one text, whichever view made the edits. A step is the one stretch that it replaced,
 * so that a view which holds the text itself can follow with as small a change.
 */
export class TextHistory {
  readonly #done: TextChange[] = [];
  readonly #undone: TextChange[] = [];
  /** When the newest step was last typed into; `undefined` once nothing more joins it. */
  #typedAt: number | undefined;

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** A step of its own. */
  record(change: TextChange): void {
    this.#push(change);
    this.#typedAt = undefined;
  }

  /** Joins what was typed just before at the same place. `at` is a time in milliseconds. */
  recordTyped(change: TextChange, at: number): void {
    const isTyped = change.inserted.length <= TYPED && !change.inserted.includes("\n");
    const last = this.#typedAt !== undefined && at - this.#typedAt < PAUSE ? this.#done.at(-1) : undefined;
    const joined = isTyped && last !== undefined ? join(last, change) : undefined;
    if (joined === undefined) this.#push(change);
    else this.#done.splice(-1, 1, joined);
    this.#typedAt = isTyped ? at : undefined;
  }

  /** The text before the newest step; the same text where there is none. */
  undo(text: string): string {
    const change = this.#done.pop();
    this.#typedAt = undefined;
    if (change === undefined) return text;
    this.#undone.push(change);
    return splice(text, change.start, change.inserted, change.removed);
  }

  /** The text with the step that was undone last; the same text where there is none. */
  redo(text: string): string {
    const change = this.#undone.pop();
    this.#typedAt = undefined;
    if (change === undefined) return text;
    this.#done.push(change);
    return splice(text, change.start, change.removed, change.inserted);
  }

  #push(change: TextChange): void {
    this.#done.push(change);
    if (this.#done.length > LIMIT) this.#done.shift();
    this.#undone.length = 0;
  }
}

/** The smallest change that makes one text of the other; `undefined` where they are the same. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  while (head < shorter && before[head] === after[head]) head += 1;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  // A character of two halves is replaced whole: an editor cannot stand between them.
  if (head > 0 && isHighSurrogate(before.charCodeAt(head - 1))) head -= 1;
  if (tail > 0 && isLowSurrogate(before.charCodeAt(before.length - tail))) tail -= 1;
  return {
    start: head,
    removed: before.slice(head, before.length - tail),
    inserted: after.slice(head, after.length - tail),
  };
}

/** Both as one change, where the later one lies within or at the edge of what the earlier one wrote. */
function join(earlier: TextChange, later: TextChange): TextChange | undefined {
  const end = earlier.start + earlier.inserted.length;
  const laterEnd = later.start + later.removed.length;
  if (laterEnd > end) return undefined;
  if (later.start >= earlier.start)
    return {
      ...earlier,
      inserted: splice(earlier.inserted, later.start - earlier.start, later.removed, later.inserted),
    };
  // Deleting backwards beyond where the step began.
  const before = earlier.start - later.start;
  if (later.inserted !== "" || laterEnd < earlier.start) return undefined;
  return {
    start: later.start,
    removed: later.removed.slice(0, before) + earlier.removed,
    inserted: earlier.inserted.slice(later.removed.length - before),
  };
}

const splice = (text: string, start: number, removed: string, inserted: string): string =>
  text.slice(0, start) + inserted + text.slice(start + removed.length);

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** As the editor has it, which knows one kind of line end only and no mark of byte order. */
export const withLineFeeds = (text: string): string => text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
