import { lastDayFor } from "../appeals/last-day.ts";
import { giveWay } from "../give-way.ts";
import { inForce } from "../runs/adjustments.ts";
import type { Source } from "../schemes/reading.ts";
import type { CompleteComputation, StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import type { StoredVersion } from "../store/version-store.ts";
import { type HistoryPage, historyPage } from "./history.ts";
import type { StatementHead, StatementInput, StatementNeeds } from "./statement.ts";

type NeedsOf = (input: { readonly source: Source; readonly month: string }) => Promise<StatementNeeds>;

/**
 * What the statement of an agent in a run is made of. `undefined` where the run has nothing for the agent.
 * @param needsOf what a version looks at, which takes compiling it
 */
export async function gatherStatement(
  stores: Stores,
  run: StoredRun,
  agent: string,
  needsOf: NeedsOf,
): Promise<StatementInput | undefined> {
  const { computation } = run.revision;
  if (!computation) return undefined;
  const line = await stores.runLines.find(computation.id, agent);
  const beside = await besideLine(stores, run, agent);
  if (!line && beside.adjustments.length + beside.corrections.length === 0) return undefined;
  const version = line?.version ? await stores.versions.find(line.version) : undefined;
  const source = version && (await sourceOf(stores, version));
  const [person] = await stores.agents.inMonth(run.month, { agents: [agent] });
  const publishedAt = run.revision.published?.at;
  const department = line?.department ?? person?.department;
  const head: StatementHead = {
    run: run.id,
    revision: run.revision.number,
    status: run.revision.status,
    month: run.month,
    agent,
    ...(person && { name: person.name }),
    ...(department !== undefined && { department }),
    ...(person?.position !== undefined && { position: person.position }),
    ...(publishedAt !== undefined && {
      publishedAt,
      lastDayToAppeal: await lastDayFor(stores, line?.version ?? null, run.month, publishedAt),
    }),
    ...(version && { scheme: headingOf(version) }),
    data: { dataSet: run.dataSet, revision: computation.dataRevision },
    ...beside,
  };
  if (!line || !source) return { head, ...(line && { line }) };
  const needs = await needsOf({ source, month: run.month });
  const agents = needs.peers ? await peersOf(stores, computation, line.version) : [agent];
  return { head, line, computed: { source, history: await historyOf(stores, run, computation, agents, needs) } };
}

async function besideLine({ adjustments, corrections }: Stores, { id, revision }: StoredRun, agent: string) {
  const adjusted = inForce(await adjustments.list(id, [agent]), revision.number);
  return {
    adjustments: adjusted.map(({ amount, reason, added }) => ({ amount, reason, by: added.by, at: added.at })),
    corrections: (await corrections.ofRun(id, agent)).map(({ closedMonth, paid, owed = paid, ...correction }) => ({
      month: closedMonth,
      paid,
      owed,
      amount: owed - paid,
      reason: correction.reason,
      ...(correction.version !== undefined && { version: correction.version }),
      publishedRevision: correction.publishedRevision,
      dataRevision: correction.dataRevision,
    })),
  };
}

const headingOf = ({ id, scheme, title, version, hash }: StoredVersion): NonNullable<StatementHead["scheme"]> => ({
  id: scheme,
  title,
  version,
  versionId: id,
  hash,
});

/** @throws Error where the catalogue that the version pins is not kept */
async function sourceOf({ catalogue }: Stores, { id, text, catalogue: hash }: StoredVersion): Promise<Source> {
  const pinned = hash === undefined ? undefined : await catalogue.find(hash);
  if (!pinned) throw new Error(`the version ${id} is not kept with its catalogue`);
  // Institutions change no result.
  return { text, library: { catalogue: pinned.text, institutions: [] } };
}

/** Whom the run has compared with one another: everyone who is paid by the version. */
async function peersOf({ runLines }: Stores, { id }: CompleteComputation, version: string | null): Promise<string[]> {
  const agents: string[] = [];
  for await (const page of runLines.pages(id)) {
    for (const line of page) if (line.version === version) agents.push(line.agent);
    await giveWay();
  }
  return agents;
}

/** Agent-months as the run saw them, of these agents. */
async function historyOf(
  { dataSets }: Stores,
  { dataSet, month }: StoredRun,
  { dataRevision }: CompleteComputation,
  agents: readonly string[],
  { from, metrics }: StatementNeeds,
): Promise<HistoryPage[]> {
  const revision = await dataSets.revision(dataSet, dataRevision);
  if (!revision) throw new Error(`the data set ${dataSet} has no revision ${dataRevision}`);
  const wanted = new Set(metrics);
  const columns = revision.columns.filter((name) => wanted.has(name));
  const places = columns.map((name) => revision.columns.indexOf(name));
  const among = new Set(agents);
  const pages: HistoryPage[] = [];
  // The database finds one agent by itself; of many it is given no list.
  const extent = { from, to: month, ...(agents.length === 1 && { agents }) };
  for await (const page of dataSets.pages(revision, extent)) {
    const rows = page.filter((row) => among.has(row.agent));
    pages.push(
      historyPage(
        columns,
        rows.map(({ agent, month, values }) => [agent, month, places.map((place) => values[place] ?? null)]),
      ),
    );
    await giveWay();
  }
  return pages;
}
