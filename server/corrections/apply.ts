import { statusAfter } from "../runs/lifecycle.ts";
import type { CorrectionProposal } from "../store/correction-store.ts";
import type { StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";

/**
 * Why a proposal cannot be applied. `wrong-state`: it is being computed, or was applied. `stale`: see `isStale`.
 * `empty`: there is nothing in it that could be paid. `no-open-run`: no run after the last published month can
 * still take lines.
 */
export type ApplyRefusal = "wrong-state" | "stale" | "empty" | "no-open-run";

/** Makes the lines of a proposal lines of the next open month's run, once. Inside `Store.write`. */
export async function applyCorrections(
  stores: Stores,
  proposal: CorrectionProposal,
  by: string,
  at: string,
): Promise<{ readonly run: StoredRun } | { readonly refusal: ApplyRefusal }> {
  if (proposal.state !== "proposed") return { refusal: "wrong-state" };
  if (await isStale(stores, proposal)) return { refusal: "stale" };
  const { lines, problems } = await stores.corrections.sums(proposal.id);
  if (lines === problems) return { refusal: "empty" };
  const run = await nextOpenRun(stores, proposal.dataSet, proposal.lastMonth);
  const status = run && statusAfter("adjust", run.revision.status);
  if (!run || !status) return { refusal: "no-open-run" };
  await stores.corrections.apply(proposal.id, run.id, by, at);
  await stores.runs.adjusted(run, status);
  return { run };
}

/** Data, corrections or publications have come since: what it says is no longer all, or no longer true. */
export async function isStale(
  stores: Stores,
  { dataSet, dataRevision, appliedBefore, lastMonth }: CorrectionProposal,
): Promise<boolean> {
  return (
    (await stores.dataSets.find(dataSet))?.revision !== dataRevision ||
    (await stores.corrections.appliedCount(dataSet)) !== appliedBefore ||
    (await lastPublishedMonth(stores, dataSet)) !== lastMonth
  );
}

/** `YYYY-MM`; `undefined` where nothing of the data set has been published. */
export async function lastPublishedMonth({ runs }: Stores, dataSet: string): Promise<string | undefined> {
  const [last] = await runs.list({ dataSet, status: "published" });
  return last?.month;
}

/** The earliest run after a month that still takes lines. */
async function nextOpenRun({ runs }: Stores, dataSet: string, after: string): Promise<StoredRun | undefined> {
  const all = await runs.list({ dataSet });
  return all.findLast(({ month, revision }) => month > after && statusAfter("adjust", revision.status) !== undefined);
}
