import type { Localized } from "../../../engine/index.ts";
import { type Discrepancy, verifyRun } from "../../runs/verify-run.ts";
import type { StoredRun } from "../../store/run-store.ts";
import type { Stores } from "../../store/store.ts";

export interface RunReport {
  /** How many locked revisions of runs were computed again. */
  readonly revisions: number;
  readonly faults: readonly Localized[];
}

/** Of one revision: if the first is wrong, hundreds may be. */
const MOST_FAULTS = 20;

/**
 * Computes every locked revision of every run again, from what it kept.
 * @param done called before each with how many are done and how many there are
 */
export async function verifyRuns(stores: Stores, done: (done: number, of: number) => void): Promise<RunReport> {
  const faults: Localized[] = [];
  const locked = [];
  for (const run of await stores.runs.list()) {
    for (const revision of await stores.runs.revisions(run.id)) {
      const { computation } = revision;
      if (revision.locked && computation) locked.push({ run, revision: { ...revision, computation } });
    }
  }
  for (const [index, { run, revision }] of locked.entries()) {
    done(index, locked.length);
    const found = await verifyRun(stores, run, revision).catch((error: Error) => error);
    if (found instanceof Error) {
      faults.push(lost(run, revision.number, found));
      continue;
    }
    faults.push(...found.slice(0, MOST_FAULTS).map((each) => sentence(each, run, revision.number)));
    if (found.length > MOST_FAULTS) faults.push(more(run, found.length - MOST_FAULTS));
  }
  return { revisions: locked.length, faults };
}

function sentence(found: Discrepancy, { month }: StoredRun, number: number): Localized {
  const zh = `${month} 核算第 ${number} 稿`;
  const en = `run of ${month}, revision ${number}`;
  switch (found.kind) {
    case "hash":
      return { zh: `${zh}：结果与其哈希不符`, en: `${en}: the lines do not have the hash they were computed with` };
    case "seal":
      return { zh: `${zh}：应付内容与锁定时不同`, en: `${en}: what is paid is not what was locked` };
    case "version-changed":
      return {
        zh: `${zh}：所用方案版本 ${found.version} 被改动过`,
        en: `${en}: version ${found.version}, by which it was computed, was changed`,
      };
    case "line-changed":
      return { zh: `${zh}：${found.agent} 的结果被改动过`, en: `${en}: the line of ${found.agent} was changed` };
    case "line-differs":
      return {
        zh: `${zh}：重新计算 ${found.agent} 得到不同结果`,
        en: `${en}: computing ${found.agent} again gives something else`,
      };
  }
}

/** As `verifyRun` says where something it needs is not kept. */
const lost = ({ month }: StoredRun, number: number, { message }: Error): Localized => ({
  zh: `${month} 核算第 ${number} 稿无法重新计算：${message}`,
  en: `run of ${month}, revision ${number}, cannot be computed again: ${message}`,
});

const more = ({ month }: StoredRun, count: number): Localized => ({
  zh: `${month} 核算：另有 ${count} 处不符`,
  en: `run of ${month}: ${count} more discrepancies`,
});
