/** A request that is sent five times at once with the same key has one effect and one answer. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { permissions } from "../access/permissions.ts";
import type { Role } from "../access/role.ts";
import { RealApp } from "../testing/real-app.ts";
import { expectDone, runMonth, sampleDataSet } from "../testing/run-months.ts";
import type { AgentList } from "./schemas/agents.ts";
import type { Appeal } from "./schemas/appeals.ts";
import type { CorrectionProposal, CorrectionProposed } from "./schemas/corrections.ts";
import type { Import } from "./schemas/imports.ts";
import type { Job } from "./schemas/jobs.ts";
import type { ReportLists } from "./schemas/report-lists.ts";
import type { Adjustment, Run } from "./schemas/runs.ts";
import type { Version } from "./schemas.ts";

const TIMES = 5;
/** Who the sample company's account of an agent is. */
const AGENT = "D1001";

let app: RealApp;
let dataSet: string;
/** Keys of the table of permissions. */
const replayed = new Set<string>();
let keys = 0;

beforeAll(async () => {
  app = await RealApp.open();
  dataSet = await sampleDataSet(app);
});
afterAll(() => app.close());

interface Replayed {
  /** As the route is declared, with `{id}` where `path` has something. */
  readonly route: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly as?: Role;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the log must tell of once. */
  readonly action: string;
}

