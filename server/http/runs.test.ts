import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type Role } from "../access/role.ts";
import { tokenHash } from "../people/token.ts";
import { RUN_ACTS, type RunAct, type RunStatus, statusesFor } from "../runs/lifecycle.ts";
import { SAMPLE_MONTHS } from "../sample/calendar.ts";
import { type Options, RealApp } from "../testing/real-app.ts";
import type { Adjustment, AdjustmentList, Run, RunDifferences, RunLines, RunList, RunTotals } from "./schemas/runs.ts";
import type { Problem } from "./schemas.ts";
import { COOKIE } from "./session-cookie.ts";

/** One app for many tests, each with months of its own: the jobs' thread takes longer to start than most of them. */
let app: RealApp;
let months: string[] = [];
let dataSet: string;

const openApp = async (): Promise<void> => {
  app = await RealApp.open();
  months = SAMPLE_MONTHS.map(({ month }) => month);
  dataSet = (await app.store.stores.dataSets.list())[0]?.id ?? "";
};
beforeAll(openApp);
beforeEach(async () => {
  if (months.length > 1) return;
  await app.close();
  await openApp();
});
afterAll(() => app.close());

/** A month that no other test has. */
function nextMonth(): string {
  const month = months.pop();
  if (month === undefined) throw new Error("there are no months left");
  return month;
}

async function openRun(month = nextMonth()): Promise<Run> {
  return (await (await app.post("/api/runs", { dataSet, month })).json()) as Run;
}

const fetched = (id: string, options?: Options): Promise<Run> => app.json<Run>(`/api/runs/${id}`, options);

async function etag(id: string): Promise<string> {
  return (await app.send(`/api/runs/${id}`)).headers.get("ETag") ?? "";
}

/** What each act sends. */
async function act(id: string, name: RunAct, { headers, ...options }: Options = {}): Promise<Response> {
  const path = name === "adjust" ? "adjustments" : name;
  const ifMatch = { "If-Match": await etag(id), ...headers };
  return app.post(`/api/runs/${id}/${path}`, await bodyOf(id, name), { ...options, headers: ifMatch });
}

async function bodyOf(id: string, name: RunAct): Promise<object | undefined> {
  if (name === "adjust") return { agent: "D1001", amount: 5_000, reason: "补发上月餐补" };
  if (name === "unlock") return { reason: "二月的数据有误" };
  if (name === "review")
    return { withoutResult: (await fetched(id)).revisions.at(-1)?.computation?.withoutResult ?? 0 };
  return undefined;
}

async function compute(id: string): Promise<void> {
  const job = (await (await act(id, "compute")).json()) as { id: string };
  expect((await app.ended(job.id)).status).toBe("done");
}

async function ok(response: Promise<Response>): Promise<void> {
  const { status } = await response;
  expect(status).toBe(200);
}

/** A run in a status, by the shortest way. */
async function runIn(status: RunStatus): Promise<string> {
  const { id } = await openRun();
  if (status === "open") return id;
  await compute(id);
  if (status === "computed") return id;
  await ok(act(id, "review", { as: "reviewer" }));
  if (status === "reviewed") return id;
  await ok(act(id, "lock", { as: "reviewer" }));
  if (status === "published") await ok(act(id, "publish", { as: "approver" }));
  return id;
}

async function code(response: Response | Promise<Response>): Promise<string> {
  return ((await (await response).json()) as Problem).code;
}

/** Who has these roles at once; gives what a request needs to come from them. */
async function somebody(roles: readonly Role[]): Promise<Options & { readonly user: string }> {
  const user = randomUUID();
  const token = `token-of-${user}`;
  await app.store.quietly(async ({ users, sessions }) => {
    const at = app.store.now();
    await users.add({ id: user, name: user, displayName: user, roles: [...roles], demo: false }, at);
    const session = { created_at: at, seen_at: "9999-01-01", ends_at: "9999-12-31" };
    await sessions.add({ token_hash: tokenHash(token), user, ...session });
  });
  return { user, as: "nobody", headers: { Cookie: `${COOKIE}=${token}` } };
}

const MAY: Readonly<Record<RunAct, readonly Role[]>> = {
  compute: ["editor"],
  adjust: ["editor"],
  review: ["reviewer"],
  lock: ["reviewer"],
  unlock: ["reviewer", "approver"],
  publish: ["approver"],
};

