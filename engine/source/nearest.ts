/** Longer words are no slips of typing; comparing them would only cost time. */
const LONGEST = 64;
/** Below this likeness a suggestion is more puzzling than none. */
const LEAST_LIKENESS = 0.6;

/**
 * The candidate that was most likely meant by a misspelt word, or `undefined` where none is near.
 * Slips of the hand (a letter too many, two swapped, wrong case) count as well as Chinese names that
 * say the same with parts moved or left out (`任务数A类客户` for `A类客户任务数`). The first of equally near
 * candidates wins; a candidate equal to the word is no suggestion.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word);
  if (wanted.length === 0 || wanted.length > LONGEST) return undefined;
  let best: string | undefined;
  let bestLikeness = 0;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const likeness = compareWords(wanted, fold(candidate), Math.max(bestLikeness, LEAST_LIKENESS));
    if (likeness > bestLikeness) [best, bestLikeness] = [candidate, likeness];
  }
  return bestLikeness >= LEAST_LIKENESS ? best : undefined;
}

/** By character, not code unit: rare Chinese characters take two units. */
const fold = (word: string): string[] => [...word.normalize("NFKC").toLowerCase()];

/**
 * From 0, nothing in common, to 1, the same but for case and width. What cannot reach `least` is not
 * compared to the end: a character that is not shared costs at least one edit.
 */
function compareWords(a: readonly string[], b: readonly string[], least: number): number {
  if (b.length === 0 || b.length > LONGEST) return 0;
  const shared = sharedCharacters(a, b);
  const longer = Math.max(a.length, b.length);
  // Moved parts are a weaker sign than edits in place, so they never win against them.
  const moved = ((2 * shared) / (a.length + b.length)) * 0.9;
  return shared / longer < least ? moved : Math.max(moved, 1 - editDistance(a, b) / longer);
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      current.push(
        Math.min(
          (previous[j] ?? 0) + 1,
          (current[j - 1] ?? 0) + 1,
          (previous[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforePrevious[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}

/** How many characters the words share, wherever they stand. */
function sharedCharacters(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const character of a) left.set(character, (left.get(character) ?? 0) + 1);
  let shared = 0;
  for (const character of b) {
    const count = left.get(character) ?? 0;
    if (count > 0) {
      shared++;
      left.set(character, count - 1);
    }
  }
  return shared;
}
