import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cellText } from "../../engine/index.ts";
import { readArrow } from "../data/arrow.ts";
import { PreparedRevision } from "../data-sets/prepared-revision.ts";
import { currentCatalogue } from "../schemes/current-catalogue.ts";
import { RealApp } from "../testing/real-app.ts";
import { refusal, sampleDataSet } from "../testing/run-months.ts";
import type { AgentMonths, DataChange, DataRevisionList, DataSet, DataSetList } from "./schemas/data-sets.ts";

let app: RealApp;
let at: string;
beforeEach(async () => {
  app = await RealApp.open();
  at = `/api/datasets/${await sampleDataSet(app)}`;
});
afterEach(() => app.close());

const REASON = "财务更正";
const edit = (values: Record<string, string | null>, { agent = "D1001", month = "2026-01" } = {}) =>
  app.post(`${at}/edits`, { rows: [{ month, agent, values }], reason: REASON });

async function cell(agent: string, month: string, metric: string, revision?: number): Promise<string | null> {
  const query = `month=${month}&agent=${agent}${revision === undefined ? "" : `&revision=${revision}`}`;
  const { columns, rows } = await app.json<AgentMonths>(`${at}/agent-months?${query}`);
  expect(rows).toHaveLength(1);
  return rows[0]?.values[columns.indexOf(metric)] ?? null;
}

test("a figure that is corrected by hand makes a revision with its reason, and the older one stays", async () => {
  const before = await cell("D1001", "2026-01", "成交额");
  const response = await edit({ 成交额: "1,234.50", 退货额: null });
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ revision: 2, added: 0, changed: 1, unchanged: 0 } satisfies DataChange);
  expect(await cell("D1001", "2026-01", "成交额")).toBe("1234.5");
  expect(await cell("D1001", "2026-01", "退货额")).toBeNull();
  expect(await cell("D1001", "2026-01", "成交额", 1)).toBe(before);
  const { revisions } = await app.json<DataRevisionList>(`${at}/revisions`);
  expect(revisions.map(({ number, source }) => `${number} ${source}`)).toEqual([
    "2 edit",
    "1 first-start",
    "0 first-start",
  ]);
  expect(revisions[0]).toMatchObject({ reason: REASON, madeBy: { id: "demo-editor" } });
  expect((await app.json<DataRevisionList>(`${at}/revisions?limit=1&after=2`)).revisions[0]?.number).toBe(1);
  const [entry] = await app.store.stores.audit.list({ action: "data-set.edit", limit: 1 });
  expect(entry?.actor).toBe("demo-editor");
  expect(JSON.parse(entry?.details ?? "")).toMatchObject({ reason: REASON, revision: 2 });
});

test("the same request sent again changes nothing", async () => {
  const headers = { "Idempotency-Key": randomUUID() };
  const body = { rows: [{ month: "2026-01", agent: "D1001", values: { 成交额: "5" } }], reason: REASON };
  const answers = await Promise.all([1, 2, 3].map(() => app.send(`${at}/edits`, { method: "POST", body, headers })));
  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(
    [1, 2, 3].map(() => ({
      revision: 2,
      added: 0,
      changed: 1,
      unchanged: 0,
    })),
  );
});

test.each([
  ["a metric that there is not", { 客单: "1" }, {}, "422 metric-unknown"],
  ["a rate", { 联系率: "50%" }, {}, "422 metric-computed"],
  ["a value that is not permitted", { 专业知识评分: "70" }, {}, "422 metric-value"],
  ["an agent that is on no roster", { 成交额: "1" }, { agent: "X1" }, "404 agent-not-found"],
  ["a month that has not begun", { 成交额: "1" }, { month: "2026-04" }, "422 month-not-begun"],
])("%s is refused and nothing changes", async (_, values, place, expected) => {
  expect(await refusal(edit(values as Record<string, string>, place))).toBe(expected);
  expect((await app.json<DataSetList>("/api/datasets")).datasets[0]?.revision).toBe(1);
});

test("an agent-month stands once in a correction", async () => {
  const row = { month: "2026-01", agent: "D1001", values: { 成交额: "1" } };
  expect(await refusal(app.post(`${at}/edits`, { rows: [row, row], reason: REASON }))).toBe("422 request-invalid");
});

test("while other data are being written a correction is refused", async () => {
  const id = await sampleDataSet(app);
  const plan = { dataSet: id, metrics: ["成交额"], source: "import", reference: "i", by: "u" } as const;
  const writing = await PreparedRevision.begin(app.store, plan);
  expect(await refusal(edit({ 成交额: "1" }))).toBe("409 dataset-busy");
  await writing?.abandon();
  expect(await refusal(edit({ 成交额: "1" }))).toBe("201");
});

test("what is not there is not found", async () => {
  expect(await refusal(app.send("/api/datasets/none/agent-months"))).toBe("404 dataset-not-found");
  expect(await refusal(app.send(`${at}/agent-months?revision=9`))).toBe("404 data-revision-not-found");
  expect(await refusal(app.send(`${at}/agent-months?after=x`))).toBe("422 request-invalid");
});

test("a new data set is empty, and what is many comes in pages that join", async () => {
  const set = (await (await app.post("/api/datasets", { name: "分公司" })).json()) as DataSet;
  expect(set).toMatchObject({ name: "分公司", revision: 0, months: [], rows: 0 });
  const path = `/api/datasets/${set.id}/agent-months`;
  expect(await app.json(path)).toEqual({ revision: 0, columns: [], rows: [] });
  const rows = Array.from({ length: 6_100 }, (_, n) => ({
    month: "2026-01",
    agent: `A${10_000 + n}`,
    values: [`${n}`],
  }));
  const revision = await PreparedRevision.begin(app.store, {
    dataSet: set.id,
    metrics: ["外呼量"],
    source: "import",
    by: "u",
  });
  await revision?.stage(rows);
  await app.store.quietly(async (stores) => revision?.commit(stores));
  const first = await app.json<AgentMonths>(path);
  const second = await app.json<AgentMonths>(`${path}?after=${encodeURIComponent(first.next ?? "")}`);
  expect([first.rows.length, second.rows.length, second.next]).toEqual([5_000, 1_100, undefined]);
  expect([...first.rows, ...second.rows]).toEqual(rows);
  const catalogue = await currentCatalogue(app.store.stores);
  const bytes = new Uint8Array(await (await app.send(`${path}.arrow`)).arrayBuffer());
  expect(readArrow(bytes, catalogue, new Set(["外呼量"]), "arrow").population.length).toBe(6_100);
});

test("Arrow carries the same values", async () => {
  const catalogue = await currentCatalogue(app.store.stores);
  const { columns, rows } = await app.json<AgentMonths>(`${at}/agent-months`);
  const response = await app.send(`${at}/agent-months.arrow`);
  expect(response.headers.get("Content-Type")).toBe("application/vnd.apache.arrow.stream");
  const { population, problems } = readArrow(
    new Uint8Array(await response.arrayBuffer()),
    catalogue,
    new Set(columns),
    "arrow",
  );
  expect(problems).toEqual([]);
  const { length, source, metrics } = population;
  const read = Array.from({ length }, (_, row) => ({
    place: source[row] ?? 0,
    values: columns.map((name) => {
      const column = metrics.get(name);
      return (column && cellText(column, row)) ?? null;
    }),
  }));
  const inOrder = read.sort((a, b) => a.place - b.place).map(({ values }) => values);
  expect(inOrder).toEqual(rows.map(({ values }) => values));
});
