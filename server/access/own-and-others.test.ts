/** Who is given less than everybody's data gets what is theirs and nothing else, on every route there is. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AgentList } from "../http/schemas/agents.ts";
import { DEMO_ACCOUNTS } from "../people/demo.ts";
import { RealApp } from "../testing/real-app.ts";
import { runMonth, sampleDataSet } from "../testing/run-months.ts";
import { type Grant, isNarrow, permissions, type RouteKey, type Scope } from "./permissions.ts";
import type { Role } from "./role.ts";

const MONTH = "2025-10";

let app: RealApp;
let dataSet: string;
let run: string;
let reports: readonly string[];
/** In nobody's reach but the office's. */
let stranger: string;
const appeals = new Map<string, string>();

const agentOf = (role: Role): string => DEMO_ACCOUNTS.find(({ roles }) => roles.includes(role))?.agent ?? "";

beforeAll(async () => {
  app = await RealApp.open();
  dataSet = await sampleDataSet(app);
  const { agents } = await app.json<AgentList>(`/api/agents?month=${MONTH}&limit=999`);
  const superior = agentOf("superior");
  const own = agentOf("agent");
  reports = agents.filter((each) => each.superior === superior).map(({ agent }) => agent);
  const far = agents.find((each) => each.superior !== superior && ![superior, own].includes(each.agent));
  stranger = far?.agent ?? "";
  run = (await runMonth(app, MONTH)).id;
  for (const agent of [own, stranger]) {
    const id = `appeal-of-${agent}`;
    appeals.set(agent, id);
    await app.store.quietly((stores) =>
      stores.appeals.file({ id, run, agent }, { by: "somebody", author: "某人", text: "请复核", at: app.store.now() }),
    );
  }
});
afterAll(() => app.close());

interface Request {
  readonly path: string;
  readonly body?: unknown;
}

/** Each route that gives somebody less than everything, asked about one agent; `filtered`: told by what comes back. */
const REQUESTS: Partial<Record<RouteKey, (agent: string) => Request>> = {
  "GET /api/agents/{agent}": (agent) => ({ path: `/api/agents/${agent}` }),
  "GET /api/datasets/{id}/ratings/history": (agent) => ({
    path: `/api/datasets/${dataSet}/ratings/history?month=${MONTH}&agent=${agent}`,
  }),
  "POST /api/datasets/{id}/ratings": (agent) => ({
    path: `/api/datasets/${dataSet}/ratings`,
    body: { month: "2026-02", ratings: [{ agent, metric: "专业知识评分", value: "80" }] },
  }),
  "GET /api/self-appraisals/{agent}/{month}": (agent) => ({ path: `/api/self-appraisals/${agent}/${MONTH}` }),
  "PUT /api/self-appraisals/{agent}/{month}": (agent) => ({
    path: `/api/self-appraisals/${agent}/2026-02`,
    body: { text: "本月工作报告", handIn: false },
  }),
  "GET /api/runs/{id}/statements/{agent}": (agent) => ({ path: `/api/runs/${run}/statements/${agent}` }),
  "GET /api/runs/{id}/statements/{agent}/page": (agent) => ({ path: `/api/runs/${run}/statements/${agent}/page` }),
  "GET /api/appeals/{id}": (agent) => ({ path: `/api/appeals/${appeals.get(agent)}` }),
  "POST /api/appeals/{id}/escalate": (agent) => ({
    path: `/api/appeals/${appeals.get(agent)}/escalate`,
    body: { text: "请领导小组裁决" },
  }),
};

/** Lists: everybody may ask, and gets theirs. */
const LISTS: Partial<Record<RouteKey, () => string>> = {
  "GET /api/agents": () => `/api/agents?month=${MONTH}&limit=999`,
  "GET /api/datasets/{id}/ratings": () => `/api/datasets/${dataSet}/ratings?month=${MONTH}`,
  "GET /api/self-appraisals": () => `/api/self-appraisals?month=${MONTH}`,
  "GET /api/runs/{id}/lines": () => `/api/runs/${run}/lines?limit=999`,
  "GET /api/appeals": () => "/api/appeals?limit=999",
};

