import type { Model } from "../../check/prove/model.ts";
import { looksBeyondRow, supportOf } from "../../check/prove/seek.ts";
import type { BothVersions } from "./both-versions.ts";

/** Why neither a difference nor a proof that there is none was found. */
export type Undecided =
  /** Names that look at other months or agents: no small history showed a difference, which proves nothing of others. */
  | { readonly kind: "beyond-row"; readonly names: readonly string[] }
  /** There are more cases than are looked at. */
  | { readonly kind: "too-many" }
  /** It has holes, or compares texts or dates with one another. */
  | { readonly kind: "unknown" }
  | { readonly kind: "not-found" };

/** @param names the results that figures were sought for */
export function reasonFor(
  names: readonly string[],
  { results, affected, originals }: BothVersions,
  model: Model,
): Undecided {
  const asked = results.filter(({ name }) => names.includes(name)).flatMap(({ name, older }) => [name, older]);
  const looking = supportOf(model, asked).filter((name) => model.termsBehind(name).some(looksBeyondRow));
  const changed = looking.filter((name) => affected.has(name));
  const written = new Set((changed.length > 0 ? changed : looking).map((name) => originals.get(name) ?? name));
  return written.size > 0 ? { kind: "beyond-row", names: [...written] } : { kind: "not-found" };
}
