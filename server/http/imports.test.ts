import { afterAll, beforeAll, expect, test } from "vitest";
import { formatCsv } from "../data/write-csv.ts";
import { RealApp } from "../testing/real-app.ts";
import type { AgentMonths } from "./schemas/data-sets.ts";
import type { FindingList, Import } from "./schemas/imports.ts";

let app: RealApp;
let dataSet: string;

beforeAll(async () => {
  app = await RealApp.open();
  const [first] = await app.store.stores.dataSets.list();
  if (!first) throw new Error("there is no sample data set");
  dataSet = first.id;
});
afterAll(() => app.close());

const upload = (text: string, query: Record<string, string> = { kind: "agent-months", dataSet }) =>
  app.send(`/api/imports?${new URLSearchParams({ fileName: "月报.csv", ...query })}`, {
    method: "POST",
    body: text,
    headers: { "Content-Type": "text/csv" },
  });

/** Waits until no job works on the import. */
async function settled(id: string): Promise<Import> {
  for (const job of await app.store.stores.jobs.list({ subject: id, limit: 100 })) await app.ended(job.id);
  return app.json<Import>(`/api/imports/${id}`);
}

async function uploaded(text: string, query?: Record<string, string>): Promise<Import> {
  const response = await upload(text, query);
  expect(response.status).toBe(201);
  return settled(((await response.json()) as Import).id);
}

async function etag(id: string): Promise<string> {
  return (await app.send(`/api/imports/${id}`)).headers.get("ETag") ?? "";
}

const map = async (found: Import, rest = {}, ifMatch?: string) =>
  app.send(`/api/imports/${found.id}/mapping`, {
    method: "PUT",
    body: {
      sheet: found.reading?.sheet ?? 0,
      headerLine: found.reading?.headerLine ?? 1,
      columns: found.reading?.columns,
      ...rest,
    },
    headers: { "If-Match": ifMatch ?? (await etag(found.id)) },
  });

async function checked(text: string, query?: Record<string, string>, rest = {}): Promise<Import> {
  const found = await uploaded(text, query);
  const response = await map(found, rest);
  expect(response.status).toBe(202);
  return settled(found.id);
}

const apply = (id: string, accept = false) => app.post(`/api/imports/${id}/apply`, { accept });
const code = async (response: Response) => ((await response.json()) as { code: string }).code;
const revision = async () => (await app.store.stores.dataSets.find(dataSet))?.revision;
const roster = async (text: string): Promise<void> => {
  const found = await checked(text, { kind: "roster" }, { month: "2030-01" });
  expect((await apply(found.id, true)).status).toBe(202);
  expect((await settled(found.id)).state).toBe("applied");
};

test("a file is read, mapped, checked and applied, and then seen", async () => {
  await roster("工号,姓名\nnew-1,新一\nnew-2,新二\n");
  const before = await revision();
  const found = await uploaded(
    "电销中心月报,,\n月份,工号,A类客户数,成交额（万元）\n2031-01,new-1,35,1.5\n2031-01,new-2,,0\n",
  );
  expect(found).toMatchObject({ state: "read", reading: { headerLine: 2, rows: 2, questions: [], remembered: false } });
  expect((await map(found)).status).toBe(202);
  const ready = await settled(found.id);
  expect(ready).toMatchObject({ state: "checked", report: { errors: 0, warnings: 0, rows: 2, agents: 2 } });
  expect(await revision()).toBe(before);

  expect((await apply(found.id)).status).toBe(202);
  expect(await settled(found.id)).toMatchObject({
    state: "applied",
    result: { added: 2, changed: 0, unchanged: 0, dataRevision: (before ?? 0) + 1 },
  });
  const { columns, rows } = await app.json<AgentMonths>(`/api/datasets/${dataSet}/agent-months?month=2031-01`);
  const cell = (row: number, metric: string) => rows[row]?.values[columns.indexOf(metric)];
  expect(rows.map(({ agent }) => agent)).toEqual(["new-1", "new-2"]);
  expect([cell(0, "A类客户数"), cell(0, "成交额"), cell(1, "A类客户数"), cell(1, "成交额")]).toEqual([
    "35",
    "15000",
    null,
    "0",
  ]);

  const next = await uploaded("月份,工号,A类客户数,成交额（万元）\n2031-02,new-1,1,1\n");
  expect(next.reading?.remembered).toBe(true);
});

test("the sample company's own figures give no finding, a slip of two zeros does", async () => {
  const { columns, rows } = await app.json<AgentMonths>(`/api/datasets/${dataSet}/agent-months?month=2025-06`);
  expect(rows.length).toBeGreaterThan(50);
  const table = rows.map(({ month, agent, values }) => [month, agent, ...values.map((value) => value ?? "")]);
  const file = (change = table) => formatCsv([["月份", "工号", ...columns], ...change]);
  expect((await checked(file())).report).toMatchObject({ counts: [], rows: rows.length });
  const at = 2 + columns.indexOf("成交额");
  const slipped = table.map((cells, row) => (row === 7 ? cells.with(at, `${Number(cells[at]) * 100}`) : cells));
  expect((await checked(file(slipped))).report?.counts).toEqual([{ code: "outlier", severity: "warning", count: 1 }]);
});

