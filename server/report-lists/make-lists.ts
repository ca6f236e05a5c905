import { isIssuedIn, type Report } from "../../engine/index.ts";
import type { JobContext, JobKind } from "../jobs/kind.ts";
import type { RunVersion } from "../runs/compute-lines.ts";
import { loadVersions } from "../runs/sources.ts";
import type { CompleteComputation, StoredRun } from "../store/run-store.ts";
import { UserError } from "../user-error.ts";
import { ListHash } from "./list-hash.ts";
import { columnsOf, listRow } from "./list-rows.ts";
import { isSettled } from "./report-list.ts";

export interface MakeReportLists {
  readonly run: string;
  /** Of the run: its newest when the lists were asked for. */
  readonly revision: number;
}

/** A list that a version of a run issues for the run's month. */
interface Issued {
  readonly version: RunVersion;
  readonly report: Report;
}

/** Makes every list that the run's versions issue for its month and that it does not have yet. */
export const makeReportLists: JobKind<MakeReportLists> = {
  async run(context) {
    const { store, payload } = context;
    const run = await store.stores.runs.find(payload.run);
    const computation = run?.revision.computation;
    if (!run || !computation || run.revision.number !== payload.revision || !isSettled(run)) throw notSettled();
    const used = new Set(computation.versions.map(({ id }) => id));
    const issued = (await loadVersions(store.stores, used)).flatMap((version): Issued[] =>
      version.program.reports.filter((report) => isIssuedIn(report, run.month)).map((report) => ({ version, report })),
    );
    for (const list of issued) {
      if (context.cancelled()) return;
      await makeList(context, run, computation, list);
    }
  },

  async giveUp({ store, quietly, payload: { run, revision } }) {
    for (const list of await store.stores.reportLists.unfinished(run, revision)) {
      while (await quietly(({ reportLists }) => reportLists.unstage(list)));
      await quietly(({ reportLists }) => reportLists.remove(list));
    }
  },
};

async function makeList(
  { store, quietly, write, actor, cancelled, progress }: JobContext<MakeReportLists>,
  run: StoredRun,
  computation: CompleteComputation,
  { version, report }: Issued,
): Promise<void> {
  const key = { run: run.id, revision: run.revision.number, version: version.id, name: report.name };
  const columns = columnsOf(report);
  const found = await store.stores.reportLists.findByKey(key);
  if (found && found.state !== "computing") return;
  const id = await quietly(async ({ reportLists }) =>
    found ? found.id : reportLists.begin(key, { columns, by: actor.user, at: store.now() }),
  );
  while (await quietly(({ reportLists }) => reportLists.unstage(id)));

  const hash = new ListHash({ month: run.month, name: report.name, columns }, version.hash);
  let place = 0;
  for await (const page of store.stores.runLines.pages(computation.id)) {
    if (cancelled()) return;
    const rows = page
      .filter((line) => line.version === version.id)
      .map((line) => listRow(report, version.program, line));
    hash.add(rows);
    const from = place;
    await quietly(({ reportLists }) => reportLists.stage(id, from, rows));
    place += rows.length;
    progress(place);
  }
  const digest = hash.digest();
  await write(async ({ reportLists, runs, audit }) => {
    const now = await runs.find(run.id);
    if (!now || now.revision.number !== key.revision || !isSettled(now)) throw notSettled();
    if ((await reportLists.count(id)) !== place) throw new Error("staged rows of the list are missing");
    await reportLists.finish(id, digest);
    audit.record({ action: "report-list.make", subject: id, details: { ...key, agents: place, hash: digest } });
  });
}

const notSettled = (): UserError =>
  new UserError({
    zh: "核算未锁定，或已解锁重算；锁定后再出名单",
    en: "the run is not locked, or was unlocked meanwhile; make the lists once it is locked",
  });
