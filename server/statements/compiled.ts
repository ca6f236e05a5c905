import type { Compilation } from "../../engine/index.ts";
import { sha256 } from "../canonical-json.ts";
import { compileWith } from "../schemes/library.ts";
import type { Source } from "../schemes/reading.ts";

/** Statements are asked for one after another, by a few versions: compiling takes longer than all the rest. */
const KEPT = 8;

const kept = new Map<string, Compilation>();

/** The compilation of a source, of this thread the last few. */
export function compiled(source: Source): Compilation {
  const key = sha256(JSON.stringify([source.text, source.library]));
  const compilation = kept.get(key) ?? compileWith(source.text, source.library);
  // Set again, so that the first key is the one that was asked for least recently.
  kept.delete(key);
  kept.set(key, compilation);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return compilation;
}
