import type { RunStatus } from "../runs/lifecycle.ts";
import type { Stores } from "../store/store.ts";

const CLOSED: ReadonlySet<RunStatus> = new Set<RunStatus>(["locked", "published"]);

/** The status of the month's run that keeps ratings from being entered; `undefined` while they can be. */
export async function closedBy({ runs }: Stores, dataSet: string, month: string): Promise<RunStatus | undefined> {
  const status = (await runs.findByMonth(dataSet, month))?.revision.status;
  return status !== undefined && CLOSED.has(status) ? status : undefined;
}
