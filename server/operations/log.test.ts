import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_ACCOUNTS } from "../people/demo.ts";
import { sampleCompany } from "../sample/sample-company.ts";
import { RealApp } from "../testing/real-app.ts";
import { runMonth, sampleDataSet } from "../testing/run-months.ts";

const MONTH = "2026-02";
const SECRETS = {
  password: "correct horse battery",
  person: "欧阳示例",
  file: "二月工资-绝密",
  appeal: "我的提成少算了",
  reason: "补发高温津贴",
};

let app: RealApp;
let amounts: string[];

/** A month in the life of the company, with what goes wrong in it. */
beforeAll(async () => {
  app = await RealApp.open();
  const dataSet = await sampleDataSet(app);
  await app.send("/api/session", {
    method: "POST",
    as: "nobody",
    body: { name: SECRETS.person, password: SECRETS.password },
  });
  const upload = `fileName=${encodeURIComponent(SECRETS.file)}.csv`;
  const csv = { method: "POST", headers: { "Content-Type": "text/csv" } };
  const roster = await app.send(`/api/imports?kind=roster&${upload}`, {
    ...csv,
    body: `工号,姓名\nX9001,${SECRETS.person}\n`,
  });
  await settled(((await roster.json()) as { id: string }).id);
  await app.send(`/api/imports?kind=agent-months&dataSet=${dataSet}&${upload}`, { ...csv, body: "<html>8765.43" });

  const { id } = await runMonth(app, MONTH, "compute");
  const [line] = (await app.json<{ lines: { agent: string }[] }>(`/api/runs/${id}/lines?limit=1`)).lines;
  const paid = line?.agent ?? "";
  const amount = 123_456;
  await app.post(`/api/runs/${id}/adjustments`, { agent: paid, amount, reason: SECRETS.reason });
  await runMonth(app, MONTH);
  for (const path of [
    `/api/runs/${id}/statements/${paid}`,
    `/api/runs/${id}/statements/${paid}/page`,
    `/api/runs/${id}/export?format=csv`,
    `/api/agents/${paid}`,
    `/api/agents/${encodeURIComponent(SECRETS.person)}`,
    `/api/self-appraisals/${paid}/${MONTH}`,
    `/api/nowhere/${encodeURIComponent(SECRETS.person)}?agent=${paid}`,
    `/schemes/${encodeURIComponent(SECRETS.person)}`,
  ]) {
    for (const as of ["editor", "agent", "auditor"] as const) await app.send(path, { as });
  }
  await app.post(`/api/runs/${id}/appeals`, { text: SECRETS.appeal }, { as: "agent" });
  await app.send(`/api/agents/${paid}`, { method: encodeURIComponent("PURGE") });

  const lines = await app.store.stores.runs.find(id);
  const computation = lines?.revision.computation;
  amounts = [];
  if (!computation) throw new Error("the run was not computed");
  for await (const page of app.store.stores.runLines.pages(computation.id)) {
    for (const { payout } of page) if (payout) amounts.push(String(payout), (payout / 100).toFixed(2));
  }
  // What nobody has foreseen: the database is gone in the middle of a request.
  await app.disconnect();
  expect((await app.send(`/api/agents/${paid}`)).status).toBe(500);
});
afterAll(() => app.database.drop());

async function settled(id: string): Promise<void> {
  for (const job of await app.store.stores.jobs.list({ subject: id, limit: 10 })) await app.ended(job.id);
}

test("the log tells of every request and of every fault", () => {
  const entries = app.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries.length).toBeGreaterThan(40);
  expect(entries.every(({ time, level }) => typeof time === "string" && typeof level === "string")).toBe(true);
  expect(entries).toContainEqual(
    expect.objectContaining({ msg: "request", method: "GET", route: "/api/runs/:id/statements/:agent", status: 200 }),
  );
  expect(entries).toContainEqual(
    expect.objectContaining({ level: "error", msg: "fault", route: "/api/agents/:agent", fault: expect.anything() }),
  );
});

test("nothing in the log is about a person", () => {
  // Times, durations and codes hold digits of their own.
  const said = app.logged
    .map((line) => {
      const { time: _time, pid: _pid, ms: _ms, ...rest } = JSON.parse(line) as Record<string, unknown>;
      return JSON.stringify(rest);
    })
    .join("\n");
  const { roster, rows } = sampleCompany();
  const known = [
    ...Object.values(SECRETS),
    ...roster.flatMap(({ agent, name }) => [agent, name]),
    ...rows.map(({ agent }) => agent),
    ...DEMO_ACCOUNTS.flatMap(({ name, displayName }) => [name, displayName]),
    ...amounts,
    "123456",
    "8765",
    "X9001",
  ];
  expect(amounts.length).toBeGreaterThan(50);
  expect(new Set(known.filter((secret) => said.includes(secret)))).toEqual(new Set());
  expect(said).not.toMatch(/[\u4e00-\u9fff]/);
  expect(said).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
});