test("errors stop everything, and are told by row, column and value", async () => {
  const before = await revision();
  const found = await checked("月份,工号,A类客户数\n2031-01,ghost,-1\n2031-01,,5\n2031-13,x,1\n");
  expect(found).toMatchObject({ state: "checked", report: { errors: 4 } });
  const response = await apply(found.id, true);
  expect([response.status, await code(response)]).toEqual([422, "import-has-errors"]);
  const { findings } = await app.json<FindingList>(`/api/imports/${found.id}/findings?severity=error`);
  expect(findings.map((one) => [one.code, one.line, one.column, one.value])).toEqual([
    ["value-not-permitted", 2, 3, "-1"],
    ["agent-unknown", 2, 2, "ghost"],
    ["agent-blank", 3, 2, ""],
    ["month-unreadable", 4, 1, "2031-13"],
  ]);
  const file = await app.send(`/api/imports/${found.id}/error-file`);
  expect(file.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(await file.text()).toContain('2,3,"A类客户数","\'-1"');
  expect(await revision()).toBe(before);
});

test("findings come page by page", async () => {
  const rows = Array.from({ length: 250 }, (_, at) => `2031-01,ghost-${at},1`).join("\n");
  const { id } = await checked(`月份,工号,A类客户数\n${rows}\n`);
  const lines: number[] = [];
  let after = "";
  do {
    const page = await app.json<FindingList>(`/api/imports/${id}/findings?severity=error${after}`);
    lines.push(...page.findings.map(({ line }) => line));
    after = page.next === undefined ? "" : `&after=${page.next}`;
  } while (after);
  expect(new Set(lines).size).toBe(250);
});

test("warnings have to be accepted", async () => {
  await roster("工号,姓名\nnew-1,新一\n");
  const found = await checked("月份,工号,A类客户数\n2032-01,new-1,5\n合计,,5\n");
  expect(found.report).toMatchObject({ errors: 0, warnings: 1 });
  const refused = await apply(found.id);
  expect([refused.status, await code(refused)]).toEqual([422, "import-has-warnings"]);
  expect((await apply(found.id, true)).status).toBe(202);
  expect((await settled(found.id)).state).toBe("applied");
});

test("what changed after the check is looked at again before anything is written", async () => {
  await roster("工号,姓名\nnew-1,新一\n");
  const [first, second] = ["5", "6"].map((value) => `月份,工号,A类客户数,B类客户数\n2033-01,new-1,${value},\n`);
  const early = await checked(first ?? "");
  const late = await checked((second ?? "").replace(/,$/m, ",9"));
  await apply(late.id);
  expect((await settled(late.id)).state).toBe("applied");
  await apply(early.id);
  const again = await settled(early.id);
  expect(again).toMatchObject({ state: "checked", report: { errors: 0, warnings: 1 } });
  expect(again.reason?.en).toMatch(/changed after the check/);
});

test("a mapping that leaves something open is refused", async () => {
  const found = await uploaded("月份,工号,A类客户数,a_customers\n2031-01,new-1,5,6\n");
  expect(found.reading?.questions.map(({ about }) => about)).toEqual(["duplicate"]);
  const open = found.reading?.columns.map((use) => use ?? { use: "ignored" });
  const refused = await map(found, { columns: open });
  expect([refused.status, await code(refused)]).toEqual([422, "import-mapping-invalid"]);
  const settledColumns = open?.map((use, at) => (at === 3 ? { use: "metric", metric: "A类客户数" } : use));
  expect((await map(found, { columns: settledColumns })).status).toBe(202);
});

test("a file that cannot be read says why, and can be read otherwise", async () => {
  const found = await uploaded("<html><table><tr><td>月份</td></tr></table></html>");
  expect(found).toMatchObject({ state: "unread" });
  expect(found.reason?.en).toMatch(/^月报\.csv: this is a web page/);
  const again = await app.send(`/api/imports/${found.id}/read`, {
    method: "POST",
    body: { encoding: "gb18030" },
    headers: { "If-Match": await etag(found.id) },
  });
  expect(again.status).toBe(202);
  expect((await settled(found.id)).state).toBe("unread");
});

test("steps out of turn and stale changes are refused", async () => {
  const found = await uploaded("月份,工号,A类客户数\n2031-01,new-1,5\n");
  const early = await apply(found.id);
  expect([early.status, await code(early)]).toEqual([409, "import-wrong-state"]);
  const stale = await map(found, {}, '"1"');
  expect([stale.status, await code(stale)]).toEqual([412, "precondition-failed"]);
  const gone = await app.post(`/api/imports/${found.id}/discard`);
  expect(gone.status).toBe(200);
  const late = await map(found);
  expect([late.status, await code(late)]).toEqual([409, "import-wrong-state"]);
  expect((await app.store.stores.imports.bytes(found.id)).length).toBe(0);
});

test.each([
  ["a roster with a data set", { kind: "roster", dataSet: "x" }, "import-data-set"],
  ["figures without one", { kind: "agent-months" }, "import-data-set"],
  ["a data set that is not there", { kind: "agent-months", dataSet: "x" }, "dataset-not-found"],
])("refuses %s", async (_, query, expected) => {
  expect(await code(await upload("x", query as Record<string, string>))).toBe(expected);
});

test("applying is done once, however often it is asked for", async () => {
  await roster("工号,姓名\nnew-1,新一\n");
  const { id } = await checked("月份,工号,A类客户数\n2034-01,new-1,5\n");
  const before = await revision();
  const headers = { "Idempotency-Key": "once" };
  const all = await Promise.all(
    Array.from({ length: 5 }, () => app.post(`/api/imports/${id}/apply`, { accept: false }, { headers })),
  );
  expect(all.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
  await settled(id);
  expect(await revision()).toBe((before ?? 0) + 1);
});
