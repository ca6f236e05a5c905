import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../access/actor.ts";
import { Store } from "../store/store.ts";
import { type TestDatabase, testDatabase } from "../testing/test-database.ts";
import { hasEnded, type Job } from "./job.ts";
import { JobRunner, type Pace } from "./runner.ts";

const WORKER = new URL("./testing/worker.ts", import.meta.url);
const EDITOR: Actor = { user: "u1", name: "编制", roles: new Set(["editor"]), agent: "A001" };
const QUICK = { poll: 20, beat: 20, retry: 50 } as const;

let database: TestDatabase;
let store: Store;
const opened: (() => Promise<void>)[] = [];
beforeEach(async () => {
  database = await testDatabase();
  store = await Store.open(database.connect());
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  await store.close();
  await database.drop();
});

const add = (kind: string, payload: unknown): Promise<Job> =>
  store.quietly(({ jobs }) =>
    jobs.add({ id: randomUUID(), kind, subject: "s1", payload, actor: EDITOR }, new Date().toISOString()),
  );

/** As if in a process of its own: with a connection, and here with the messages of its faults. */
async function instance(pace: Partial<Pace> = {}): Promise<{ runner: JobRunner; faults: string[] }> {
  const [only] = await instances(1, pace);
  if (!only) throw new Error("unreachable");
  return only;
}

async function instances(count: number, pace: Partial<Pace> = {}) {
  const stores: Store[] = [];
  // One after the other, before any of them works: opening waits for its turn by stopping the thread.
  for (let made = 0; made < count; made++) stores.push(await Store.open(database.connect()));
  return stores.map((own) => {
    const faults: string[] = [];
    const runner = new JobRunner({
      store: own,
      database: database.settings,
      worker: WORKER,
      pace: { ...QUICK, ...pace },
      onFault: (error) => faults.push(error instanceof Error ? error.message : String(error)),
    });
    runner.start();
    opened.push(async () => {
      await runner.stop();
      await own.close();
    });
    return { runner, faults };
  });
}

async function until(id: string, holds: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = await store.stores.jobs.find(id);
    if (!job) throw new Error("the job is gone");
    if (holds(job)) return job;
    await sleep(10);
  }
}

const ended = (id: string): Promise<Job> => until(id, hasEnded);

const actions = async (): Promise<string[]> =>
  (await store.stores.audit.list({ limit: 100 })).map(({ action, subject, actor }) => `${actor} ${action} ${subject}`);

const cancel = (id: string): Promise<boolean> => store.quietly(({ jobs }) => jobs.requestCancel(id));

describe("a job", () => {
  test("is worked off on behalf of whoever asked, with its progress", async () => {
    const { id } = await add("count", { to: 5 });
    await instance();
    const job = await ended(id);
    expect(job).toMatchObject({ status: "done", attempts: 1, actor: EDITOR, payload: { to: 5 } });
    expect(job.progress).toEqual({ done: 5, total: 5 });
    expect(await actions()).toEqual(["u1 count.done 5"]);
  });

  test("tells how far it is while it runs", async () => {
    const { id } = await add("count", { to: 500 });
    await instance();
    const { progress } = await until(id, (job) => job.progress.done > 3);
    expect(progress.total).toBe(500);
    await cancel(id);
    await ended(id);
  });

  test("that is cancelled leaves off, and what it staged is cleared away", async () => {
    const { id } = await add("count", { to: 100_000 });
    await instance();
    await until(id, ({ progress }) => progress.done > 0);
    expect(await cancel(id)).toBe(true);
    expect(await ended(id)).toMatchObject({ status: "cancelled" });
    expect(await actions()).toEqual(["u1 count.given-up "]);
    expect(await cancel(id)).toBe(false);
  });

  test("that is cancelled before it has begun never begins", async () => {
    const { id } = await add("count", { to: 1 });
    await cancel(id);
    await instance();
    expect(await ended(id)).toMatchObject({ status: "cancelled" });
    expect(await actions()).toEqual(["u1 count.given-up "]);
  });

  test("that cannot be done fails at once with the sentence", async () => {
    const { id } = await add("refuse", null);
    const { faults } = await instance();
    expect(await ended(id)).toMatchObject({
      status: "failed",
      attempts: 1,
      reason: { zh: "第 3 行没有工号", en: "row 3 has no agent" },
    });
    expect(await actions()).toEqual(["u1 refuse.given-up row 3 has no agent"]);
    expect(faults).toEqual([]);
  });

  test.each(["fail", "crash"])("that meets a fault (%s) is tried three times", async (kind) => {
    const { id } = await add(kind, null);
    const { faults } = await instance();
    const { status, attempts, reason } = await ended(id);
    expect({ status, attempts }).toEqual({ status: "failed", attempts: 3 });
    expect(reason?.zh).toContain("3 次");
    expect(faults).toHaveLength(3);
  });

  test("of a kind that another release had says so", async () => {
    const { id } = await add("forgotten", {});
    await instance();
    expect((await ended(id)).reason?.en).toContain('no job of the kind "forgotten"');
  });
});

