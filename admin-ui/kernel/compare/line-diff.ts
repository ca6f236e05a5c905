import { inCommon } from "../../../engine/index.ts";

/** One line of two texts beside each other; a side that has no such line is `undefined`. */
export interface LinePair {
  readonly left: NumberedLine | undefined;
  readonly right: NumberedLine | undefined;
  readonly same: boolean;
}
export interface NumberedLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Lines that follow each other and are the same or not, so that long stretches of the same can be folded. */
export interface Stretch {
  readonly same: boolean;
  readonly lines: readonly LinePair[];
}

/** Two texts line by line, with as many lines in common as can be. */
export function diffLines(left: string, right: string): readonly Stretch[] {
  const [a, b] = [left.split("\n"), right.split("\n")];
  const pairs: LinePair[] = [];
  let [x, y] = [0, 0];
  const differing = (toX: number, toY: number): void => {
    for (let at = 0; at < Math.max(toX - x, toY - y); at += 1) {
      pairs.push({
        left: x + at < toX ? { number: x + at + 1, text: a[x + at] ?? "" } : undefined,
        right: y + at < toY ? { number: y + at + 1, text: b[y + at] ?? "" } : undefined,
        same: false,
      });
    }
  };
  for (const [atX, atY] of inCommon(a, b)) {
    differing(atX, atY);
    const text = a[atX] ?? "";
    pairs.push({ left: { number: atX + 1, text }, right: { number: atY + 1, text }, same: true });
    [x, y] = [atX + 1, atY + 1];
  }
  differing(a.length, b.length);
  return stretchesOf(pairs);
}

function stretchesOf(pairs: readonly LinePair[]): Stretch[] {
  const stretches: { same: boolean; lines: LinePair[] }[] = [];
  for (const pair of pairs) {
    const last = stretches.at(-1);
    if (last?.same === pair.same) last.lines.push(pair);
    else stretches.push({ same: pair.same, lines: [pair] });
  }
  return stretches;
}
