import type { Checker } from "../schemes/checker.ts";
import type { Store } from "../store/store.ts";

/** What the routes work with. */
export interface Services {
  readonly store: Store;
  readonly checker: Checker;
}
