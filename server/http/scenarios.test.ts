import { afterEach, beforeEach, expect, test } from "vitest";
import { RealApp } from "../testing/real-app.ts";
import { refusal, sampleDataSet } from "../testing/run-months.ts";
import type { NewScenario, Scenario, ScenarioList } from "./schemas/scenarios.ts";

let app: RealApp;
let tried: NewScenario;
beforeEach(async () => {
  app = await RealApp.open();
  tried = {
    name: "提成 1% → 1.5%",
    version: (await app.version("telemarketing-center", "draft")).id,
    dataSet: await sampleDataSet(app),
    from: "2025-10",
    to: "2025-12",
    group: [{ metric: "部门", values: ["电销二部"] }],
    moves: [{ address: "提成比例", value: "0.015" }],
    budget: "120000.00",
    note: "预算会上讨论",
  };
});
afterEach(() => app.close());

type Who = { readonly as?: "editor" | "reviewer" | "approver" | "auditor" };

async function keep(body: NewScenario = tried, who: Who = {}): Promise<Scenario> {
  const response = await app.post("/api/scenarios", body, who);
  expect(response.status).toBe(201);
  const made = (await response.json()) as Scenario;
  expect(response.headers.get("Location")).toBe(`/api/scenarios/${made.id}`);
  return made;
}

const change = (id: string, body: NewScenario, { ifMatch = '"1"', ...who }: Who & { ifMatch?: string } = {}) =>
  app.send(`/api/scenarios/${id}`, { method: "PUT", body, headers: { "If-Match": ifMatch }, ...who });

const remove = (id: string, who: Who = {}) => app.send(`/api/scenarios/${id}`, { method: "DELETE", ...who });

test("what was kept is there for everybody in the office, as it was tried", async () => {
  const { id } = await keep(tried, { as: "reviewer" });
  for (const as of ["editor", "reviewer", "approver", "auditor"] as const) {
    const found = await app.json<Scenario>(`/api/scenarios/${id}`, { as });
    expect(found).toMatchObject({ ...tried, madeBy: { id: "demo-reviewer" } });
    expect(found.changeable, as).toBe(as === "editor" || as === "reviewer");
  }
});

test("held against what was paid, against another version, or against nothing but itself", async () => {
  const { id: other } = await app.version("telemarketing-center", "2025");
  for (const baseline of ["runs", other]) expect((await keep({ ...tried, baseline })).baseline).toBe(baseline);
  expect(await keep()).not.toHaveProperty("baseline");
});

test("the list begins with what was changed last, a page at a time, of one version where asked", async () => {
  const ids: string[] = [];
  for (const name of ["一", "二", "三"]) ids.unshift((await keep({ ...tried, name })).id);
  const first = await app.json<ScenarioList>("/api/scenarios?limit=2");
  const second = await app.json<ScenarioList>(`/api/scenarios?limit=2&after=${first.next}`);
  expect([...first.scenarios, ...second.scenarios].map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect([first.scenarios.length, second.scenarios.length, second.next]).toEqual([2, 1, undefined]);
  expect((await app.json<ScenarioList>(`/api/scenarios?version=${tried.version}`)).scenarios).toHaveLength(3);
  expect((await app.json<ScenarioList>("/api/scenarios?version=none")).scenarios).toEqual([]);
});

test("it is changed by who made it and by editors, who must know what they change", async () => {
  const { id } = await keep(tried, { as: "reviewer" });
  const body = { ...tried, name: "提成 2%", moves: [{ address: "提成比例", value: "0.02" }] };
  expect(await refusal(change(id, body, { as: "approver" }))).toBe("403 scenario-of-another");
  expect((await change(id, body, { as: "reviewer" })).headers.get("ETag")).toBe('"2"');
  expect(await refusal(change(id, tried, { as: "editor" }))).toBe("412 precondition-failed");
  const { budget: _budget, note: _note, ...shorter } = body;
  expect((await change(id, shorter, { ifMatch: '"2"' })).status).toBe(200);
  const found = await app.json<Scenario>(`/api/scenarios/${id}`);
  expect(found).toMatchObject({ name: "提成 2%", moves: body.moves, madeBy: { id: "demo-reviewer" } });
  expect(found).not.toHaveProperty("budget");
});

test("of 20 changes of the same state one is made", async () => {
  const { id } = await keep();
  const changes = Array.from({ length: 20 }, (_, n) => change(id, { ...tried, name: `第 ${n} 次` }));
  const statuses = (await Promise.all(changes)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 412)).toHaveLength(19);
});

test("it is deleted by who made it and by editors", async () => {
  const [mine, theirs] = [await keep(tried, { as: "approver" }), await keep()];
  expect(await refusal(remove(theirs.id, { as: "approver" }))).toBe("403 scenario-of-another");
  expect((await remove(mine.id, { as: "approver" })).status).toBe(200);
  expect(await refusal(app.send(`/api/scenarios/${mine.id}`))).toBe("404 scenario-not-found");
  expect(await refusal(remove(mine.id))).toBe("404 scenario-not-found");
});

test("each act stands in the log", async () => {
  const { id } = await keep();
  await change(id, { ...tried, name: "另一个名字" });
  await remove(id);
  const entries = await app.store.stores.audit.list({ limit: 3 });
  expect(entries.map(({ action, subject, details }) => [action, subject, JSON.parse(details ?? "").name])).toEqual([
    ["scenario.delete", id, "另一个名字"],
    ["scenario.change", id, "另一个名字"],
    ["scenario.add", id, tried.name],
  ]);
});

test.each([
  ["of a version that there is not", { version: "none" }, "404 version-not-found"],
  ["against a version that there is not", { baseline: "none" }, "404 version-not-found"],
  ["of a data set that there is not", { dataSet: "none" }, "404 dataset-not-found"],
  ["that ends before it begins", { to: "2025-09" }, "422 request-invalid"],
  [
    "that moves one figure twice",
    { moves: [1, 2].map((n) => ({ address: "a", value: `${n}` })) },
    "422 request-invalid",
  ],
  ["with a figure that is none", { moves: [{ address: "a", value: "1e9" }] }, "422 request-invalid"],
  ["with a budget that is none", { budget: "12万" }, "422 request-invalid"],
  ["without a name", { name: "  " }, "422 request-invalid"],
])("one %s is not kept", async (_, wrong, expected) => {
  expect(await refusal(app.post("/api/scenarios", { ...tried, ...wrong }))).toBe(expected);
  const { id } = await keep();
  expect(await refusal(change(id, { ...tried, ...wrong }))).toBe(expected);
  expect((await app.json<ScenarioList>("/api/scenarios")).scenarios).toHaveLength(1);
});
