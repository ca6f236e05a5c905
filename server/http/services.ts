import type { Calculator } from "../calculator/calculator.ts";
import type { Sessions } from "../people/sessions.ts";
import type { Checker } from "../schemes/checker.ts";
import type { Store } from "../store/store.ts";

/** What the routes work with. */
export interface Services {
  readonly store: Store;
  readonly checker: Checker;
  readonly calculator: Calculator;
  readonly sessions: Sessions;
  /** Whether the accounts of the sample company may sign in; not in production. */
  readonly demo: boolean;
  /** Whether users reach the server by HTTPS. */
  readonly secureCookies: boolean;
}
