import { afterEach, beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../access/actor.ts";
import { RealApp } from "../testing/real-app.ts";
import { expectDone, refusal, runMonth } from "../testing/run-months.ts";
import type { Run, RunLines } from "./schemas/runs.ts";
import type { Statement } from "./schemas/statement.ts";

let app: RealApp;
beforeEach(async () => {
  app = await RealApp.open();
});
afterEach(() => app.close());

/** The agent whose account the sample company has. */
const OWN = "D1001";
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>&amp;'`;

const path = ({ id }: Pick<Run, "id">, agent: string) => `/api/runs/${id}/statements/${agent}`;
const adjust = ({ id }: Pick<Run, "id">, agent: string, amount: number, reason: string) =>
  expectDone(app.post(`/api/runs/${id}/adjustments`, { agent, amount, reason }));

test("every agent's statement comes to what their line says, to the fen", async () => {
  const april = await runMonth(app, "2025-04", "compute");
  await adjust(april, OWN, -1234, "借支");
  const { lines } = await app.json<RunLines>(`/api/runs/${april.id}/lines?limit=999`);
  // Some of each department, and everyone who has no result.
  const picked = lines.filter(({ agent, outcome }, at) => agent === OWN || outcome !== "computed" || at % 9 === 0);
  expect(new Set(picked.map(({ version }) => version)).size).toBeGreaterThan(2);
  for (const line of picked) {
    const statement = await app.json<Statement>(path(april, line.agent));
    expect([line.agent, statement.total, statement.pay.amount ?? null, statement.lineHash]).toEqual([
      line.agent,
      line.net,
      line.payout,
      line.hash,
    ]);
    expect(statement.problems.length > 0).toBe(line.outcome !== "computed");
    const values = new Map(line.outputs.map(({ name, value }) => [name, value]));
    for (const step of statement.explanation?.steps ?? []) {
      if (statement.explanation?.outputs.includes(step.name)) expect(step.value).toBe(values.get(step.name));
      else
        for (const operand of step.operands)
          expect(statement.explanation?.steps.map(({ name }) => name)).toContain(operand);
    }
  }
  const own = await app.json<Statement>(path(april, OWN));
  expect(own.adjustments).toMatchObject([{ amount: -1234, reason: "借支", by: "demo-editor" }]);
  expect(own.explanation?.steps.find(({ name }) => name === "应发工资")).toMatchObject({
    clause: { number: "3.1" },
    formula: { text: "基本工资 + 专员绩效奖金" },
  });
  expect(own.scheme).toMatchObject({ id: "telemarketing-specialist", version: "2025" });
});

test("agents see their own statement, once it is published, and nobody else's", async () => {
  const april = await runMonth(app, "2025-04", "lock");
  const asAgent = (agent: string) => refusal(app.send(path(april, agent), { as: "agent" }));
  expect(await asAgent(OWN)).toBe("404 run-not-found");
  expect(await asAgent("D1002")).toBe("403 forbidden");
  await runMonth(app, "2025-04");
  expect(await asAgent(OWN)).toBe("200");
  expect(await asAgent("D1002")).toBe("403 forbidden");
  expect(await asAgent("none")).toBe("403 forbidden");
  const as = async (role: "superior" | "administrator" | "auditor" | "nobody") =>
    refusal(app.send(path(april, OWN), { as: role }));
  expect([await as("superior"), await as("administrator"), await as("auditor"), await as("nobody")]).toEqual([
    "403 forbidden",
    "403 forbidden",
    "200",
    "401 not-signed-in",
  ]);
  expect(await refusal(app.send(path(april, "none")))).toBe("404 statement-not-found");
  const own = await app.json<Statement>(path(april, OWN), { as: "agent" });
  // Published on the 10th of March 2026, in Shanghai too.
  expect([own.publishedAt?.slice(0, 10), own.lastDayToAppeal]).toEqual(["2026-03-10", "2026-03-17"]);
});

test("what is not computed has no statement, and who is only paid beside the lines has one", async () => {
  const run = await runMonth(app, "2025-04", "open");
  expect(await refusal(app.send(path(run, OWN)))).toBe("404 run-not-computed");
  await app.store.write(SYSTEM, async ({ agents, audit }) => {
    audit.record({ action: "agent.add", subject: "L1" });
    await agents.put(
      [{ agent: "L1", fromMonth: "2024-01", name: "离职者", leftOn: "2024-12-31" }],
      SYSTEM.user,
      app.store.now(),
    );
  });
  await adjust(run, "L1", 5000, "补发去年奖金");
  await runMonth(app, "2025-04", "compute");
  const statement = await app.json<Statement>(path(run, "L1"));
  expect(statement).toMatchObject({ total: 5000, inputs: [], pay: {}, name: "离职者" });
  expect([statement.lineHash, statement.problems.length]).toEqual([undefined, 1]);
});

test.each([
  ["zh", "工资条", "怎么算出来的"],
  ["en", "Pay statement", "How it came about"],
])(
  "the page to print is in %s, escapes what people have written and runs no script",
  async (language, title, heading) => {
    const april = await runMonth(app, "2025-04", "compute");
    await adjust(april, OWN, 100, HOSTILE);
    await app.store.write(SYSTEM, async ({ agents, audit }) => {
      audit.record({ action: "agent.change", subject: OWN });
      await agents.put(
        [{ agent: OWN, fromMonth: "2025-02", name: HOSTILE, department: HOSTILE }],
        SYSTEM.user,
        app.store.now(),
      );
    });
    const response = await app.send(`${path(april, OWN)}/page?language=${language}`);
    const page = await response.text();
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(response.headers.get("Content-Disposition")).toBeNull();
    expect(page).toContain(title);
    expect(page).toContain(heading);
    expect(page).not.toMatch(/<script|<img|javascript:|<link/i);
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;");
    const statement = await app.json<Statement>(path(april, OWN));
    const amount = new Intl.NumberFormat("en", { minimumFractionDigits: 2 }).format(statement.total / 100);
    expect(page).toContain(amount);
  },
);
