/**
 * A copy with other parts in the place of some; what holds none of them stays the same object.
 *
 * @param part plain data: programs and statements are
 * @param made copies made already, for parts that several hold
 */
export function replaced<T>(part: T, by: ReadonlyMap<object, object>, made = new Map<object, object>()): T {
  return copyOf(part, by, made) as T;
}

function copyOf(part: unknown, by: ReadonlyMap<object, object>, made: Map<object, object>): unknown {
  if (typeof part !== "object" || part === null || part instanceof Map) return part;
  const known = by.get(part) ?? made.get(part);
  if (known) return known;
  let copy: object = part;
  if (Array.isArray(part)) {
    const items = part.map((item) => copyOf(item, by, made));
    if (items.some((item, at) => item !== part[at])) copy = items;
  } else {
    const entries = Object.entries(part).map(([key, value]) => [key, value, copyOf(value, by, made)] as const);
    if (entries.some(([, before, after]) => before !== after)) {
      copy = Object.fromEntries(entries.map(([key, , after]) => [key, after]));
    }
  }
  made.set(part, copy);
  return copy;
}
