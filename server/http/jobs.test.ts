import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "../access/actor.ts";
import { RealApp } from "../testing/real-app.ts";
import type { Job, JobList } from "./schemas/jobs.ts";

const EDITOR: Actor = { user: "demo-editor", name: "编制", roles: new Set(["editor"]) };

let app: RealApp;
beforeEach(async () => {
  app = await RealApp.open();
});
afterEach(() => app.close());

/** Of a kind that nothing can do, so that it ends as soon as it is looked at. */
const add = (subject: string): Promise<string> =>
  app.store.quietly(async ({ jobs }) => {
    const order = { id: randomUUID(), kind: "count-stars", subject, payload: { secret: "工资" }, actor: EDITOR };
    return (await jobs.add(order, app.store.now())).id;
  });

test("a job is seen with how it ended, and not with what it was told", async () => {
  const id = await add("run-1");
  await app.ended(id);
  const job = await app.json<Job>(`/api/jobs/${id}`);
  expect(job).toMatchObject({ kind: "count-stars", subject: "run-1", status: "failed", requestedBy: "demo-editor" });
  expect(job.reason?.en).toContain("count-stars");
  expect(JSON.stringify(job)).not.toContain("工资");
});

test("jobs are found by what they work on, the newest first", async () => {
  const ids = [await add("run-1"), await add("run-2"), await add("run-1")];
  const { jobs } = await app.json<JobList>("/api/jobs?subject=run-1");
  expect(jobs.map(({ id }) => id).sort()).toEqual([ids[0], ids[2]].sort());
  expect((await app.json<JobList>("/api/jobs?limit=2")).jobs).toHaveLength(2);
});

test("what has ended cannot be cancelled, and what is not there cannot be found", async () => {
  const id = await add("run-1");
  await app.ended(id);
  const late = await app.send(`/api/jobs/${id}/cancel`, { method: "POST" });
  expect(late.status).toBe(409);
  expect(await late.json()).toMatchObject({
    code: "job-wrong-state",
    message: { zh: expect.stringContaining("failed") },
  });
  expect((await app.send("/api/jobs/none")).status).toBe(404);
  expect((await app.send("/api/jobs/none/cancel", { method: "POST" })).status).toBe(404);
});
