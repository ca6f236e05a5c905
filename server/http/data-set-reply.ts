/** How the routes of data sets answer, or why something was not done. */
import { shanghaiDay } from "../calendar.ts";
import type { CellFault } from "../data-sets/canonical-cells.ts";
import type { DataRevision, DataSetSummary } from "../store/data-set-store.ts";
import type { Stores } from "../store/store.ts";
import { type ProblemError, problem } from "./problem.ts";

export async function existingDataSet({ dataSets }: Stores, id: string): Promise<DataSetSummary> {
  const found = await dataSets.find(id);
  if (!found) throw problem("dataset-not-found", { id });
  return found;
}

/** The newest revision where no number is given. */
export async function dataSetRevision(stores: Stores, id: string, number: string | undefined): Promise<DataRevision> {
  await existingDataSet(stores, id);
  const found = await stores.dataSets.revision(id, number === undefined ? undefined : Number(number));
  if (!found) throw problem("data-revision-not-found", { revision: number ?? "" });
  return found;
}

/** Nothing else is being written into the data set. Inside a write. */
export async function assertWritable(stores: Stores, id: string): Promise<void> {
  await existingDataSet(stores, id);
  if (await stores.dataPreparations.find(id)) throw problem("dataset-busy", {});
}

/** Figures are of months that are over or under way, in Shanghai. */
export function assertBegun(month: string, now: Date): void {
  if (month > shanghaiDay(now).slice(0, 7)) throw problem("month-not-begun", { month });
}

export function cellProblem(found: CellFault, metric: string, agent: string, month: string): ProblemError {
  if (found.fault === "metric-unknown") return problem("metric-unknown", { metric });
  if (found.fault === "metric-computed") return problem("metric-computed", { metric });
  const { zh, en } = found.message;
  return problem("metric-value", { month, agent, reasonZh: zh, reasonEn: en });
}
