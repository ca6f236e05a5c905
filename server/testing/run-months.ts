import type { Job } from "../http/schemas/jobs.ts";
import type { Run, RunList } from "../http/schemas/runs.ts";
import type { Problem } from "../http/schemas.ts";
import { RUN_STATUSES } from "../runs/lifecycle.ts";
import type { RealApp } from "./real-app.ts";

/** The steps of a run, in the order of the states that they lead to. */
const STEPS = ["open", "compute", "review", "lock", "publish"] as const;
type Step = (typeof STEPS)[number];

/** Takes the sample company's run of a month from where it is as far as a step. */
export async function runMonth(app: RealApp, month: string, upTo: Step = "publish"): Promise<Run> {
  const { runs } = await app.json<RunList>("/api/runs");
  const found = runs.find((run) => run.month === month);
  let id = found?.id;
  if (id === undefined) {
    const dataSet = await sampleDataSet(app);
    id = ((await expectDone(app.post("/api/runs", { dataSet, month }))) as Run).id;
  }
  const path = `/api/runs/${id}`;
  const done = found ? RUN_STATUSES.indexOf(found.status) : 0;
  for (const step of STEPS.slice(done + 1, STEPS.indexOf(upTo) + 1)) {
    if (step === "compute") {
      const job = (await expectDone(app.post(`${path}/compute`))) as Job;
      const { status, reason } = await app.ended(job.id);
      if (status !== "done") throw new Error(`${month} was not computed: ${reason?.en}`);
      continue;
    }
    const seen = await app.send(path);
    const headers = { "If-Match": seen.headers.get("ETag") ?? "" };
    const { revisions } = (await seen.json()) as Run;
    const withoutResult = revisions.at(-1)?.computation?.withoutResult ?? 0;
    const as = step === "publish" ? "approver" : "reviewer";
    await expectDone(app.post(`${path}/${step}`, step === "review" ? { withoutResult } : undefined, { headers, as }));
  }
  return app.json<Run>(path);
}

/** The id of the data set that the sample company has. */
export async function sampleDataSet(app: RealApp): Promise<string> {
  const [set] = await app.store.stores.dataSets.list();
  if (!set) throw new Error("the sample company has no data");
  return set.id;
}

/** @throws Error with the problem where the request was refused */
export async function expectDone(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return body;
}

/** "409 run-exists": with what a request was refused; its status alone where it was not. */
export async function refusal(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  return response.ok ? String(response.status) : `${response.status} ${((await response.json()) as Problem).code}`;
}
