import type { Localized } from "../../../engine/index.ts";
import { ListHash } from "../../report-lists/list-hash.ts";
import { columnsOf, listRow } from "../../report-lists/list-rows.ts";
import type { ReportList } from "../../report-lists/report-list.ts";
import { loadVersions } from "../../runs/sources.ts";
import type { Stores } from "../../store/store.ts";

export interface ListReport {
  /** How many were looked at: all that were made. */
  readonly lists: number;
  readonly faults: readonly Localized[];
}

/** Rows read at once. */
const CHUNK = 500;

/** Whether every list still says what was signed, and that is what its run has computed. */
export async function verifyLists(stores: Stores): Promise<ListReport> {
  const faults: Localized[] = [];
  let lists = 0;
  for (const run of await stores.runs.list()) {
    for (const list of await stores.reportLists.list({ run: run.id })) {
      lists++;
      const fault = await faultOf(stores, list).catch(() => lost(list));
      if (fault) faults.push(fault);
    }
  }
  return { lists, faults };
}

async function faultOf(stores: Stores, list: ReportList): Promise<Localized | undefined> {
  const [version] = await loadVersions(stores, new Set([list.version]));
  const report = version?.program.reports.find(({ name }) => name === list.name);
  const revision = await stores.runs.revision(list.run, list.revision);
  if (!version || !report || !revision?.computation) return lost(list);

  const written = new ListHash(list, version.hash);
  for (let from = 0; ; from += CHUNK) {
    const rows = await stores.reportLists.rows(list.id, from, CHUNK);
    written.add(rows);
    if (rows.length < CHUNK) break;
  }
  if (written.digest() !== list.hash) return changed(list);

  const computed = new ListHash({ ...list, columns: columnsOf(report) }, version.hash);
  for await (const page of stores.runLines.pages(revision.computation.id)) {
    const lines = page.filter((line) => line.version === version.id);
    computed.add(lines.map((line) => listRow(report, version.program, line)));
  }
  return computed.digest() === list.hash ? undefined : differs(list);
}

const nameOf = ({ name, month, revision }: ReportList): Localized => ({
  zh: `${month} 核算第 ${revision} 稿的《${name}》`,
  en: `list "${name}" of the run of ${month}, revision ${revision}`,
});

const changed = (list: ReportList): Localized => ({
  zh: `${nameOf(list).zh}：内容与其哈希不符，被改动过`,
  en: `${nameOf(list).en}: it does not have the hash that was signed: it was changed`,
});

const differs = (list: ReportList): Localized => ({
  zh: `${nameOf(list).zh}：与核算结果不符`,
  en: `${nameOf(list).en}: it is not what the run has computed`,
});

const lost = (list: ReportList): Localized => ({
  zh: `${nameOf(list).zh}：所依据的方案版本或核算缺失`,
  en: `${nameOf(list).en}: the version or the run that it is made from is missing`,
});
