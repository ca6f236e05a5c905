import { readCatalogue } from "../../engine/index.ts";
import type { Stores } from "../store/store.ts";
import type { Definitions } from "./target.ts";

let last: { readonly hash: string; readonly definitions: Definitions } | undefined;

/** The current catalogue, read once until it changes. */
export async function currentDefinitions({ catalogue }: Pick<Stores, "catalogue">): Promise<Definitions> {
  const head = await catalogue.head();
  if (head && head.hash === last?.hash) return last.definitions;
  const stored = await catalogue.read();
  if (!stored) throw new Error("the store has no catalogue");
  const { catalogue: metrics, logs } = readCatalogue(stored.text);
  last = { hash: stored.hash, definitions: { catalogue: metrics, logs } };
  return last.definitions;
}
