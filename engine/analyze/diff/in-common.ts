/** Pairs of indexes of equal keys, as many as possible without crossing: what two sequences have in common. */
export function inCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return [
    ...Array.from({ length: start }, (_, at): [number, number] => [at, at]),
    ...longest(left, right).map(([x, y]): [number, number] => [x + start, y + start]),
    ...Array.from({ length: end }, (_, at): [number, number] => [a.length - end + at, b.length - end + at]),
  ];
}

/** Beyond so many comparisons nothing more is looked for. */
const MOST_COMPARISONS = 4_000_000;

function longest(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > MOST_COMPARISONS) return [];
  /** How much the rests from x and y on have in common. */
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const length = (x: number, y: number): number => lengths[x]?.[y] ?? 0;
  for (let x = a.length - 1; x >= 0; x -= 1) {
    const row = lengths[x];
    if (!row) continue;
    for (let y = b.length - 1; y >= 0; y -= 1) {
      row[y] = a[x] === b[y] ? length(x + 1, y + 1) + 1 : Math.max(length(x + 1, y), length(x, y + 1));
    }
  }
  const pairs: [number, number][] = [];
  let [x, y] = [0, 0];
  while (x < a.length && y < b.length) {
    if (a[x] === b[y]) {
      pairs.push([x, y]);
      x += 1;
      y += 1;
    } else if (length(x + 1, y) >= length(x, y + 1)) x += 1;
    else y += 1;
  }
  return pairs;
}
