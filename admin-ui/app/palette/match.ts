/** Finding by typed words: every word must be in the label or the hint, in any order. */

export interface Match {
  /** Smaller is better. */
  readonly rank: number;
  /** What of the label was found, in order, without overlaps: `[start, end)`. */
  readonly found: readonly (readonly [start: number, end: number])[];
}

/** @returns `undefined` where a word is in neither */
export function match(typed: string, label: string, more: string): Match | undefined {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [text, rest] = [label.toLowerCase(), more.toLowerCase()];
  const found: [number, number][] = [];
  let rank = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at >= 0) {
      found.push([at, at + word.length]);
      rank += at === 0 ? 0 : 1;
    } else if (rest.includes(word)) rank += 4;
    else return undefined;
  }
  return { rank, found: joined(found) };
}

/** The best first; those of equal rank stay in their order. */
export function best<T>(typed: string, all: readonly T[], textOf: (one: T) => readonly [string, string], most: number) {
  return all
    .flatMap((one) => {
      const matched = match(typed, ...textOf(one));
      return matched === undefined ? [] : [{ one, ...matched }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most);
}

/** A text cut where found stretches begin and end. */
export function pieces(
  text: string,
  found: Match["found"],
): readonly { readonly text: string; readonly hit: boolean }[] {
  let at = 0;
  const cut = found.flatMap(([start, end]) => {
    const before = { text: text.slice(at, start), hit: false };
    at = end;
    return [before, { text: text.slice(start, end), hit: true }];
  });
  return [...cut, { text: text.slice(at), hit: false }].filter((piece) => piece.text !== "");
}

function joined(found: readonly [number, number][]): [number, number][] {
  const inOrder = [...found].sort(([a], [b]) => a - b);
  const result: [number, number][] = [];
  for (const [start, end] of inOrder) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
