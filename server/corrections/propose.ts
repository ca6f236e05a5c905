import type { JobContext, JobKind } from "../jobs/kind.ts";
import { computeLines } from "../runs/compute-lines.ts";
import type { Member } from "../runs/line.ts";
import { loadVersions, membersOf, rowsOfMonth, runData } from "../runs/sources.ts";
import type { Correction, CorrectionProposal } from "../store/correction-store.ts";
import type { DataRevision } from "../store/data-set-store.ts";
import type { CompleteComputation, StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import { type ClosedMonth, correctionsOf } from "./closed-month.ts";

export interface ProposeCorrections {
  /** The id of the proposal, which says from which data. */
  readonly proposal: string;
}

/** Lines written at once. */
const CHUNK = 500;

/** Thrown where the work is to be left off; what was staged is seen by nobody. */
class LeftOff extends Error {}

/**
 * Computes every published month again whose data have changed since, with the versions it was published with and
 * the data of now, and lists who should have been paid otherwise. The months themselves stay as they are.
 */
export const proposeCorrections: JobKind<ProposeCorrections> = {
  async run(context) {
    const proposal = await context.store.stores.corrections.find(context.payload.proposal);
    if (!proposal) throw new Error(`there is no proposal ${context.payload.proposal}`);
    if (proposal.state !== "computing") return;
    try {
      await propose(context, proposal);
    } catch (error) {
      if (!(error instanceof LeftOff)) throw error;
    }
  },

  async giveUp({ payload: { proposal }, quietly, store }) {
    const found = await store.stores.corrections.find(proposal);
    if (found?.state !== "computing") return;
    while (await quietly(({ corrections }) => corrections.unstage(proposal)));
    await quietly(({ corrections }) => corrections.remove(proposal));
  },
};

async function propose(context: JobContext<ProposeCorrections>, proposal: CorrectionProposal): Promise<void> {
  const { store, quietly, write } = context;
  const { id, dataSet, dataRevision, lastMonth } = proposal;
  while (await quietly(({ corrections }) => corrections.unstage(id)));
  const revision = await store.stores.dataSets.revision(dataSet, dataRevision);
  if (!revision) throw new Error(`the data set ${dataSet} has no revision ${dataRevision}`);

  const months = await outdatedMonths(store.stores, dataSet, lastMonth);
  let place = 0;
  for (const [at, month] of months.entries()) {
    const onProgress = (share: number): void => context.progress(Math.floor((at + share) * 100), months.length * 100);
    const found = await recompute(context, month, revision, onProgress);
    for (let start = 0; start < found.length; start += CHUNK) {
      goOn(context);
      const chunk = found.slice(start, start + CHUNK);
      await quietly(({ corrections }) => corrections.stage(id, place, chunk));
      place += chunk.length;
    }
  }
  await write(async (stores) => {
    await stores.corrections.finish(id);
    const { lines, agents, problems, difference } = await stores.corrections.sums(id);
    stores.audit.record({
      action: "correction.proposed",
      subject: id,
      details: { dataSet, dataRevision, lines, agents, problems, difference },
    });
  });
}

interface PublishedMonth {
  readonly run: StoredRun;
  readonly computation: CompleteComputation;
}

/** Published months of which data that they were computed from have changed since, the earliest first. */
async function outdatedMonths({ runs }: Stores, dataSet: string, lastMonth: string): Promise<PublishedMonth[]> {
  const months: PublishedMonth[] = [];
  for (const run of await runs.list({ dataSet, status: "published" })) {
    const { computation } = run.revision;
    if (!computation || run.month > lastMonth || !(await runs.isOutdated(run, computation))) continue;
    months.push({ run, computation });
  }
  return months.reverse();
}

async function recompute(
  context: JobContext<ProposeCorrections>,
  { run: { dataSet, month }, computation }: PublishedMonth,
  revision: DataRevision,
  onProgress: (share: number) => void,
): Promise<Correction[]> {
  const { stores } = context.store;
  const published = new Map<string, Member & { readonly payout: number | null }>();
  for await (const page of stores.runLines.pages(computation.id)) {
    goOn(context);
    for (const { agent, department, version, payout } of page) {
      published.set(agent, { agent, department, version, payout });
    }
  }
  const rows = await rowsOfMonth(stores, revision, month);
  const now = await membersOf(
    stores,
    month,
    rows.map(({ agent }) => agent),
  );
  const members = pinned(published, now);
  const versions = await loadVersions(stores, new Set(members.flatMap(({ version }) => version ?? [])));
  const data = runData(stores, revision, month, versions, rows, () => goOn(context));
  const { lines } = await computeLines({ month, members, versions }, data, {
    pause: async () => goOn(context),
    onProgress,
  });
  const closed: ClosedMonth = {
    month,
    dataRevision: computation.dataRevision,
    published: new Map([...published.values()].map(({ agent, payout }) => [agent, payout])),
    settled: await stores.corrections.settled(dataSet, month),
  };
  return correctionsOf(closed, lines);
}

/**
 * Everyone with the version that the month was published with. Who was not in the run, or in it without a version,
 * has the one assigned now.
 */
function pinned(published: ReadonlyMap<string, Member>, now: readonly Member[]): Member[] {
  const members = new Map(now.map((member) => [member.agent, member]));
  for (const { agent, department, version } of published.values()) {
    members.set(agent, { agent, department, version: version ?? members.get(agent)?.version ?? null });
  }
  return [...members.values()];
}

function goOn({ cancelled }: JobContext<ProposeCorrections>): void {
  if (cancelled()) throw new LeftOff();
}