describe("a run that is", () => {
  test.each(["open", "computed", "reviewed", "locked", "published"] as const)(
    "%s refuses every act but its own, to every role",
    async (status) => {
      const id = await runIn(status);
      for (const name of RUN_ACTS) {
        for (const role of ROLES) {
          const isTheirs = MAY[name].includes(role);
          if (isTheirs && statusesFor(name).includes(status)) continue;
          const response = await act(id, name, { as: role });
          const expected = isTheirs ? [409, "run-wrong-state"] : [403, "forbidden"];
          expect([response.status, await code(response)], `${name} by ${role}`).toEqual(expected);
        }
        expect([(await act(id, name, { as: "nobody" })).status, name]).toEqual([401, name]);
      }
      expect((await fetched(id)).status).toBe(status);
      const open = await Promise.all(
        ROLES.filter((role) => !["superior", "agent", "administrator"].includes(role)).map(async (role) => {
          const { acts } = await fetched(id, { as: role });
          return [role, acts];
        }),
      );
      const expected = (role: Role) =>
        RUN_ACTS.filter((name) => MAY[name].includes(role) && statusesFor(name).includes(status));
      expect(Object.fromEntries(open)).toEqual({
        editor: expected("editor"),
        reviewer: expected("reviewer"),
        approver: expected("approver"),
        auditor: [],
      });
    },
  );
});

test("a month from its opening to its publication, with everyone who had a part in it", async () => {
  const id = await runIn("published");
  const run = await fetched(id);
  expect(run).toMatchObject({ revision: 1, status: "published", acts: [] });
  expect(run.revisions[0]).toMatchObject({
    begun: { by: { id: "demo-editor", name: "编制（示例）" } },
    computation: { requested: { by: { id: "demo-editor" } } },
    reviewed: { by: { id: "demo-reviewer" }, withoutResult: run.revisions[0]?.computation?.withoutResult },
    locked: { by: { id: "demo-reviewer" } },
    published: { by: { id: "demo-approver" } },
  });
  const entries = await app.store.stores.audit.list({ subject: id, limit: 20 });
  expect(entries.map(({ action }) => action)).toEqual([
    "run.publish",
    "run.lock",
    "run.review",
    "run.computed",
    "run.compute",
    "run.open",
  ]);
});

test("a data set has one run a month, of data sets that there are", async () => {
  const [later, earlier] = [await openRun(), await openRun()];
  const again = await app.post("/api/runs", { dataSet, month: later.month });
  expect([again.status, await code(again)]).toEqual([409, "run-exists"]);
  expect(await code(app.post("/api/runs", { dataSet: "other", month: later.month }))).toBe("dataset-not-found");
  expect((await app.post("/api/runs", { dataSet, month: "2025-13" })).status).toBe(422);
  const listed = async (status: RunStatus) => (await app.json<RunList>(`/api/runs?status=${status}`)).runs;
  const open = (await listed("open")).map(({ id }) => id);
  expect(open.indexOf(later.id)).toBeLessThan(open.indexOf(earlier.id));
  await compute(later.id);
  const [computation] = (await fetched(later.id)).revisions.map((revision) => revision.computation);
  const { lines = 0, withoutResult = 0, payout = 0 } = computation ?? {};
  expect((await listed("computed")).find(({ id }) => id === later.id)?.sums).toEqual({ lines, withoutResult, payout });
});

test("what is not there is said so", async () => {
  const { id } = await openRun();
  expect(await code(app.send("/api/runs/none"))).toBe("run-not-found");
  expect(await code(app.send(`/api/runs/${id}/lines`))).toBe("run-not-computed");
  expect(await code(app.send(`/api/runs/${id}/totals?revision=2`))).toBe("run-revision-not-found");
});

describe("reviewing", () => {
  test("needs the number of those without a result, and names them", async () => {
    const id = await runIn("computed");
    const headers = { "If-Match": await etag(id) };
    const wrong = await app.post(`/api/runs/${id}/review`, { withoutResult: 0 }, { as: "reviewer", headers });
    const problem = (await wrong.json()) as Problem;
    expect([wrong.status, problem.code]).toEqual([409, "run-without-result"]);
    expect(problem.withoutResult?.length).toBeGreaterThan(4);
    const listed = await app.json<RunLines>(`/api/runs/${id}/lines?withoutResult=true`);
    expect(listed.lines.map(({ agent, outcome }) => ({ agent, outcome }))).toEqual(problem.withoutResult);
    expect((await fetched(id)).status).toBe("computed");
  });

  test("is taken back by computing and by adjusting", async () => {
    const id = await runIn("reviewed");
    await act(id, "adjust");
    const adjusted = await fetched(id);
    expect([adjusted.status, adjusted.revisions[0]?.reviewed]).toEqual(["computed", undefined]);
    await ok(act(id, "review", { as: "reviewer" }));
    await compute(id);
    expect((await fetched(id)).status).toBe("computed");
  });
});

