import { afterEach, beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../access/actor.ts";
import { readBack } from "../exports/testing/read-back.ts";
import { RealApp } from "../testing/real-app.ts";
import { expectDone, refusal, runMonth } from "../testing/run-months.ts";
import type { AuditPage } from "./schemas/audit.ts";
import type { RunLines } from "./schemas/runs.ts";

let app: RealApp;
beforeEach(async () => {
  app = await RealApp.open();
});
afterEach(() => app.close());

const FORMULA = '=HYPERLINK("http://example.org")';
const OWN = "D1001";

test("a run is exported whole: lines, adjustments, corrections and who has no result; each export is recorded", async () => {
  await app.store.write(SYSTEM, async ({ agents, audit }) => {
    audit.record({ action: "agent.change", subject: OWN });
    const facts = { agent: OWN, fromMonth: "2025-02", name: FORMULA, department: "电销一部", position: FORMULA };
    await agents.put(
      [facts, { agent: "N1", fromMonth: "2025-01", name: FORMULA, department: FORMULA }],
      SYSTEM.user,
      app.store.now(),
    );
  });
  const run = await runMonth(app, "2025-04", "compute");
  await expectDone(app.post(`/api/runs/${run.id}/adjustments`, { agent: OWN, amount: -12345, reason: FORMULA }));
  const { lines } = await app.json<RunLines>(`/api/runs/${run.id}/lines?limit=999`);
  const withoutResult = lines.filter(({ outcome }) => outcome !== "computed");

  const response = await app.send(`/api/runs/${run.id}/export?format=xlsx`, { as: "auditor" });
  expect(response.headers.get("Content-Disposition")).toBe("attachment; filename*=UTF-8''run-2025-04-r1.xlsx");
  const sheets = await readBack(new Uint8Array(await response.arrayBuffer()));
  expect(sheets.map(({ name, rows }) => [name, rows.length - 1])).toEqual([
    ["明细", lines.length],
    ["调整", 1],
    ["更正", 0],
    ["没有结果", withoutResult.length],
  ]);

  const table = async (part: string) => {
    const csv = await app.send(`/api/runs/${run.id}/export?format=csv&part=${part}&language=en`);
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    const text = await csv.text();
    // No separator of any country cuts a formula out.
    expect(text).not.toMatch(/(^|[,;\t\n\r])"?[=+@]/);
    const [header = [], ...rows] = (await readBack(Buffer.from(text)))[0]?.rows ?? [];
    return rows.map((row) => new Map(header.map((title, at) => [title, row[at] ?? ""])));
  };
  const exported = await table("lines");
  expect(exported.map((row) => row.get("Agent"))).toEqual(lines.map(({ agent }) => agent));
  for (const [at, { agent, payout, net, hash, outputs }] of lines.entries()) {
    const row = exported[at];
    const pay = row?.get("By the scheme (yuan)");
    expect([agent, pay === "" ? null : Number(pay), Number(row?.get("Paid (yuan)")), row?.get("Fingerprint")]).toEqual([
      agent,
      payout === null ? null : payout / 100,
      net / 100,
      hash,
    ]);
    const level = outputs.find(({ name }) => name === "级别")?.value ?? "";
    expect([agent, row?.get("级别")]).toEqual([agent, level]);
  }
  const own = exported.find((row) => row.get("Agent") === OWN);
  expect([own?.get("Name"), own?.get("Adjustments (yuan)")]).toEqual([`'${FORMULA}`, "-123.45"]);
  const [adjustment] = await table("adjustments");
  expect([adjustment?.get("Reason"), adjustment?.get("Amount (yuan)"), adjustment?.get("Entered by")]).toEqual([
    `'${FORMULA}`,
    "-123.45",
    "编制（示例）",
  ]);
  const missing = await table("missing");
  expect(missing.map((row) => [row.get("Agent"), row.get("Reason") !== ""])).toEqual(
    withoutResult.map(({ agent }) => [agent, true]),
  );
  expect(missing.find((row) => row.get("Agent") === "N1")?.get("Department")).toBe(`'${FORMULA}`);
  expect(await table("corrections")).toEqual([]);

  const { entries } = await app.json<AuditPage>("/api/audit?action=run.export", { as: "auditor" });
  expect(entries.map(({ actor, subject, details }) => [actor, subject, details.kind, details.part])).toEqual([
    ...["corrections", "missing", "adjustments", "lines"].map((part) => ["demo-editor", run.id, "csv", part]),
    ["demo-auditor", run.id, "xlsx", undefined],
  ]);
});

test("what was not computed cannot be exported, and not everybody may export", async () => {
  const { id } = await runMonth(app, "2025-04", "open");
  const path = (query: string) => `/api/runs/${id}/export?${query}`;
  expect(await refusal(app.send(path("format=xlsx")))).toBe("404 run-not-computed");
  expect(await refusal(app.send("/api/runs/none/export?format=csv"))).toBe("404 run-not-found");
  expect(await refusal(app.send(path("format=pdf")))).toBe("422 request-invalid");
  for (const as of ["agent", "superior", "administrator"] as const) {
    expect(await refusal(app.send(path("format=csv"), { as }))).toBe("403 forbidden");
  }
});
