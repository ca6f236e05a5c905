import { randomUUID } from "node:crypto";
import type { TSchema } from "typebox";
import { enqueue } from "../../jobs/enqueue.ts";
import type { RunAct } from "../../runs/lifecycle.ts";
import { currentSeal } from "../../runs/verify-run.ts";
import type { StoredRun } from "../../store/run-store.ts";
import type { Store, Stores } from "../../store/store.ts";
import { etagOf } from "../precondition.ts";
import { type ProblemCode, problem } from "../problem.ts";
import { type Call, type Reply, type Route, route } from "../route.ts";
import { existingRun, permitted, runReply, runSummary } from "../run-reply.ts";
import { ById } from "../schemas/common.ts";
import { Job } from "../schemas/jobs.ts";
import { NewRun, Run, RunList, RunQuery, RunReview, RunUnlock } from "../schemas/runs.ts";
import type { Services } from "../services.ts";
import { jobJson } from "./jobs.ts";

/** How many lines without a result a problem names. */
const NAMED = 100;

const ACT_PROBLEMS = ["run-not-found", "run-wrong-state"] as const satisfies ProblemCode[];

/** What is done to a run is done to what its caller has seen, and once. */
const ACT = { ifMatch: true, idempotent: true, status: 200, response: Run, etag: true } as const;

export const runRoutes = ({ store }: Services): Route[] => [
  route("GET /api/runs", {
    summary: "The monthly runs, the latest month first; who sees only their own sees those that are published",
    query: RunQuery,
    status: 200,
    response: RunList,
    problems: [],
    filtered: true,
    handle: async ({ query, scope }) => {
      const runs = await store.stores.runs.list(query);
      const visible = runs.filter(({ revision }) => scope === "all" || revision.status === "published");
      return { body: { runs: visible.map((run) => runSummary(run, scope)) } satisfies RunList };
    },
  }),

  route("POST /api/runs", {
    summary: "Opens the run of a month; a data set has one for each",
    body: NewRun,
    idempotent: true,
    status: 201,
    response: Run,
    etag: true,
    problems: ["dataset-not-found", "run-exists"],
    handle: ({ body: { dataSet, month }, actor, write }) =>
      write(async (stores) => {
        if (!(await stores.dataSets.find(dataSet))) throw problem("dataset-not-found", { id: dataSet });
        const other = await stores.runs.findByMonth(dataSet, month);
        if (other) throw problem("run-exists", { month, id: other.id });
        const id = randomUUID();
        await stores.runs.open(id, dataSet, month, actor.user, store.now());
        stores.audit.record({ action: "run.open", subject: id, details: { dataSet, month } });
        const { body, headers } = await runReply(stores, id, actor);
        return { body, headers: { ...headers, Location: `/api/runs/${id}` } };
      }),
  }),

  route("GET /api/runs/{id}", {
    summary: "A run with all its revisions: what each was computed from, and who reviewed, locked and published it",
    params: ById,
    status: 200,
    response: Run,
    etag: true,
    problems: ["run-not-found"],
    handle: ({ params: { id }, actor }) => runReply(store.stores, id, actor),
  }),

  route("POST /api/runs/{id}/compute", {
    summary: "Computes the run from the data and the assignments of now, in a job; a review is taken back with it",
    params: ById,
    idempotent: true,
    status: 202,
    response: Job,
    costly: true,
    problems: ACT_PROBLEMS,
    handle: ({ params: { id }, actor, write }) =>
      write(async (stores) => {
        const run = await existingRun(stores, id);
        await permitted(stores, run, "compute", actor);
        const data = await stores.dataSets.revision(run.dataSet);
        if (!data) throw new Error(`the data set ${run.dataSet} has no revision`);
        const computation = randomUUID();
        const [revision, dataRevision, at] = [run.revision.number, data.number, store.now()];
        const requested = { requestedBy: actor.user, requestedAt: at };
        await stores.runs.beginComputing({ id: computation, run: id, revision, dataRevision, ...requested });
        stores.audit.record({ action: "run.compute", subject: id, details: { revision, dataRevision } });
        const order = { kind: "run.compute", subject: id, payload: { computation }, actor } as const;
        return { body: jobJson(await enqueue(stores, order, at)) };
      }),
  }),

  route("POST /api/runs/{id}/review", {
    summary: "Accepts what was computed, agents without a result included: their number has to be confirmed",
    params: ById,
    body: RunReview,
    ...ACT,
    problems: [...ACT_PROBLEMS, "run-same-person", "run-outdated", "run-without-result"],
    handle: (call) =>
      act(store, call, "review", async (stores, run, at) => {
        const { withoutResult } = call.body;
        await assertConfirmed(stores, run, withoutResult);
        await stores.runs.review(run, withoutResult, call.actor.user, at);
        return { withoutResult };
      }),
  }),

  route("POST /api/runs/{id}/lock", {
    summary: "Locks the run, by somebody who neither computed nor adjusted it",
    params: ById,
    ...ACT,
    problems: [...ACT_PROBLEMS, "run-same-person", "run-outdated"],
    handle: (call) =>
      act(store, call, "lock", async (stores, run, at) => {
        const seal = await currentSeal(stores, run, run.revision);
        await stores.runs.lock(run, seal, call.actor.user, at);
        return { seal };
      }),
  }),

  route("POST /api/runs/{id}/unlock", {
    summary: "Begins the next revision of a run that is not published; the one that was locked is kept",
    params: ById,
    body: RunUnlock,
    ...ACT,
    problems: ACT_PROBLEMS,
    handle: (call) =>
      act(store, call, "unlock", async (stores, run, at) => {
        const { reason } = call.body;
        await stores.runs.unlock(run, reason, call.actor.user, at);
        return { reason };
      }),
  }),

  route("POST /api/runs/{id}/publish", {
    summary: "Publishes the run to everyone who is paid by it; it never changes again",
    params: ById,
    ...ACT,
    problems: ACT_PROBLEMS,
    handle: (call) =>
      act(store, call, "publish", async (stores, run, at) => {
        await stores.runs.publish(run, call.actor.user, at);
        return { seal: run.revision.locked?.seal };
      }),
  }),
];

