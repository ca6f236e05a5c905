import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Role } from "../access/role.ts";
import type { AppealStep } from "../appeals/appeal.ts";
import { NOW, RealApp } from "../testing/real-app.ts";
import { expectDone, refusal, runMonth } from "../testing/run-months.ts";
import type { Appeal, AppealList } from "./schemas/appeals.ts";

let app: RealApp;
let now = NOW;
beforeEach(async () => {
  now = NOW;
  app = await RealApp.open(() => now);
});
afterEach(() => app.close());

/** The agent whose account the sample company has, and another one. */
const OWN = "D1001";
const OTHER = "D1002";

/** An instant of the clock in Shanghai. */
const shanghai = (text: string): Date => new Date(`${text}+08:00`);

const file = (run: string, text = "三月上门人数少算两人", as: Role = "agent") =>
  app.post(`/api/runs/${run}/appeals`, { text }, { as });
const answer = (id: string, as: Role = "reviewer") =>
  app.post(`/api/appeals/${id}/answer`, { decision: "rejected", text: "登记表里没有这两人" }, { as });
const escalate = (id: string, as: Role = "agent") =>
  app.post(`/api/appeals/${id}/escalate`, { text: "有签到照片" }, { as });
const rule = (id: string, as: Role = "approver") =>
  app.post(`/api/appeals/${id}/rule`, { decision: "accepted", text: "补计两人" }, { as });

/** An appeal of the other agent, who has no account; the last of its steps by somebody. */
async function appealOfOther(run: string, ...steps: readonly Pick<AppealStep, "kind" | "by">[]): Promise<string> {
  const id = randomUUID();
  await app.store.quietly(async ({ appeals }) => {
    const said = (by: string) => ({ text: "说明", by, author: by, at: app.store.now() });
    await appeals.file({ id, run, agent: OTHER }, said("somebody"));
    for (const { kind, by } of steps) {
      const appeal = await appeals.find(id);
      if (appeal)
        await appeals.follow(appeal, {
          ...said(by),
          kind,
          ...(kind === "answered" && { decision: "rejected" as const }),
        });
    }
  });
  return id;
}

/** Gives an account of the sample company a 工号. */
async function isAgent(user: string, agent: string): Promise<void> {
  await app.store.quietly(async ({ users }) => {
    const found = await users.find(user);
    if (found) await users.change(user, found.revision, { ...found, agent }, app.store.now());
  });
}

test("an appeal is filed, answered, escalated and ruled on; nothing else is possible in any of its states", async () => {
  const { id: run } = await runMonth(app, "2025-04");
  const filed = (await expectDone(file(run))) as Appeal;
  const { id } = filed;
  expect(filed).toMatchObject({ run, month: "2025-04", agent: OWN, state: "filed" });

  const steps = { answer, escalate, rule };
  const expectOnly = async (open: keyof typeof steps | undefined): Promise<void> => {
    for (const [name, step] of Object.entries(steps)) {
      if (name !== open) expect([name, await refusal(step(id))]).toEqual([name, "409 appeal-wrong-state"]);
    }
  };
  await expectOnly("answer");
  expect(await refusal(file(run))).toBe("409 appeal-open");
  expect(await expectDone(answer(id))).toMatchObject({ state: "answered", lastDayToEscalate: "2026-03-17" });
  await expectOnly("escalate");
  expect(await expectDone(escalate(id))).toMatchObject({ state: "escalated" });
  await expectOnly("rule");
  expect(await refusal(file(run))).toBe("409 appeal-open");
  expect(await expectDone(rule(id))).toMatchObject({ state: "ruled" });
  await expectOnly(undefined);

  const seen = await app.json<Appeal>(`/api/appeals/${id}`, { as: "agent" });
  expect(seen.steps).toEqual([
    { kind: "filed", text: "三月上门人数少算两人", author: expect.any(String), at: now.toISOString() },
    {
      kind: "answered",
      decision: "rejected",
      text: "登记表里没有这两人",
      author: expect.any(String),
      at: now.toISOString(),
    },
    { kind: "escalated", text: "有签到照片", author: expect.any(String), at: now.toISOString() },
    { kind: "ruled", decision: "accepted", text: "补计两人", author: expect.any(String), at: now.toISOString() },
  ]);
  expect(await refusal(file(run, "还有一件事"))).toBe("201");
});

