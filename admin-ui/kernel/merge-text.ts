import { inCommon } from "../../engine/index.ts";

/** Two texts that were made of one, put together again. */
export interface Merged {
  readonly text: string;
  /** Where both changed the same lines in different ways: the text has mine there. */
  readonly overlaps: readonly Overlap[];
}

export interface Overlap {
  /** Of the merged text, from 1: where mine begins. */
  readonly line: number;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/** Line by line: each side's changes are kept, and mine where both changed the same. */
export function mergeTexts(base: string, mine: string, theirs: string): Merged {
  const [old, left, right] = [base.split("\n"), mine.split("\n"), theirs.split("\n")];
  const [inLeft, inRight] = [new Map(inCommon(old, left)), new Map(inCommon(old, right))];
  const merged: string[] = [];
  const overlaps: Overlap[] = [];
  let at = { old: 0, left: 0, right: 0 };
  for (let line = 0; line <= old.length; line += 1) {
    // The end of the text is common to all.
    const end = line === old.length;
    const leftLine = end ? left.length : inLeft.get(line);
    const rightLine = end ? right.length : inRight.get(line);
    if (leftLine === undefined || rightLine === undefined) continue;
    const was = old.slice(at.old, line);
    const [fromLeft, fromRight] = [left.slice(at.left, leftLine), right.slice(at.right, rightLine)];
    const isOverlap = !same(fromLeft, fromRight) && !same(fromLeft, was) && !same(fromRight, was);
    if (isOverlap) overlaps.push({ line: merged.length + 1, mine: fromLeft, theirs: fromRight });
    merged.push(...(same(fromLeft, was) ? fromRight : fromLeft));
    if (!end) merged.push(old[line] ?? "");
    at = { old: line + 1, left: leftLine + 1, right: rightLine + 1 };
  }
  return { text: merged.join("\n"), overlaps };
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, at) => line === b[at]);
