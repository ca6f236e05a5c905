/** Months that people were paid for, or are about to be: no rule may change for them any more. */
import type { Month } from "../../engine/index.ts";
import type { Stores } from "../store/store.ts";

/** A run that is locked or published. */
export interface ClosedRun {
  readonly month: Month;
  /** Ids of the versions that its lines were computed by. */
  readonly versions: readonly string[];
}

export async function closedRuns({ runs }: Pick<Stores, "runs">): Promise<ClosedRun[]> {
  const closed = await Promise.all([runs.list({ status: "locked" }), runs.list({ status: "published" })]);
  return closed.flat().map(({ month, revision }) => ({
    month,
    versions: revision.computation?.versions.map(({ id }) => id) ?? [],
  }));
}

/** The latest month closed by one of these versions; of all versions where none are given. */
export function lastClosed(runs: readonly ClosedRun[], versions?: ReadonlySet<string>): Month | undefined {
  return runs
    .filter((run) => versions === undefined || run.versions.some((id) => versions.has(id)))
    .map(({ month }) => month)
    .sort()
    .at(-1);
}
