/** Numbers are put in order by one such digit after another, the lowest first; so many counters stay near at hand. */
const BITS = 11;
const DIGIT = 2 ** BITS;
/** Numbers that are further apart are put in order by comparing them. */
const WIDEST = 2 ** 31;

/** Rows with their numbers, lowest first; those with the same number in the order they came in. */
export interface RowsByNumber {
  readonly rows: Int32Array;
  readonly numbers: ArrayLike<number>;
}

/** @param numbers integers, by row; a row that is asked for has one */
export function byNumber(numbers: Float64Array, rows: Int32Array): RowsByNumber {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < rows.length; at += 1) {
    const number = numbers[rows[at] ?? 0] ?? 0;
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  if (greatest - least >= WIDEST) {
    const sorted = rows.slice().sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    return { rows: sorted, numbers: Float64Array.from(sorted, (row) => numbers[row] ?? 0) };
  }
  let from = { keys: new Int32Array(rows.length), rows: rows.slice() };
  let into = { keys: new Int32Array(rows.length), rows: new Int32Array(rows.length) };
  for (let at = 0; at < rows.length; at += 1) from.keys[at] = (numbers[rows[at] ?? 0] ?? 0) - least;
  for (let shift = 0; shift === 0 || (shift < 31 && greatest - least >= 2 ** shift); shift += BITS) {
    distribute(from, into, shift);
    [from, into] = [into, from];
  }
  return { rows: from.rows, numbers: from.keys };
}

interface Keyed {
  readonly keys: Int32Array;
  readonly rows: Int32Array;
}

function distribute(from: Keyed, into: Keyed, shift: number): void {
  const { keys, rows } = from;
  const { keys: sortedKeys, rows: sortedRows } = into;
  const next = new Int32Array(DIGIT + 1);
  for (let at = 0; at < keys.length; at += 1) {
    const digit = ((keys[at] ?? 0) >> shift) & (DIGIT - 1);
    next[digit + 1] = (next[digit + 1] ?? 0) + 1;
  }
  for (let digit = 1; digit < DIGIT; digit += 1) next[digit] = (next[digit] ?? 0) + (next[digit - 1] ?? 0);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    const digit = (key >> shift) & (DIGIT - 1);
    const place = next[digit] ?? 0;
    next[digit] = place + 1;
    sortedKeys[place] = key;
    sortedRows[place] = rows[at] ?? 0;
  }
}