describe("several instances", () => {
  test("do every job once", async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, async (_, n) => (await add("count", { to: n })).id));
    await instances(3);
    for (const id of ids) expect(await ended(id)).toMatchObject({ status: "done", attempts: 1 });
    expect((await actions()).sort()).toEqual(ids.map((_, n) => `u1 count.done ${n}`).sort());
  });

  test("take over what one has left behind", async () => {
    const { id } = await add("count", { to: 3 });
    const lease = { owner: "killed", until: new Date(Date.now() + 300).toISOString() };
    const now = new Date().toISOString();
    expect(await store.quietly(({ jobs }) => jobs.take(id, lease, now))).toBeDefined();
    expect(await store.quietly(({ jobs }) => jobs.take(id, { ...lease, owner: "b" }, now))).toBeUndefined();
    await instance();
    expect(await ended(id)).toMatchObject({ status: "done", attempts: 2 });
  });

  test("give up what ends every process that takes it", async () => {
    const { id } = await add("count", { to: 3 });
    for (const owner of ["a", "b", "c"]) {
      const at = new Date().toISOString();
      await store.quietly(({ jobs }) => jobs.take(id, { owner, until: at }, at));
      await sleep(2);
    }
    await instance();
    const { status, reason } = await ended(id);
    expect(status).toBe("failed");
    expect(reason?.en).toContain("interrupted 3 times");
    expect(await actions()).toEqual([`u1 count.given-up ${reason?.en}`]);
  });

  test("write nothing for a job that somebody else has taken over", async () => {
    const { id } = await add("spin", { milliseconds: 600 });
    await instance({ lease: 100_000 });
    await until(id, ({ status }) => status === "running");
    // As if this instance had slept through its lease.
    const far = new Date(Date.now() + 200_000).toISOString();
    const until2 = new Date(Date.now() + 300_000).toISOString();
    await store.quietly(({ jobs }) => jobs.take(id, { owner: "other", until: until2 }, far));
    await sleep(1_200);
    expect(await actions()).toEqual([]);
    expect(await store.stores.jobs.isHeld(id, "other")).toBe(true);
  });
});

describe("a stop", () => {
  test("leaves the job at its next step, to be gone on with, and counts no attempt", async () => {
    const { id } = await add("count", { to: 100_000 });
    const { runner } = await instance();
    await until(id, ({ progress }) => progress.done > 0);
    await runner.stop();
    expect(await store.stores.jobs.find(id)).toMatchObject({ status: "queued", attempts: 0, cancelling: false });
    expect(await actions()).toEqual([]);
  });

  test("ends a thread that does not come to a step", async () => {
    const { id } = await add("spin", { milliseconds: 1_000_000 });
    const { runner } = await instance({ patience: 100 });
    await until(id, ({ status }) => status === "running");
    await runner.stop();
    expect(await store.stores.jobs.find(id)).toMatchObject({ status: "queued" });
  });
});
