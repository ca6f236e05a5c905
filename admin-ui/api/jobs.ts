import type { Job, JobList } from "../../server/api-types.ts";
import { read } from "./client.ts";
import { once } from "./once.ts";

const ENDED: readonly Job["status"][] = ["done", "failed", "cancelled"];

export const hasEnded = ({ status }: Job): boolean => ENDED.includes(status);

/** Failures are `ApiError`s. */
export const jobsApi = {
  /** The latest job that worked on a run, an import, a proposal of corrections. */
  latest: async (subject: string): Promise<Job | undefined> =>
    (await read<JobList>(`/jobs?${new URLSearchParams({ subject, limit: "1" })}`)).jobs[0],
  cancel: async (job: string): Promise<Job> =>
    (await once(`/jobs/${encodeURIComponent(job)}/cancel`, {})).json() as Promise<Job>,
};
