import { hasEnded, type Job as StoredJob } from "../../jobs/job.ts";
import type { Stores } from "../../store/store.ts";
import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { ById, pageLimit } from "../schemas/common.ts";
import { Job, JobList, JobQuery } from "../schemas/jobs.ts";
import type { Services } from "../services.ts";

export const jobRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/jobs", {
    summary: "Long work, the newest first",
    query: JobQuery,
    status: 200,
    response: JobList,
    problems: [],
    handle: async ({ query: { subject, limit } }) => {
      const jobs = await store.stores.jobs.list({ subject, limit: pageLimit(limit) });
      return { body: { jobs: jobs.map(jobJson) } satisfies JobList };
    },
  }),

  route("GET /api/jobs/{id}", {
    summary: "How far a job is, or how it ended",
    params: ById,
    status: 200,
    response: Job,
    problems: ["job-not-found"],
    handle: async ({ params: { id } }) => ({ body: jobJson(await existing(store.stores, id)) }),
  }),

  route("POST /api/jobs/{id}/cancel", {
    summary: "Asks for a job to end, which it does at its next step; nothing of it stays behind",
    params: ById,
    status: 202,
    response: Job,
    problems: ["job-not-found", "job-wrong-state"],
    handle: ({ params: { id }, write }) =>
      write(async (stores) => {
        const job = await existing(stores, id);
        if (hasEnded(job)) throw problem("job-wrong-state", { status: job.status });
        await stores.jobs.requestCancel(id);
        stores.audit.record({ action: "job.cancel", subject: id, details: { kind: job.kind, of: job.subject } });
        return { body: jobJson(await existing(stores, id)) };
      }),
  }),
];

async function existing({ jobs }: Stores, id: string): Promise<StoredJob> {
  const found = await jobs.find(id);
  if (!found) throw problem("job-not-found", { id });
  return found;
}

/** As the API tells of it: what it was told is not shown, it may hold personal data. */
export const jobJson = (job: StoredJob): Job => ({
  id: job.id,
  kind: job.kind,
  subject: job.subject,
  status: job.status,
  cancelling: job.cancelling,
  ...job.progress,
  attempts: job.attempts,
  ...(job.reason && { reason: job.reason }),
  requestedBy: job.actor.user,
  createdAt: job.createdAt,
  ...(job.endedAt !== undefined && { endedAt: job.endedAt }),
});