describe("a second person", () => {
  test.each(["review", "lock"] as const)("has to %s what somebody computed", async (name) => {
    const both = await somebody(["editor", "reviewer", "approver"]);
    const { id } = await openRun();
    const job = (await (await act(id, "compute", both)).json()) as { id: string };
    await app.ended(job.id);
    if (name === "lock") await ok(act(id, "review", { as: "reviewer" }));
    const refused = await act(id, name, both);
    expect([refused.status, await code(refused)]).toEqual([409, "run-same-person"]);
    expect((await fetched(id, both)).acts).not.toContain(name);
    await ok(act(id, name, { as: "reviewer" }));
  });

  test("has to lock what somebody adjusted", async () => {
    const both = await somebody(["editor", "reviewer"]);
    const id = await runIn("computed");
    expect((await act(id, "adjust", both)).status).toBe(201);
    await ok(act(id, "review", { as: "reviewer" }));
    expect(await code(act(id, "lock", both))).toBe("run-same-person");
  });

  test("who did neither may lock, whatever else they may do", async () => {
    const both = await somebody(["editor", "reviewer"]);
    const id = await runIn("reviewed");
    await ok(act(id, "lock", both));
  });
});

test("of two who lock at once, one has locked it", async () => {
  const id = await runIn("reviewed");
  const others = await Promise.all([1, 2, 3].map(() => somebody(["reviewer"])));
  const answers = await Promise.all(others.map((other) => act(id, "lock", other)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const { revisions } = await fetched(id);
  const winner = answers.findIndex(({ status }) => status === 200);
  expect(revisions[0]?.locked?.by.id).toBe(others[winner]?.user);
  const locks = await app.store.stores.audit.list({ subject: id, action: "run.lock", limit: 10 });
  expect(locks).toHaveLength(1);
});

test("whoever has not seen the run as it is does nothing to it", async () => {
  const id = await runIn("computed");
  const seen = await etag(id);
  await act(id, "adjust");
  const review = await act(id, "review", { as: "reviewer", headers: { "If-Match": seen } });
  expect([review.status, await code(review)]).toEqual([412, "precondition-failed"]);
  expect((await app.post(`/api/runs/${id}/lock`, undefined, { as: "reviewer" })).status).toBe(428);
});

test("a request that is sent five times at once computes, adjusts and publishes once", async () => {
  const { id } = await openRun();
  const five = async (name: RunAct, as: Role): Promise<number[]> => {
    const headers = { "Idempotency-Key": `key-${name}`, "If-Match": await etag(id) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => act(id, name, { as, headers })));
    return answers.map(({ status }) => status);
  };
  expect(await five("compute", "editor")).toEqual(Array(5).fill(202));
  const jobs = await app.store.stores.jobs.list({ subject: id, limit: 10 });
  expect(jobs).toHaveLength(1);
  await app.ended(jobs[0]?.id ?? "");
  expect(await five("adjust", "editor")).toEqual(Array(5).fill(201));
  expect((await app.json<AdjustmentList>(`/api/runs/${id}/adjustments`)).adjustments).toHaveLength(1);
  expect(await five("review", "reviewer")).toEqual(Array(5).fill(200));
  expect(await five("lock", "reviewer")).toEqual(Array(5).fill(200));
  expect(await five("publish", "approver")).toEqual(Array(5).fill(200));
  expect(await app.store.stores.audit.list({ subject: id, action: "run.publish", limit: 10 })).toHaveLength(1);
});

test("data that change afterwards have to be computed again, until the run is locked", async () => {
  const id = await runIn("computed");
  const { month } = await fetched(id);
  const revise = async (value: string): Promise<void> => {
    const { dataPreparations } = app.store.stores;
    expect(await dataPreparations.find(dataSet)).toBeUndefined();
    await app.store.write({ user: "editor", name: "", roles: new Set() }, async (stores) => {
      stores.audit.record({ action: "test.write", subject: dataSet });
      const plan = { dataSet, metrics: ["咨询量"], source: "edit", by: "editor" } as const;
      const row = { month, agent: "D1001", values: [value] };
      const preparation = await stores.dataPreparations.begin(plan, value, app.store.now());
      await stores.dataPreparations.stage(preparation, [row], app.store.now());
      await stores.dataPreparations.commit(preparation, app.store.now());
    });
  };
  expect((await fetched(id)).outdated).toBe(false);
  await revise("400");
  expect((await fetched(id)).outdated).toBe(true);
  expect(await code(act(id, "review", { as: "reviewer" }))).toBe("run-outdated");
  await compute(id);
  await ok(act(id, "review", { as: "reviewer" }));
  await revise("401");
  expect(await code(act(id, "lock", { as: "reviewer" }))).toBe("run-outdated");
});

describe("lines", () => {
  test("page by page, by outcome, of one agent", async () => {
    const id = await runIn("computed");
    const first = await app.json<RunLines>(`/api/runs/${id}/lines?limit=60`);
    const second = await app.json<RunLines>(`/api/runs/${id}/lines?limit=60&after=${first.next}`);
    const agents = [...first.lines, ...second.lines].map(({ agent }) => agent);
    const count = (await fetched(id)).revisions[0]?.computation?.lines ?? 0;
    expect([first.lines.length, second.lines.length, second.next]).toEqual([60, count - 60, undefined]);
    expect(new Set(agents).size).toBe(count);
    const { lines } = await app.json<RunLines>(`/api/runs/${id}/lines?outcome=no-scheme`);
    expect(lines.map(({ agent, outcome, net }) => [agent, outcome, net])).toEqual(
      ["M001", "M002", "M003", "M004", "M005"].map((agent) => [agent, "no-scheme", 0]),
    );
    const [line] = (await app.json<RunLines>(`/api/runs/${id}/lines?agent=D1001`)).lines;
    expect(line).toMatchObject({ agent: "D1001", outcome: "computed", adjustments: 0, corrections: 0 });
    expect(line?.net).toBe(line?.payout);
    expect(line?.name).toMatch(/./);
    const payout = line?.outputs.find(({ name }) => name === "应发工资")?.value;
    expect(Math.round(Number(payout) * 100)).toBe(line?.payout);
  });

  test("of a run that is not published are for HR, the approver and the auditor", async () => {
    const id = await runIn("locked");
    const statuses = await Promise.all(
      ROLES.map(async (role) => [role, (await app.send(`/api/runs/${id}/lines`, { as: role })).status]),
    );
    expect(Object.fromEntries(statuses)).toEqual({
      editor: 200,
      reviewer: 200,
      approver: 200,
      superior: 404,
      agent: 404,
      auditor: 200,
      administrator: 403,
    });
    const { runs } = await app.json<RunList>("/api/runs", { as: "agent" });
    expect(runs.filter((run) => run.id === id || run.status !== "published")).toEqual([]);
  });

  test("of a published run are each agent's own, and their reports' for superiors", async () => {
    const id = await runIn("published");
    const { month, revisions } = await fetched(id);
    const seen = async (role: Role, query = ""): Promise<string[]> =>
      (await app.json<RunLines>(`/api/runs/${id}/lines?limit=500${query}`, { as: role })).lines.map(
        ({ agent }) => agent,
      );
    expect(await seen("agent")).toEqual(["D1001"]);
    expect(await seen("agent", "&agent=D1002")).toEqual([]);
    const reports = await app.store.stores.agents.inMonth(month, { superior: "M001", employed: true });
    expect(await seen("superior")).toEqual([...reports.map(({ agent }) => agent), "M001"].sort());
    expect(reports.length).toBeGreaterThan(10);
    expect(await seen("auditor")).toHaveLength(revisions[0]?.computation?.lines ?? 0);
    const { runs } = await app.json<RunList>("/api/runs", { as: "agent" });
    const run = runs.find((each) => each.id === id);
    expect(run).toMatchObject({ status: "published" });
    expect(run).not.toHaveProperty("sums");
    for (const path of ["", "/totals", "/adjustments", "/revisions/1/differences"]) {
      const refused = await app.send(`/api/runs/${id}${path}`, { as: "agent" });
      expect([path, refused.status]).toEqual([path, 403]);
    }
  });
});

test("totals add up, by department and by version, with what is paid beside the lines", async () => {
  const id = await runIn("computed");
  await act(id, "adjust");
  const totals = await app.json<RunTotals>(`/api/runs/${id}/totals`);
  const { paid, revisions } = await fetched(id);
  const { lines, withoutResult } = revisions[0]?.computation ?? {};
  expect(totals.all).toEqual({ lines, withoutResult, ...paid });
  expect(totals.all.adjustments).toBe(5_000);
  for (const parts of [totals.departments, totals.schemes]) {
    for (const name of ["lines", "withoutResult", "payout", "adjustments", "net"] as const) {
      expect(parts.reduce((sum, { total }) => sum + total[name], 0)).toBe(totals.all[name]);
    }
  }
  expect(totals.schemes.map(({ scheme }) => scheme)).toEqual(
    expect.arrayContaining(["telemarketing-specialist", "sales-scorecard", "telemarketing-center", undefined]),
  );
});

describe("adjustments", () => {
  const list = async (id: string): Promise<Adjustment[]> =>
    (await app.json<AdjustmentList>(`/api/runs/${id}/adjustments`)).adjustments;
  const add = (id: string, body: object): Promise<Response> => app.post(`/api/runs/${id}/adjustments`, body);

  test("stay through computing and unlocking, are paid, and are taken back before the lock", async () => {
    const id = await runIn("computed");
    await add(id, { agent: "D1001", amount: -1_000, reason: "迟到扣款" });
    await add(id, { agent: "D1001", amount: 300, reason: "补发餐补" });
    await compute(id);
    await ok(act(id, "review", { as: "reviewer" }));
    await ok(act(id, "lock", { as: "reviewer" }));
    const made = await list(id);
    const [first, second] = [-1_000, 300].map((amount) => made.find((each) => each.amount === amount));
    const path = `/api/runs/${id}/adjustments/${second?.id}/take-back`;
    expect(await code(app.post(path, { reason: "重复" }))).toBe("run-wrong-state");
    await ok(act(id, "unlock", { as: "approver" }));
    await ok(app.post(path, { reason: "重复" }));
    expect(await code(app.post(path, { reason: "重复" }))).toBe("adjustment-taken-back");
    await compute(id);

    const ofRevision = async (revision: number) =>
      (await app.json<RunLines>(`/api/runs/${id}/lines?agent=D1001&revision=${revision}`)).lines[0];
    const [before, after] = [await ofRevision(1), await ofRevision(2)];
    expect([before?.adjustments, after?.adjustments]).toEqual([-700, -1_000]);
    expect(after?.net).toBe((after?.payout ?? 0) - 1_000);
    expect((await list(id)).sort((a, b) => a.amount - b.amount)).toMatchObject([
      { id: first?.id, amount: -1_000, added: { revision: 1, by: { id: "demo-editor" } } },
      { id: second?.id, takenBack: { revision: 2, reason: "重复" } },
    ]);
    const differences = await app.json<RunDifferences>(`/api/runs/${id}/revisions/1/differences`);
    expect(differences).toMatchObject({ from: 1, to: 2, adjustments: { before: -700, after: -1_000 }, agents: [] });
  });

  test.each([
    ["nobody in the run", { agent: "Z9", amount: 1, reason: "补发" }, "run-agent-unknown"],
    ["an amount of nothing", { agent: "D1001", amount: 0, reason: "补发" }, "request-invalid"],
    ["a part of a fen", { agent: "D1001", amount: 0.5, reason: "补发" }, "request-invalid"],
    ["a slip of the hand", { agent: "D1001", amount: 10_000_000_001, reason: "补发" }, "request-invalid"],
    ["no reason", { agent: "D1001", amount: 1, reason: "  " }, "request-invalid"],
  ])("of %s are refused", async (_, body, expected) => {
    const { id } = await openRun();
    expect(await code(add(id, body))).toBe(expected);
    expect(await list(id)).toEqual([]);
  });

  test("that are not there cannot be taken back", async () => {
    const { id } = await openRun();
    const path = `/api/runs/${id}/adjustments/none/take-back`;
    expect(await code(app.post(path, { reason: "重复" }))).toBe("adjustment-not-found");
  });
});
