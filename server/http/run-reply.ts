/** How the routes of runs answer: a run as it stands now, or why something was not done. */
import type { Actor } from "../access/actor.ts";
import { permissions, type RouteKey, type Scope, scopeOf } from "../access/permissions.ts";
import { besideLines } from "../runs/beside.ts";
import { actNames, RUN_ACTS, type RunAct, type RunStatus, statusesFor, statusNames } from "../runs/lifecycle.ts";
import { type Permit, permit } from "../runs/permit.ts";
import { sumOf } from "../runs/totals.ts";
import type { CompleteComputation, StoredRevision, StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import { etagOf } from "./precondition.ts";
import { type ProblemError, problem } from "./problem.ts";
import type { Reply } from "./route.ts";
import type { Run, RunComputation, RunRevision, RunSummary } from "./schemas/runs.ts";
import { named } from "./version-reply.ts";

/** What an actor must be allowed to call to do it. */
const ROUTES: Readonly<Record<RunAct, RouteKey>> = {
  compute: "POST /api/runs/{id}/compute",
  adjust: "POST /api/runs/{id}/adjustments",
  review: "POST /api/runs/{id}/review",
  lock: "POST /api/runs/{id}/lock",
  unlock: "POST /api/runs/{id}/unlock",
  publish: "POST /api/runs/{id}/publish",
};

/** A run that the scope lets somebody see: who sees only their own sees it once it is published. */
export async function existingRun({ runs }: Stores, id: string, scope: Scope = "all"): Promise<StoredRun> {
  const found = await runs.find(id);
  if (!found || (scope !== "all" && found.revision.status !== "published")) throw problem("run-not-found", { id });
  return found;
}

/** A revision that has lines, the newest where no number is given. */
export async function computedRevision(
  { runs }: Stores,
  run: StoredRun,
  number: string | undefined,
): Promise<StoredRevision & { readonly computation: CompleteComputation }> {
  const revision = number === undefined ? run.revision : await runs.revision(run.id, Number(number));
  if (!revision) throw problem("run-revision-not-found", { month: run.month, revision: number ?? "" });
  const { computation } = revision;
  if (!computation) throw problem("run-not-computed", { month: run.month, revision: String(revision.number) });
  return { ...revision, computation };
}

/**
 * The status that an act leads to. Inside a write.
 * @throws ProblemError where it is refused
 */
export async function permitted(stores: Stores, run: StoredRun, act: RunAct, actor: Actor): Promise<RunStatus> {
  const answer = await permit(stores, run, act, actor.user);
  if ("refusal" in answer) throw refused(run, act, answer.refusal);
  return answer.status;
}

function refused(
  { month, revision }: StoredRun,
  act: RunAct,
  refusal: Extract<Permit, { refusal: string }>["refusal"],
): ProblemError {
  const acts = { actZh: actNames[act].zh, actEn: actNames[act].en };
  switch (refusal) {
    case "same-person":
      return problem("run-same-person", { month, ...acts });
    case "outdated":
      return problem("run-outdated", { month });
    case "wrong-state": {
      const status = statusNames[revision.status];
      const expected = statusesFor(act).map((one) => statusNames[one]);
      return problem("run-wrong-state", {
        month,
        ...acts,
        statusZh: status.zh,
        statusEn: status.en,
        expectedZh: expected.map(({ zh }) => zh).join("、"),
        expectedEn: expected.map(({ en }) => en).join(" or "),
      });
    }
  }
}

export function runSummary({ id, dataSet, month, revision }: StoredRun, scope: Scope): RunSummary {
  const { number, status, published, computation } = revision;
  return {
    id,
    dataSet,
    month,
    revision: number,
    status,
    ...(published && { publishedAt: published.at }),
    ...(computation && scope === "all" && { sums: sumsOf(computation) }),
  };
}

const sumsOf = ({ lines, withoutResult, payout }: CompleteComputation) => ({ lines, withoutResult, payout });

/** Not to be compressed: that would weaken the ETag. */
export async function runReply(stores: Stores, id: string, actor: Actor): Promise<Reply> {
  const run = await existingRun(stores, id);
  const headers = { ETag: etagOf(run.changes), "Cache-Control": "no-cache, no-transform" };
  return { body: (await shown(stores, run, actor)) satisfies Run, headers };
}

async function shown(stores: Stores, run: StoredRun, actor: Actor): Promise<Run> {
  const { revision } = run;
  const { computation, computing } = revision;
  const revisions = await stores.runs.revisions(run.id);
  const people = await peopleIn(stores, run, revisions);
  const isClosed = revision.status === "locked" || revision.status === "published";
  return {
    id: run.id,
    dataSet: run.dataSet,
    month: run.month,
    revision: revision.number,
    status: revision.status,
    opened: people.act(run.openedBy, run.openedAt),
    acts: await actsOpen(stores, run, actor),
    ...(computing !== undefined && { computing: true }),
    ...(computation && !isClosed && { outdated: await stores.runs.isOutdated(run, computation) }),
    ...(computation && { paid: await paid(stores, run, computation) }),
    revisions: revisions.map((one) => shownRevision(one, people)),
  };
}

async function actsOpen(stores: Stores, run: StoredRun, actor: Actor): Promise<RunAct[]> {
  const open: RunAct[] = [];
  for (const act of RUN_ACTS) {
    const isAllowed = scopeOf(permissions[ROUTES[act]], actor) === "all";
    if (isAllowed && "status" in (await permit(stores, run, act, actor.user))) open.push(act);
  }
  return open;
}

async function paid(
  stores: Stores,
  run: StoredRun,
  { payout }: CompleteComputation,
): Promise<NonNullable<Run["paid"]>> {
  const beside = await besideLines(stores, run, run.revision.number);
  const [adjustments, corrections] = [sumOf(beside.adjustments), sumOf(beside.corrections)];
  return { payout, adjustments, corrections, net: payout + adjustments + corrections };
}

/** Whoever did something, with the names they go by. */
export class People {
  readonly #names: ReadonlyMap<string, { readonly id: string; readonly name: string }>;

  private constructor(names: ReadonlyMap<string, { readonly id: string; readonly name: string }>) {
    this.#names = names;
  }

  static async read(stores: Stores, ids: readonly string[]): Promise<People> {
    return new People(new Map((await named(stores, [...new Set(ids)])).map((person) => [person.id, person])));
  }

  act(by: string, at: string) {
    return { by: this.#names.get(by) ?? { id: by, name: by }, at };
  }
}

const peopleIn = (stores: Stores, run: StoredRun, revisions: readonly StoredRevision[]): Promise<People> =>
  People.read(stores, [
    run.openedBy,
    ...revisions.flatMap(({ begunBy, computation, reviewed, locked, published }) => [
      begunBy,
      ...[computation?.requestedBy, reviewed?.by, locked?.by, published?.by].filter((id) => id !== undefined),
    ]),
  ]);

function shownRevision(revision: StoredRevision, people: People): RunRevision {
  const { number, status, reason, computation, reviewed, locked, published } = revision;
  return {
    number,
    status,
    begun: people.act(revision.begunBy, revision.begunAt),
    ...(reason !== undefined && { reason }),
    ...(computation && { computation: shownComputation(computation, people) }),
    ...(reviewed && { reviewed: { ...people.act(reviewed.by, reviewed.at), withoutResult: reviewed.withoutResult } }),
    ...(locked && { locked: { ...people.act(locked.by, locked.at), seal: locked.seal } }),
    ...(published && { published: people.act(published.by, published.at) }),
  };
}

const shownComputation = (computation: CompleteComputation, people: People): RunComputation => ({
  dataRevision: computation.dataRevision,
  requested: people.act(computation.requestedBy, computation.requestedAt),
  completedAt: computation.completedAt,
  languageVersion: computation.languageVersion,
  ...(computation.firstMonth !== undefined && { firstMonth: computation.firstMonth }),
  versions: computation.versions.map(({ id, hash, payout }) => ({ id, hash, payout })),
  ...sumsOf(computation),
  hash: computation.hash,
});
