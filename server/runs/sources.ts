/** What a run is computed from, as the stores have it. */
import type { Month } from "../../engine/index.ts";
import { compileWith } from "../schemes/library.ts";
import { PayRules, sourceOf } from "../schemes/paid-by.ts";
import type { DataRevision, StoredAgentMonth } from "../store/data-set-store.ts";
import type { Stores } from "../store/store.ts";
import { firstMonthNeeded, type RunData, type RunVersion } from "./compute-lines.ts";
import type { Member } from "./line.ts";

/**
 * Versions with the catalogues that they pin.
 * @throws Error where one is not kept
 */
export async function loadVersions(stores: Stores, ids: Iterable<string>): Promise<RunVersion[]> {
  const loaded: RunVersion[] = [];
  for (const id of ids) {
    const [version, source] = [await stores.versions.find(id), await sourceOf(stores, id)];
    if (!version || !source) throw new Error(`the version ${id} is not kept with its catalogue`);
    loaded.push({ id, hash: version.hash, program: compileWith(source.text, source.library).program });
  }
  return loaded;
}

/**
 * Whom the run of a month is for: everyone who is employed in it, and everyone of whom there are data. Each is
 * assigned the version of their scheme that is in force in the month.
 *
 * @param withData the agents who have a row in the month
 */
export async function membersOf(stores: Stores, month: Month, withData: Iterable<string>): Promise<Member[]> {
  const rules = await PayRules.read(stores, month);
  const known = await stores.agents.inMonth(month);
  const departments = new Map(known.map(({ agent, department }) => [agent, department]));
  const employed = await stores.agents.inMonth(month, { employed: true });
  const agents = new Set([...employed.map(({ agent }) => agent), ...withData]);
  return [...agents].map((agent) => {
    const department = departments.get(agent);
    const paidBy = rules.paidBy(agent, department);
    return { agent, department: department ?? null, version: "version" in paidBy ? paidBy.version : null };
  });
}

/** The month's rows of a revision, all in memory: they tell whom the run is for. */
export const rowsOfMonth = ({ dataSets }: Stores, revision: DataRevision, month: Month): Promise<StoredAgentMonth[]> =>
  dataSets.all(revision, { from: month, to: month });

/**
 * Rows of the month and of the months before it that the versions look back to.
 * @param rows the month's
 * @param onPage called after each page that is read; what it throws ends the reading
 */
export const runData = (
  stores: Stores,
  revision: DataRevision,
  month: Month,
  versions: readonly RunVersion[],
  rows: readonly StoredAgentMonth[],
  onPage: () => void,
): RunData => ({
  columns: revision.columns,
  rows: withHistory(rows, historyPages(stores, revision, month, firstMonthNeeded(versions, month)), onPage),
});

/** Month by month: so much a database finds without delay, even one that has not yet looked at what was imported. */
async function* historyPages(
  { dataSets }: Stores,
  revision: DataRevision,
  before: Month,
  from: Month | undefined,
): AsyncGenerator<StoredAgentMonth[]> {
  for (const month of revision.months) {
    if (month < before && (from === undefined || month >= from)) {
      yield* dataSets.pages(revision, { from: month, to: month });
    }
  }
}

async function* withHistory(
  rows: readonly StoredAgentMonth[],
  pages: AsyncIterable<StoredAgentMonth[]>,
  onPage: () => void,
): AsyncGenerator<StoredAgentMonth> {
  yield* rows;
  for await (const page of pages) {
    onPage();
    yield* page;
  }
}