interface Acting extends Pick<Call<TSchema, TSchema, TSchema>, "actor" | "matches" | "write"> {
  readonly params: { readonly id: string };
}

/**
 * Does something to the run as the caller has seen it, and records it.
 * @param work what is written beside; gives what the audit log says of it
 */
const act = (
  store: Store,
  { params: { id }, actor, matches, write }: Acting,
  name: RunAct,
  work: (stores: Stores, run: StoredRun, at: string) => Promise<Readonly<Record<string, unknown>>>,
): Promise<Reply> =>
  write(async (stores) => {
    const run = await existingRun(stores, id);
    await permitted(stores, run, name, actor);
    if (!matches(run.changes)) throw problem("precondition-failed", {}, { etag: etagOf(run.changes) });
    const details = await work(stores, run, store.now());
    stores.audit.record({
      action: `run.${name}`,
      subject: id,
      details: { month: run.month, revision: run.revision.number, ...details },
    });
    return runReply(stores, id, actor);
  });

/** Nobody is passed over: who has no result is in the list that the reviewer accepts. */
async function assertConfirmed({ runLines }: Stores, { revision }: StoredRun, confirmed: number): Promise<void> {
  const { computation } = revision;
  if (!computation || computation.withoutResult === confirmed) return;
  const lines = await runLines.page(computation.id, { withoutResult: true, limit: NAMED });
  throw problem(
    "run-without-result",
    { count: String(computation.withoutResult), confirmed: String(confirmed) },
    { withoutResult: lines.map(({ agent, outcome }) => ({ agent, outcome })) },
  );
}
