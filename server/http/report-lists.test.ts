import { afterEach, beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../access/actor.ts";
import { RealApp } from "../testing/real-app.ts";
import { expectDone, refusal, runMonth } from "../testing/run-months.ts";
import type { Job } from "./schemas/jobs.ts";
import type { ReportList, ReportListRows, ReportLists } from "./schemas/report-lists.ts";
import type { Run, RunLines } from "./schemas/runs.ts";

let app: RealApp;
beforeEach(async () => {
  app = await RealApp.open();
});
afterEach(() => app.close());

const NAME = "专员季度级别确认名单";

/** Makes the lists of a run, and gives those it then has. */
async function make({ id }: Pick<Run, "id">): Promise<readonly ReportList[]> {
  const job = (await expectDone(app.post(`/api/runs/${id}/report-lists`))) as Job;
  expect((await app.ended(job.id)).status).toBe("done");
  return (await app.json<ReportLists>(`/api/report-lists?run=${id}`)).lists;
}

const sign = ({ id, hash }: ReportList, as: "superior" | "editor" | "approver" = "superior") =>
  app.post(`/api/report-lists/${id}/sign`, { hash }, { as });
const file = ({ id }: ReportList) => app.post(`/api/report-lists/${id}/file`);

test("the level list of a quarter is made in its first month, signed by the centre's manager and filed", async () => {
  const april = await runMonth(app, "2025-04", "compute");
  expect(await refusal(app.post(`/api/runs/${april.id}/report-lists`))).toBe("409 report-list-run-open");
  await runMonth(app, "2025-04", "lock");

  const [list, ...others] = await make(april);
  if (!list) throw new Error("no list was made");
  expect(others).toEqual([]);
  expect(list).toMatchObject({ name: NAME, month: "2025-04", state: "made", revision: 1 });
  expect(list.columns.map(({ name }) => name)).toEqual([
    "姓名",
    "部门",
    "岗位",
    "上季上门人数",
    "上季记录月数",
    "级别",
    "基本工资",
  ]);
  expect(await make(april)).toEqual([list]);

  const { lines } = await app.json<RunLines>(`/api/runs/${april.id}/lines?limit=999`);
  const paid = lines.filter(({ version }) => version === list.version);
  const { rows } = await app.json<ReportListRows>(`/api/report-lists/${list.id}/rows?limit=999`);
  expect([rows.length, rows.map(({ agent }) => agent)]).toEqual([list.agents, paid.map(({ agent }) => agent)]);
  for (const [at, { agent, cells }] of rows.entries()) {
    const outputs = new Map(paid[at]?.outputs.map(({ name, value }) => [name, value]));
    const pay = outputs.get("基本工资");
    expect([agent, cells[5], Number(cells[6])]).toEqual([agent, outputs.get("级别") ?? null, Number(pay ?? null)]);
    expect(cells[6] ?? "0.00").toMatch(/^\d+\.\d\d$/);
  }

  expect(await refusal(file(list))).toBe("409 report-list-wrong-state");
  expect(await refusal(sign({ ...list, hash: "0".repeat(64) }))).toBe("409 report-list-changed");
  expect(await refusal(sign(list, "editor"))).toBe("403 forbidden");
  expect(await refusal(sign(list, "approver"))).toBe("403 forbidden");
  const signed = await expectDone(sign(list));
  expect(signed).toMatchObject({ state: "signed", signed: { by: { id: "demo-superior" } } });
  expect(await refusal(sign(list))).toBe("409 report-list-wrong-state");
  expect(await expectDone(file(list))).toMatchObject({ state: "filed", filed: { by: { id: "demo-editor" } } });
  expect(await refusal(file(list))).toBe("409 report-list-wrong-state");
});

test("a month that issues no list has none, and an unlocked run makes another one", async () => {
  const may = await runMonth(app, "2025-05", "lock");
  expect(await make(may)).toEqual([]);

  const july = await runMonth(app, "2025-07", "lock");
  const [first] = await make(july);
  const seen = await app.send(`/api/runs/${july.id}`);
  const headers = { "If-Match": seen.headers.get("ETag") ?? "" };
  await expectDone(app.post(`/api/runs/${july.id}/unlock`, { reason: "重算" }, { headers, as: "reviewer" }));
  await runMonth(app, "2025-07", "lock");
  const lists = await make(july);
  expect(lists.map(({ revision, hash }) => [revision, hash]).sort()).toEqual([
    [1, first?.hash],
    [2, first?.hash],
  ]);
});

test("asked for three times at once, a list is made once", async () => {
  const april = await runMonth(app, "2025-04", "lock");
  const orders = await Promise.all([1, 2, 3].map(() => expectDone(app.post(`/api/runs/${april.id}/report-lists`))));
  for (const { id } of orders as Job[]) expect((await app.ended(id)).status).toBe("done");
  const [list, ...others] = await make(april);
  const { rows } = await app.json<ReportListRows>(`/api/report-lists/${list?.id}/rows?limit=999`);
  expect([rows.length, others]).toEqual([list?.agents, []]);
});

test("a superior of only some who stand on a list neither reads nor signs it", async () => {
  const april = await runMonth(app, "2025-04", "lock");
  const [list] = await make(april);
  if (!list) throw new Error("no list was made");
  const rows = () => app.send(`/api/report-lists/${list.id}/rows`, { as: "superior" });
  expect((await rows()).status).toBe(200);
  await app.store.write(SYSTEM, async ({ agents, audit }) => {
    audit.record({ action: "agent.change", subject: "M005" });
    const [head] = await agents.inMonth("2025-04", { agents: ["M005"] });
    if (!head) throw new Error("M005 is not on the roster");
    const { superior: _, ...facts } = head;
    await agents.put([facts], SYSTEM.user, app.store.now());
  });
  expect(await refusal(rows())).toBe("403 report-list-not-yours");
  expect(await refusal(sign(list))).toBe("403 report-list-not-yours");
  expect(await refusal(app.send("/api/report-lists/none"))).toBe("404 report-list-not-found");
});