/** Nobody's in particular: what they let through is told by tests of their own. */
const OF_NOBODY: readonly RouteKey[] = [
  // Which months are published.
  "GET /api/runs",
  // Takes one's own statement, whatever is sent.
  "POST /api/runs/{id}/appeals",
  // Whoever is above all who stand on the list, through however many others.
  "GET /api/report-lists/{id}/rows",
  "POST /api/report-lists/{id}/sign",
];

const narrow = (Object.entries(permissions) as [RouteKey, Grant][]).filter(([, grant]) => isNarrow(grant));

test("every route that gives less than everything is asked here", () => {
  const asked = [...Object.keys(REQUESTS), ...Object.keys(LISTS), ...OF_NOBODY];
  expect(asked.sort()).toEqual(narrow.map(([key]) => key).sort());
});

/** Each role of a route that gets less than everything. */
const cases = narrow.flatMap(([key, grant]) =>
  typeof grant === "object"
    ? (Object.entries(grant) as [Role, Scope][]).flatMap(([role, scope]) =>
        scope === "all" ? [] : [{ key, role, scope }],
      )
    : [],
);

/** Whose data are in reach. */
const within = (role: Role, scope: Scope): readonly string[] =>
  scope === "own" ? [agentOf(role)] : [agentOf(role), ...reports];

describe.each(cases.filter(({ key }) => REQUESTS[key]))("$key by $role ($scope)", ({ key, role, scope }) => {
  const method = key.split(" ")[0] ?? "";
  const statusFor = async (agent: string): Promise<number> => {
    const { path, body } = REQUESTS[key]?.(agent) ?? { path: "" };
    const headers = { "Idempotency-Key": `${key} ${role} ${agent}`, "If-Match": "*" };
    return (await app.send(path, { method, body, headers, as: role })).status;
  };

  test("theirs", async () => {
    const agent = scope === "reports" ? (reports[0] ?? "") : agentOf(role);
    const status = await statusFor(agent);
    expect([401, 403]).not.toContain(status);
    expect(status).toBeLessThan(500);
  });

  test("somebody else's", async () => {
    expect(await statusFor(stranger)).toBe(403);
  });
});

/** Every 工号 that stands in an answer. */
function agentsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const each of value) agentsIn(each, found);
  else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      if (name === "agent" && typeof part === "string") found.add(part);
      else agentsIn(part, found);
    }
  }
  return found;
}

describe.each(cases.filter(({ key }) => LISTS[key]))("$key by $role ($scope)", ({ key, role, scope }) => {
  test("holds theirs and nothing else", async () => {
    const response = await app.send(LISTS[key]?.() ?? "", { as: role });
    expect(response.status).toBe(200);
    const reached = new Set(within(role, scope));
    const found = agentsIn(await response.json());
    expect([...found].filter((agent) => !reached.has(agent))).toEqual([]);
    // The office sees more, so that less is no accident.
    const all = agentsIn(await (await app.send(LISTS[key]?.() ?? "", { as: "auditor" })).json());
    if (all.size > 0) expect(all.size).toBeGreaterThan(found.size);
  });
});

test("a published statement is out of reach before its month is published", async () => {
  const { id } = await runMonth(app, "2025-11", "lock");
  const path = `/api/runs/${id}/statements/${agentOf("agent")}`;
  expect((await app.send(path, { as: "agent" })).status).toBe(404);
  expect((await app.send(path, { as: "auditor" })).status).toBe(200);
  const { runs } = await app.json<{ runs: readonly { month: string }[] }>("/api/runs", { as: "agent" });
  expect(runs.map(({ month }) => month)).toEqual([MONTH]);
});

test("a superior sees what their reports are paid, without the personal figures behind it", async () => {
  interface Lines {
    readonly lines: readonly { readonly agent: string; readonly inputs?: unknown }[];
  }
  const path = `/api/runs/${run}/lines?limit=999`;
  const seen = (await app.json<Lines>(path, { as: "superior" })).lines;
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter(({ agent, inputs }) => inputs !== undefined && agent !== agentOf("superior"))).toEqual([]);
  const [own] = (await app.json<Lines>(path, { as: "agent" })).lines;
  expect(own?.inputs).toBeDefined();
});
