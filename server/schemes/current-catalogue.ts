import type { Catalogue } from "../../engine/index.ts";
import type { Stores } from "../store/store.ts";
import { catalogueOf } from "./library.ts";

/** The catalogue that data are read with. */
export async function currentCatalogue({ catalogue }: Pick<Stores, "catalogue">): Promise<Catalogue> {
  const stored = await catalogue.read();
  if (!stored) throw new Error("no catalogue was loaded");
  return catalogueOf(stored.text);
}
