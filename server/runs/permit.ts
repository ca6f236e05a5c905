import type { StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import { adjusters } from "./adjustments.ts";
import { needsSecondPerson, type RunAct, type RunStatus, statusAfter } from "./lifecycle.ts";

/** The status that an act of somebody's leads to, or why it is refused. */
export type Permit =
  | { readonly status: RunStatus }
  /** `wrong-state`: see `statusesFor`. `same-person`: who computed or adjusted the run. `outdated`: its data changed since. */
  | { readonly refusal: "wrong-state" | "same-person" | "outdated" };

/** Acts by which somebody stands for the figures. */
const ACCEPTING: ReadonlySet<RunAct> = new Set(["review", "lock"]);

/** Inside `Store.write`, so that it still holds when it is acted on. */
export async function permit(stores: Stores, run: StoredRun, act: RunAct, by: string): Promise<Permit> {
  const { computation, status: before } = run.revision;
  const status = statusAfter(act, before);
  if (status === undefined) return { refusal: "wrong-state" };
  if (needsSecondPerson(act) && (await involvedIn(stores, run)).has(by)) return { refusal: "same-person" };
  const isOutdated = ACCEPTING.has(act) && computation && (await stores.runs.isOutdated(run, computation));
  return isOutdated ? { refusal: "outdated" } : { status };
}

/** Whoever computed what is to be paid, or changed it by hand, in any revision. */
async function involvedIn({ adjustments, corrections }: Stores, run: StoredRun): Promise<Set<string>> {
  const involved = adjusters(await adjustments.list(run.id));
  for (const applier of await corrections.appliersOf(run.id)) involved.add(applier);
  if (run.revision.computation) involved.add(run.revision.computation.requestedBy);
  return involved;
}
