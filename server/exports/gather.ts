import { giveWay } from "../give-way.ts";
import { inForce } from "../runs/adjustments.ts";
import type { StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import type { ExportedVersion, RunExport } from "./export-run.ts";

/** Rows read at once. */
const PIECE = 250;

/** What a run's file is made of, read in pieces so that nobody waits. The run must have been computed. */
export async function gatherRun(
  stores: Stores,
  run: StoredRun,
  form: Pick<RunExport, "language" | "format">,
): Promise<RunExport> {
  const { month, revision } = run;
  const { computation } = revision;
  if (!computation) throw new Error(`the run ${run.id} was not computed`);
  const users = new Map((await stores.users.list()).map(({ id, displayName }) => [id, displayName]));
  const nameOf = (user: string): string => users.get(user) ?? user;
  const versions: ExportedVersion[] = [];
  for (const { id } of computation.versions) versions.push(await versionOf(stores, id));
  const lines: string[] = [];
  for await (const page of paged((after) => stores.runLines.page(computation.id, { after, limit: PIECE }))) {
    lines.push(JSON.stringify(page));
  }
  const people: [string, RunExport["people"][number][1]][] = [];
  for await (const page of paged((after) => stores.agents.inMonth(month, { after, limit: PIECE }))) {
    for (const { agent, name, position } of page) {
      people.push([agent, { name, ...(position !== undefined && { position }) }]);
    }
  }
  return {
    ...form,
    month,
    versions,
    people,
    lines,
    adjustments: inForce(await stores.adjustments.list(run.id), revision.number).map(
      ({ agent, amount, reason, added }) => ({ agent, amount, reason, by: nameOf(added.by), at: added.at }),
    ),
    corrections: (await stores.corrections.ofRun(run.id)).map(({ owed = 0, paid, ...correction }) => ({
      agent: correction.agent,
      closedMonth: correction.closedMonth,
      paid,
      owed,
      amount: owed - paid,
      reason: correction.reason,
      by: nameOf(correction.appliedBy),
      at: correction.appliedAt,
      publishedRevision: correction.publishedRevision,
      dataRevision: correction.dataRevision,
    })),
  };
}

/** Rows by 工号 in pieces, between which others have their turn. */
async function* paged<Row extends { readonly agent: string }>(
  read: (after: string | undefined) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  let after: string | undefined;
  do {
    const page = await read(after);
    yield page;
    await giveWay();
    after = page.length < PIECE ? undefined : page.at(-1)?.agent;
  } while (after !== undefined);
}

/** @throws Error where the version or the catalogue that it pins is not kept */
async function versionOf({ versions, catalogue }: Stores, id: string): Promise<ExportedVersion> {
  const stored = await versions.find(id);
  const pinned = stored?.catalogue === undefined ? undefined : await catalogue.find(stored.catalogue);
  if (!stored || !pinned) throw new Error(`the version ${id} is not kept with its catalogue`);
  const { title, version, text } = stored;
  return { id, title, version, source: { text, library: { catalogue: pinned.text, institutions: [] } } };
}
