/**
 * The rows by ascending key, equal keys in the order of `rows` (by default their own). Linear in
 * the rows and in the span of the keys: months and places, never far apart.
 */
export function inOrderOf(keys: Int32Array, rows?: Int32Array): Int32Array {
  let [least, greatest] = [0, 0];
  if (keys.length > 0) {
    [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const key of keys) {
      if (key < least) least = key;
      if (key > greatest) greatest = key;
    }
  }
  const next = new Int32Array(greatest - least + 2);
  for (const key of keys) next[key - least + 1] = (next[key - least + 1] ?? 0) + 1;
  for (let at = 1; at < next.length; at += 1) next[at] = (next[at] ?? 0) + (next[at - 1] ?? 0);
  const ordered = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at += 1) {
    const row = rows ? (rows[at] ?? 0) : at;
    const key = (keys[row] ?? 0) - least;
    const place = next[key] ?? 0;
    next[key] = place + 1;
    ordered[place] = row;
  }
  return ordered;
}