test("published on the 10th, it can be appealed against until the 17th has ended in Shanghai", async () => {
  now = shanghai("2026-03-10T23:59:00");
  const { id: run } = await runMonth(app, "2025-04");
  now = shanghai("2026-03-18T00:00:00");
  expect(await refusal(file(run))).toBe("409 appeal-too-late");
  now = shanghai("2026-03-17T23:59:59.999");
  expect(await refusal(file(run))).toBe("201");
});

test("an answer can be escalated until the seventh day after it has ended", async () => {
  const { id: run } = await runMonth(app, "2025-04");
  const { id } = (await expectDone(file(run))) as Appeal;
  now = shanghai("2026-03-20T00:00:00");
  await expectDone(answer(id));
  now = shanghai("2026-03-28T00:00:00");
  expect(await refusal(escalate(id))).toBe("409 appeal-too-late");
  now = shanghai("2026-03-27T23:59:00");
  expect(await refusal(escalate(id))).toBe("200");
});

test("agents appeal against their own published statements only", async () => {
  const { id: run } = await runMonth(app, "2025-04", "lock");
  expect(await refusal(file(run))).toBe("404 run-not-found");
  expect(await refusal(file("none"))).toBe("404 run-not-found");
  await runMonth(app, "2025-04");
  for (const role of ["editor", "reviewer", "approver", "superior", "auditor", "administrator"] as const) {
    expect([role, await refusal(file(run, "替别人申诉", role))]).toEqual([role, "403 forbidden"]);
  }
  await isAgent("demo-superior", "M900");
  await isAgent("demo-agent", "M901");
  expect(await refusal(file(run))).toBe("404 statement-not-found");
});

test("agents see and escalate their own appeals only, and only who may decide decides", async () => {
  const { id: run } = await runMonth(app, "2025-04");
  const other = await appealOfOther(run, { kind: "answered", by: "demo-reviewer" });
  const own = (await expectDone(file(run))) as Appeal;
  const listed = async (as: Role) =>
    (await app.json<AppealList>("/api/appeals", { as })).appeals.map(({ id }) => id).sort();
  expect([await listed("agent"), await listed("reviewer")]).toEqual([[own.id], [own.id, other].sort()]);
  expect(await refusal(app.send(`/api/appeals/${other}`, { as: "agent" }))).toBe("403 forbidden");
  expect(await refusal(escalate(other))).toBe("403 forbidden");
  for (const role of ["agent", "editor", "approver", "superior", "auditor", "administrator"] as const) {
    expect([role, await refusal(answer(own.id, role))]).toEqual([role, "403 forbidden"]);
  }
  for (const role of ["agent", "editor", "reviewer", "superior", "auditor", "administrator"] as const) {
    expect([role, await refusal(rule(own.id, role))]).toEqual([role, "403 forbidden"]);
  }
  expect(await refusal(app.send("/api/appeals/none", { as: "reviewer" }))).toBe("404 appeal-not-found");
  const page = await app.json<AppealList>("/api/appeals?limit=1", { as: "reviewer" });
  const next = await app.json<AppealList>(`/api/appeals?limit=1&after=${page.next}`, { as: "reviewer" });
  expect([...page.appeals, ...next.appeals].map(({ id }) => id).sort()).toEqual([own.id, other].sort());
  expect(next.next).toBeUndefined();
});

test("nobody decides on their own appeal, nor rules on their own answer", async () => {
  const { id: run } = await runMonth(app, "2025-04");
  await isAgent("demo-reviewer", OTHER);
  const filed = await appealOfOther(run);
  expect(await refusal(answer(filed))).toBe("403 appeal-own");

  const { id: may } = await runMonth(app, "2025-05");
  const answered = { kind: "answered", by: "demo-approver" } as const;
  const escalated = await appealOfOther(may, answered, { kind: "escalated", by: "somebody" });
  expect(await refusal(rule(escalated))).toBe("403 appeal-own-answer");
});

test("the same appeal sent five times at once is one", async () => {
  const { id: run } = await runMonth(app, "2025-04");
  const send = () =>
    app.send(`/api/runs/${run}/appeals`, {
      method: "POST",
      body: { text: "同一件事" },
      as: "agent",
      headers: { "Idempotency-Key": "once" },
    });
  const replies = await Promise.all([1, 2, 3, 4, 5].map(async () => ((await (await send()).json()) as Appeal).id));
  expect(new Set(replies).size).toBe(1);
  const different = await Promise.all([1, 2, 3].map(() => refusal(file(run))));
  expect(new Set(different)).toEqual(new Set(["409 appeal-open"]));
  expect((await app.json<AppealList>("/api/appeals", { as: "agent" })).appeals).toHaveLength(1);
});
