import type { CompleteComputation, StoredRevision, StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import { inForce } from "./adjustments.ts";
import { computeLines } from "./compute-lines.ts";
import { byAgent, lineHash, type RunLine } from "./line.ts";
import { runHash, sealOf } from "./seal.ts";
import { loadVersions, rowsOfMonth, runData } from "./sources.ts";

/**
 * What does not hold of a run. `version-changed`: a version is not what it was. `line-changed`: a line is not what was
 * stored. `line-differs`: computing it again from the same gives something else. `hash`: the lines are not those that
 * were computed. `seal`: what is paid is not what was locked.
 */
export type Discrepancy =
  | { readonly kind: "hash" | "seal" }
  | { readonly kind: "version-changed"; readonly version: string }
  | { readonly kind: "line-changed" | "line-differs"; readonly agent: string };

/**
 * Computes a revision again from what it pinned (the data's revision, whom it was for, the versions) and compares
 * it with what is kept, line by line, and all of it with its hashes. Empty where everything holds.
 * @throws Error where what it was computed from is not kept
 */
export async function verifyRun(
  stores: Stores,
  run: StoredRun,
  revision: StoredRevision & { readonly computation: CompleteComputation },
): Promise<Discrepancy[]> {
  const { computation } = revision;
  const lines: RunLine[] = [];
  for await (const page of stores.runLines.pages(computation.id)) lines.push(...page);
  // Databases have orders of their own.
  lines.sort(byAgent);
  const hashes = new Map(computation.versions.map(({ id, hash }) => [id, hash]));
  const changed = lines.filter((line) => line.hash !== lineHash(line, hashes.get(line.version ?? "") ?? null));

  const versions = await loadVersions(stores, hashes.keys());
  const data = await stores.dataSets.revision(run.dataSet, computation.dataRevision);
  if (!data) throw new Error(`the data set ${run.dataSet} has no revision ${computation.dataRevision}`);
  const rows = await rowsOfMonth(stores, data, run.month);
  const again = await computeLines(
    { month: run.month, members: lines, versions },
    runData(stores, data, run.month, versions, rows, () => {}),
    { pause: async () => {} },
  );
  const kept = new Map(lines.map(({ agent, hash }) => [agent, hash]));
  const differing = again.lines.filter(({ agent, hash }) => kept.get(agent) !== hash);
  const { dataRevision, languageVersion } = computation;
  const origin = { dataSet: run.dataSet, month: run.month, dataRevision, languageVersion };
  const isAsComputed = [
    runHash({ ...origin, versions: computation.versions }, lines),
    runHash({ ...origin, versions: again.versions }, again.lines),
  ].every((hash) => hash === computation.hash);
  return [
    ...versions
      .filter(({ id, hash }) => hashes.get(id) !== hash)
      .map(({ id }) => ({ kind: "version-changed", version: id }) as const),
    ...changed.map(({ agent }) => ({ kind: "line-changed", agent }) as const),
    ...differing.map(({ agent }) => ({ kind: "line-differs", agent }) as const),
    ...(isAsComputed ? [] : [{ kind: "hash" } as const]),
    ...((await isAsLocked(stores, run, revision)) ? [] : [{ kind: "seal" } as const]),
  ];
}

/** What is paid with a revision as it stands, or stood when it was locked. */
export async function currentSeal(
  { adjustments, corrections }: Stores,
  run: StoredRun,
  { number, computation, locked }: StoredRevision,
): Promise<string> {
  const paid = await corrections.ofRun(run.id);
  return sealOf(
    computation?.hash ?? "",
    inForce(await adjustments.list(run.id), number),
    paid.filter(({ appliedAt }) => locked === undefined || appliedAt <= locked.at),
  );
}

async function isAsLocked(stores: Stores, run: StoredRun, revision: StoredRevision): Promise<boolean> {
  return revision.locked === undefined || revision.locked.seal === (await currentSeal(stores, run, revision));
}
