import { type Catalogue, readCatalogue } from "../../engine/index.ts";
import type { Definitions } from "../imports/target.ts";
import type { Stores } from "../store/store.ts";

let last: { readonly hash: string; readonly definitions: Definitions } | undefined;

/** What the current catalogue defines, metrics and logs; read once until it changes. */
export async function currentDefinitions({ catalogue }: Pick<Stores, "catalogue">): Promise<Definitions> {
  const head = await catalogue.head();
  if (head && head.hash === last?.hash) return last.definitions;
  const stored = await catalogue.read();
  if (!stored) throw new Error("the store has no catalogue");
  const { catalogue: metrics, logs } = readCatalogue(stored.text);
  last = { hash: stored.hash, definitions: { catalogue: metrics, logs } };
  return last.definitions;
}

/** The metrics that data are read with. */
export const currentCatalogue = async (stores: Pick<Stores, "catalogue">): Promise<Catalogue> =>
  (await currentDefinitions(stores)).catalogue;
