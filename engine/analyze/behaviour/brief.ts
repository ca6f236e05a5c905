import type { Model } from "../../check/prove/model.ts";

const LONG = 200;
const known = new WeakMap<Model, Map<string, string>>();

/** What stands for a key: the same for the same ones. What reads a name twice would else double its key, name by name. */
export function brief(key: string, model: Model): string {
  if (key.length <= LONG) return key;
  const keys = known.get(model) ?? new Map<string, string>();
  known.set(model, keys);
  const found = keys.get(key) ?? `#${keys.size}`;
  keys.set(key, found);
  return found;
}
