import { LANGUAGE_VERSION } from "../../engine/index.ts";
import type { JobContext } from "../jobs/kind.ts";
import { CHUNK } from "../store/run-line-store.ts";
import { type Computation, isComplete, type StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import { UserError } from "../user-error.ts";
import { computeLines, firstMonthNeeded } from "./compute-lines.ts";
import { statusAfter } from "./lifecycle.ts";
import type { RunLine } from "./line.ts";
import { runHash } from "./seal.ts";
import { loadVersions, membersOf, rowsOfMonth, runData } from "./sources.ts";

export interface ComputeRun {
  /** The id of the computation, which says what is computed from which data. */
  readonly computation: string;
}

/** Thrown where the work is to be left off; the rows it has staged are nobody's and go with the next attempt. */
class LeftOff extends Error {}

/**
 * Computes a run's newest revision. Lines are staged where nobody sees them, and become the revision's all at once;
 * what an interrupted attempt left is removed first.
 * @throws UserError where the run was locked meanwhile, or somebody has asked for another computation
 */
export async function computeRun(context: JobContext<ComputeRun>): Promise<void> {
  const computation = await context.store.stores.runs.computation(context.payload.computation);
  if (!computation) throw new Error(`there is no computation ${context.payload.computation}`);
  if (!isComplete(computation)) {
    try {
      await compute(context, computation);
    } catch (error) {
      if (error instanceof LeftOff) return;
      throw error;
    }
  }
  await removeUnused(context, computation.run);
}

/** Nobody sees what was staged, and the run can be computed again. */
export async function giveUpComputing(context: JobContext<ComputeRun>): Promise<void> {
  const computation = await context.store.stores.runs.computation(context.payload.computation);
  if (!computation) return;
  if (!isComplete(computation)) await context.quietly(({ runs }) => runs.giveUpComputing(computation));
  await removeUnused(context, computation.run);
}

async function compute(context: JobContext<ComputeRun>, computation: Computation): Promise<void> {
  const { store, write } = context;
  const { month, dataSet } = await expectWanted(store.stores, computation);
  while (await context.quietly(({ runLines }) => runLines.clear(computation.id)));
  const revision = await store.stores.dataSets.revision(dataSet, computation.dataRevision);
  if (!revision) throw new Error(`the data set ${dataSet} has no revision ${computation.dataRevision}`);

  const rows = await rowsOfMonth(store.stores, revision, month);
  const members = await store.snapshot((stores) =>
    membersOf(
      stores,
      month,
      rows.map(({ agent }) => agent),
    ),
  );
  const assigned = new Set(members.flatMap(({ version }) => version ?? []));
  const versions = await loadVersions(store.stores, assigned);
  const steps = 2 * members.length;
  const goOn = (): void => {
    if (context.cancelled()) throw new LeftOff();
  };
  const data = runData(store.stores, revision, month, versions, rows, goOn);
  const computed = await computeLines({ month, members, versions }, data, {
    pause: async () => goOn(),
    onProgress: (share) => context.progress(Math.floor(share * members.length), steps),
  });
  await stage(context, computation, computed.lines, (done) => context.progress(members.length + done, steps));

  const origin = { dataSet, month, dataRevision: computation.dataRevision, languageVersion: LANGUAGE_VERSION };
  const hash = runHash({ ...origin, versions: computed.versions }, computed.lines);
  const firstMonth = firstMonthNeeded(versions, month);
  const result = {
    completedAt: store.now(),
    languageVersion: LANGUAGE_VERSION,
    ...(firstMonth !== undefined && { firstMonth }),
    versions: computed.versions,
    ...sums(computed.lines),
    hash,
  };
  await write(async (stores) => {
    const run = await expectWanted(stores, computation);
    const status = statusAfter("compute", run.revision.status);
    if (status === undefined) throw notWanted(run);
    if ((await stores.runLines.count(computation.id)) !== result.lines) throw new Error("staged lines are missing");
    await stores.runs.complete(computation, result, status);
    const { lines, withoutResult, payout } = result;
    stores.audit.record({
      action: "run.computed",
      subject: run.id,
      details: {
        revision: computation.revision,
        dataRevision: computation.dataRevision,
        lines,
        withoutResult,
        payout,
        hash,
      },
    });
  });
}

/** The run, where it still waits for this computation. */
async function expectWanted({ runs }: Stores, { id, run, revision }: Computation): Promise<StoredRun> {
  const found = await runs.find(run);
  if (!found) throw new Error(`there is no run ${run}`);
  if (found.revision.number !== revision || found.revision.computing !== id) throw notWanted(found);
  return found;
}

async function stage(
  { quietly, cancelled }: JobContext<ComputeRun>,
  { id }: Computation,
  lines: readonly RunLine[],
  onProgress: (done: number) => void,
): Promise<void> {
  for (let start = 0; start < lines.length; start += CHUNK) {
    if (cancelled()) throw new LeftOff();
    const chunk = lines.slice(start, start + CHUNK);
    await quietly(({ runLines }) => runLines.stage(id, chunk));
    onProgress(start + chunk.length);
  }
}

async function removeUnused({ quietly }: JobContext<ComputeRun>, run: string): Promise<void> {
  while (await quietly(({ runLines }) => runLines.removeUnused(run)));
}

const sums = (lines: readonly RunLine[]) => ({
  lines: lines.length,
  withoutResult: lines.filter(({ outcome }) => outcome !== "computed").length,
  payout: lines.reduce((sum, { payout }) => sum + (payout ?? 0), 0),
});

const notWanted = ({ month }: StoredRun): UserError =>
  new UserError({
    zh: `${month} 的核算已被锁定，或有人又发起了一次计算；这次计算没有采用`,
    en: `the run of ${month} was locked meanwhile, or somebody asked for it to be computed again; this computation was not taken`,
  });