/** Sends it five times at once. */
async function replay<T>({ route, path = route, body, as = "editor", headers, action }: Replayed): Promise<T> {
  const { count } = await app.store.stores.audit.head();
  const keyed = { "Idempotency-Key": `key ${keys++}`, ...headers };
  const send = () => app.send(path, { method: "POST", body, as, headers: keyed });
  const answers = await Promise.all(Array.from({ length: TIMES }, send));
  const seen = await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`));
  expect(seen[0], route).toMatch(/^20\d /);
  expect(seen, route).toEqual(seen.map(() => seen[0]));
  const entries = await app.store.stores.audit.from(count + 1, 100);
  expect(entries.filter((entry) => entry.action === action).length, `${route}: ${action}`).toBe(1);
  replayed.add(`POST ${route}`);
  return JSON.parse(seen[0]?.slice(4) ?? "") as T;
}

async function finished(job: Job): Promise<void> {
  expect((await app.ended(job.id)).status, job.kind).toBe("done");
}

test("an import", async () => {
  const query = new URLSearchParams({ fileName: "月报.csv", kind: "agent-months", dataSet });
  const file = `月份,工号,上门人数\n2026-02,${AGENT},32\n`;
  const headers = { "Content-Type": "text/csv" };
  const upload = await app.send(`/api/imports?${query}`, { method: "POST", body: file, headers });
  const { id } = (await upload.json()) as Import;
  const settled = async (): Promise<Response> => {
    for (const job of await app.store.stores.jobs.list({ subject: id, limit: 100 })) await app.ended(job.id);
    return app.send(`/api/imports/${id}`);
  };
  const read = await settled();
  const { reading } = (await read.json()) as Import;
  const { sheet, headerLine, columns } = reading ?? {};
  const mapping = { method: "PUT", body: { sheet, headerLine, columns } };
  const ifMatch = { "If-Match": read.headers.get("ETag") ?? "" };
  expect((await app.send(`/api/imports/${id}/mapping`, { ...mapping, headers: ifMatch })).status).toBe(202);
  await settled();
  await replay({
    route: "/api/imports/{id}/apply",
    path: `/api/imports/${id}/apply`,
    body: { accept: true },
    action: "import.accept",
  });
  expect(((await (await settled()).json()) as Import).state).toBe("applied");
});

test("a month, its list, an appeal and a correction", async () => {
  const run = await replay<Run>({ route: "/api/runs", body: { dataSet, month: "2025-10" }, action: "run.open" });
  const at = `/api/runs/${run.id}`;
  await finished(await replay<Job>({ route: "/api/runs/{id}/compute", path: `${at}/compute`, action: "run.compute" }));
  const { id } = await replay<Adjustment>({
    route: "/api/runs/{id}/adjustments",
    path: `${at}/adjustments`,
    body: { agent: AGENT, amount: -1250, reason: "预支" },
    action: "run.adjust",
  });
  await replay({
    route: "/api/runs/{id}/adjustments/{adjustment}/take-back",
    path: `${at}/adjustments/${id}/take-back`,
    body: { reason: "已另行归还" },
    action: "run.take-back-adjustment",
  });
  await finished((await expectDone(app.post(`${at}/compute`))) as Job);
  const ifMatch = async () => ({ "If-Match": (await app.send(at)).headers.get("ETag") ?? "" });
  const { revisions } = await app.json<Run>(at);
  const { withoutResult } = revisions.at(-1)?.computation ?? {};
  await replay({
    route: "/api/runs/{id}/review",
    path: `${at}/review`,
    body: { withoutResult },
    as: "reviewer",
    headers: await ifMatch(),
    action: "run.review",
  });
  await replay({
    route: "/api/runs/{id}/lock",
    path: `${at}/lock`,
    as: "reviewer",
    headers: await ifMatch(),
    action: "run.lock",
  });
  await replay({
    route: "/api/runs/{id}/unlock",
    path: `${at}/unlock`,
    body: { reason: "再核对一次" },
    as: "reviewer",
    headers: await ifMatch(),
    action: "run.unlock",
  });
  await runMonth(app, "2025-10", "lock");

  await finished(
    await replay<Job>({
      route: "/api/runs/{id}/report-lists",
      path: `${at}/report-lists`,
      action: "report-list.order",
    }),
  );
  const [list] = (await app.json<ReportLists>(`/api/report-lists?run=${run.id}`)).lists;
  await replay({
    route: "/api/report-lists/{id}/sign",
    path: `/api/report-lists/${list?.id}/sign`,
    body: { hash: list?.hash },
    as: "superior",
    action: "report-list.sign",
  });
  await replay({
    route: "/api/report-lists/{id}/file",
    path: `/api/report-lists/${list?.id}/file`,
    action: "report-list.file",
  });
  await replay({
    route: "/api/runs/{id}/publish",
    path: `${at}/publish`,
    as: "approver",
    headers: await ifMatch(),
    action: "run.publish",
  });

  const appeal = await replay<Appeal>({
    route: "/api/runs/{id}/appeals",
    path: `${at}/appeals`,
    body: { text: "十月有一位客户没有计入" },
    as: "agent",
    action: "appeal.file",
  });
  const decided = { decision: "rejected", text: "记录里没有这位客户" };
  const steps = [
    { step: "answer", as: "reviewer", body: decided },
    { step: "escalate", as: "agent", body: { text: "请领导小组裁决" } },
    { step: "rule", as: "approver", body: { ...decided, decision: "accepted" } },
  ] as const;
  for (const { step, as, body } of steps) {
    const path = `/api/appeals/${appeal.id}/${step}`;
    await replay({ route: `/api/appeals/{id}/${step}`, path, body, as, action: `appeal.${step}` });
  }

  await runMonth(app, "2025-11", "compute");
  const rows = [{ month: "2025-10", agent: AGENT, values: { 上门人数: "90" } }];
  await expectDone(app.post(`/api/datasets/${dataSet}/edits`, { rows, reason: "申诉成立" }));
  const { proposal, job } = await replay<CorrectionProposed>({
    route: "/api/datasets/{id}/corrections",
    path: `/api/datasets/${dataSet}/corrections`,
    body: { reason: "申诉成立" },
    action: "correction.propose",
  });
  await finished(job);
  const applied = await replay<CorrectionProposal>({
    route: "/api/corrections/{id}/apply",
    path: `/api/corrections/${proposal.id}/apply`,
    action: "correction.apply",
  });
  expect(applied.state).toBe("applied");
});

test("accounts, agents and data", async () => {
  await replay({
    route: "/api/users",
    body: { name: "wang.fang", displayName: "王芳", roles: ["editor"] },
    as: "administrator",
    action: "user.add",
  });
  await replay({
    route: "/api/agents",
    body: { agent: "N900", fromMonth: "2026-02", name: "新人" },
    action: "agent.add",
  });
  await replay({ route: "/api/datasets", body: { name: "另一套数据" }, action: "data-set.add" });
  await replay({
    route: "/api/datasets/{id}/edits",
    path: `/api/datasets/${dataSet}/edits`,
    body: { rows: [{ month: "2026-02", agent: AGENT, values: { 上门人数: "31" } }], reason: "漏记一人" },
    action: "data-set.edit",
  });
  const [report] = (await app.json<AgentList>("/api/agents?month=2026-02&superior=M001")).agents;
  await replay({
    route: "/api/datasets/{id}/ratings",
    path: `/api/datasets/${dataSet}/ratings`,
    body: { month: "2026-02", ratings: [{ agent: report?.agent, metric: "专业知识评分", value: "60" }] },
    as: "superior",
    action: "rating.enter",
  });
});

test("a version, from a draft to its approval, and what is tried with it", async () => {
  const source = await app.version("telemarketing-center", "draft");
  const drafted = (version: string) =>
    replay<Version>({
      route: "/api/versions/{id}/drafts",
      path: `/api/versions/${source.id}/drafts`,
      body: { version },
      action: "version.add",
    });
  const { id } = await drafted("2027");
  const steps = [
    { step: "submit", as: "editor", body: { waivers: [] } },
    { step: "return", as: "reviewer", body: { comment: "再核对一次" } },
    { step: "submit", as: "editor", body: { waivers: [] } },
    { step: "review", as: "reviewer", body: {} },
    { step: "approve", as: "approver", body: { effectiveFrom: "2027-01" } },
    { step: "withdraw", as: "approver", body: { comment: "不再采用" } },
  ] as const;
  for (const { step, as, body } of steps) {
    const ifMatch = (await app.send(`/api/versions/${id}`)).headers.get("ETag") ?? "";
    await replay({
      route: `/api/versions/{id}/${step}`,
      path: `/api/versions/${id}/${step}`,
      ...{ as, body },
      headers: { "If-Match": ifMatch },
      action: `version.${step}`,
    });
  }
  const months = { from: "2025-10", to: "2025-12" };
  const tried = { name: "提成 1.5%", version: id, dataSet, ...months, group: [], moves: [] };
  await replay({ route: "/api/scenarios", body: tried, action: "scenario.add" });
});

test("another request with a key that was used is refused, not answered", async () => {
  const headers = { "Idempotency-Key": "one key" };
  const add = (name: string) => app.send("/api/datasets", { method: "POST", body: { name }, headers });
  expect((await add("甲")).status).toBe(201);
  const other = await add("乙");
  expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([422, "idempotency-key-reused"]);
});

test("every route that takes a key was asked", async () => {
  const { paths } = await app.json<{ paths: Record<string, Record<string, { parameters?: { name: string }[] }>> }>(
    "/api/openapi.json",
  );
  const keyed = Object.keys(permissions).filter((key) => {
    const [method = "", path = ""] = key.split(" ");
    return paths[path]?.[method.toLowerCase()]?.parameters?.some(({ name }) => name === "Idempotency-Key");
  });
  expect([...replayed].sort()).toEqual(keyed.sort());
});
