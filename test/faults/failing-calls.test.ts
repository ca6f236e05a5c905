import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../server/access/role.ts";
import { Calculator } from "../../server/calculator/calculator.ts";
import { sha256 } from "../../server/canonical-json.ts";
import { createApp } from "../../server/http/app.ts";
import type { Run } from "../../server/http/schemas/runs.ts";
import type { Version } from "../../server/http/schemas/versions.ts";
import { COOKIE } from "../../server/http/session-cookie.ts";
import type { JobKind } from "../../server/jobs/kind.ts";
import { jobKinds } from "../../server/jobs/kinds.ts";
import { type Outcome, perform } from "../../server/jobs/perform.ts";
import { dump } from "../../server/operations/backup/dump.ts";
import { createLog } from "../../server/operations/log.ts";
import { Metrics } from "../../server/operations/metrics.ts";
import { Monitor } from "../../server/operations/monitor.ts";
import { Sessions } from "../../server/people/sessions.ts";
import { Checker } from "../../server/schemes/checker.ts";
import { Store } from "../../server/store/store.ts";
import { NOW, RealApp, sessionOf } from "../../server/testing/real-app.ts";
import { runMonth } from "../../server/testing/run-months.ts";
import type { TestDatabase } from "../../server/testing/test-database.ts";
import { Failing, type Moment } from "./failing-database.ts";
import { broken } from "./invariants.ts";

const MONTH = "2025-12";
const MOMENTS: readonly Moment[] = ["before", "after"];
/** No act asks the database so often. */
const MOST_CALLS = 2_000;

/** A version that waits for its approval, a run that waits for its lock, and one that waits to be computed. */
let prepared: TestDatabase;
let version: string;
let reviewed: string;
let open: string;
beforeAll(async () => {
  const app = await RealApp.open();
  const source = await app.version("telemarketing-center", "draft");
  const drafts = `/api/versions/${source.id}/drafts`;
  version = ((await (await app.post(drafts, { version: "2026" })).json()) as Version).id;
  for (const [step, as, body] of [
    ["submit", "editor", { waivers: [] }],
    ["review", "reviewer", {}],
  ] as const) {
    const headers = { "If-Match": "*" };
    expect((await app.post(`/api/versions/${version}/${step}`, body, { as, headers })).status).toBe(200);
  }
  reviewed = (await runMonth(app, MONTH, "review")).id;
  open = (await runMonth(app, "2026-01", "open")).id;
  await app.disconnect();
  prepared = app.database;
});
afterAll(async () => {
  await calculator.close();
  await prepared.drop();
});

const calculator = new Calculator();
let database: TestDatabase;
let failing: Failing;
let store: Store;
let app: Hono;
beforeEach(async () => {
  database = await prepared.copy();
  failing = new Failing();
  store = await Store.open(failing.on(database.connect()), () => NOW);
  const checker = new Checker(store, calculator);
  app = createApp(
    { store, checker, calculator, sessions: new Sessions(store, { demo: true }), demo: true, secureCookies: false },
    { adminUi: "none", monitor: new Monitor(createLog("silent"), new Metrics(store)) },
  );
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

/** Everything that is stored, as one hash. */
async function content(): Promise<string> {
  const lines: string[] = [];
  await dump(store, async (text) => void lines.push(text));
  // The header tells the time, and the footer hashes it.
  return sha256(lines.slice(1, -1).join(""));
}

async function send(path: string, as: Role, key: string, etag?: string, body?: object): Promise<Response> {
  return app.request(`http://localhost${path}`, {
    method: "POST",
    headers: {
      Cookie: `${COOKIE}=${sessionOf(as)}`,
      "Idempotency-Key": key,
      ...(etag !== undefined && { "If-Match": etag }),
      ...(body && { "Content-Type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/**
 * Lets an act's first call of the database fail, then its second, and so on, until there is none to fail: each time
 * nothing has changed, or all of it has.
 */
async function failEach(moment: Moment, act: () => Promise<Response>): Promise<number> {
  const before = await content();
  for (let call = 1; call < MOST_CALLS; call++) {
    failing.arm(call, moment);
    const { status } = await act();
    const failed = failing.disarm();
    if (!failed) {
      expect(status).toBe(200);
      return call;
    }
    // Who is asked before anything is written may answer without it.
    const changed = (await content()) !== before;
    if (!changed) {
      expect(status).toBe(500);
      continue;
    }
    expect(moment).toBe("after");
    // With the same key it is answered as it was done.
    expect((await act()).status).toBe(200);
    return call;
  }
  throw new Error("the act does not end");
}

describe.each(MOMENTS)("a call of the database that fails %s it did what it was asked", (moment) => {
  test("in approve leaves everything or nothing done, for every call", async () => {
    const etag = await etagOf(`/api/versions/${version}`);
    const body = { effectiveFrom: "2026-06" };
    const key = randomUUID();
    const approve = () => send(`/api/versions/${version}/approve`, "approver", key, etag, body);
    expect(await failEach(moment, approve)).toBeGreaterThan(8);
    expect(await broken(store, [])).toEqual([]);
  });

  test.each(["lock", "publish"])("in %s leaves everything or nothing done, for every call", async (name) => {
    const path = `/api/runs/${reviewed}`;
    if (name === "publish") {
      expect((await send(`${path}/lock`, "reviewer", randomUUID(), await etagOf(path))).status).toBe(200);
    }
    const [key, etag] = [randomUUID(), await etagOf(path)];
    const as = name === "lock" ? "reviewer" : "approver";
    expect(await failEach(moment, () => send(`${path}/${name}`, as, key, etag))).toBeGreaterThan(8);
    expect(await broken(store, [])).toEqual([]);
  });

  test("in a run leaves a run that can be computed, for every call", async () => {
    expect((await send(`/api/runs/${open}/compute`, "editor", randomUUID())).status).toBe(202);
    const owner = "test";
    const [waiting] = await store.stores.jobs.list({ subject: open, limit: 1 });
    const lease = { owner, until: "9999-12-31" };
    const job = await store.quietly(({ jobs }) => jobs.take(waiting?.id ?? "", lease, "9999-01-01"));
    if (!job) throw new Error("the job was not taken");
    const step = { database: database.settings, now: store.now(), job, owner, act: { name: "run" } } as const;
    // Safe: the payload was made for the kind.
    const kinds = new Map([["run.compute", jobKinds["run.compute"] as JobKind]]);
    const run = (): Promise<Outcome> => perform(kinds, store, { ...step, memory: new SharedArrayBuffer(16) });
    let calls = 0;
    for (let ended = false; !ended && calls < MOST_CALLS; ) {
      calls++;
      failing.arm(calls, moment);
      const outcome = await run().catch(() => undefined);
      const failed = failing.disarm();
      ended = outcome?.kind === "done";
      if (!ended) expect(failed).toBe(true);
      const revision = (await store.stores.runs.find(open))?.revision;
      const lines = revision?.computation && (await store.stores.runLines.count(revision.computation.id));
      expect(lines).toBe(revision?.computation?.lines);
    }
    expect(calls).toBeGreaterThan(10);
    expect((await store.stores.runs.find(open))?.revision.status).toBe("computed");
    expect(await broken(store, [])).toEqual([]);
  });
});

async function etagOf(path: string): Promise<string> {
  const headers = { Cookie: `${COOKIE}=${sessionOf("auditor")}` };
  const response = await app.request(`http://localhost${path}`, { headers });
  const seen = (await response.json()) as Run | Version;
  expect(seen.id).toBeDefined();
  return response.headers.get("ETag") ?? "";
}
