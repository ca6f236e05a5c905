/** `attribute` as a process; its figures against sums that are made by hand. */
import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { DRAFT, PATIENCE, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const DATA = [
  "月份,工号,A类客户数,B类客户数,意向客户成交额",
  "2025-01,甲,35,80,10000",
  "2025-02,甲,35,80,20000",
  "2025-01,乙,35,40,10000",
  "2025-02,乙,35,80,",
].join("\n");

/** 奖金 = 400 × 系数 + 业绩 × 1%, and then 500 × 系数 + 业绩 × 1.5%; the coefficients are 1, 1 and 0.75. */
const NEWER = readFileSync(DRAFT, "utf8")
  .replace(/param 绩效奖金基数( *)= 400 /, "param 绩效奖金基数$1= 500 ")
  .replace(/param 提成比例( *)= 1% /, "param 提成比例$1= 1.5% ")
  .replace(/^```kpi\nexamples\n[\s\S]*?^```\n/gm, "");

test("splits a difference over the edits, in total and for one agent, in each format", async () => {
  const { write, run } = workplace();
  const [newer, data] = [write("newer.kpi.md", NEWER), write("d.csv", DATA)];
  const attribute = (...rest: string[]) => run("attribute", DRAFT, newer, "--data", data, "--agent", "乙", ...rest);
  expect(await attribute("--format", "csv")).toEqual({
    code: 2,
    out: [
      "工号,月份,before,after,change,绩效奖金基数 400 CNY → 500 CNY,提成比例 1% → 1.5%",
      ",,1500.00,1975.00,475.00,275.00,200.00",
      ",2025-01,900.00,1175.00,275.00,175.00,100.00",
      ",2025-02,600.00,800.00,200.00,100.00,100.00",
      "乙,,400.00,525.00,125.00,75.00,50.00",
      "乙,2025-01,400.00,525.00,125.00,75.00,50.00",
      "乙,2025-02,0.00,0.00,0.00,0.00,0.00\n",
    ].join("\n"),
    err: "",
  });
  const text = await attribute();
  expect(text.out).toMatch(/total +1500\.00 +1975\.00 +\+475\.00/);
  expect(text.out).toMatch(/change +\+475\.00 +\+125\.00/);
  expect(text.out).toContain("1 agent-months are in no sum above");
  expect(text.out).toContain('2025-02 乙: "意向客户成交额" is missing');
  const { out } = await attribute("--format", "json");
  expect(JSON.parse(out)).toMatchObject({
    output: "绩效奖金",
    by: "edits",
    edits: [{ addresses: ["绩效奖金基数"] }, { addresses: ["提成比例"] }],
    total: { change: { value: "475" }, shares: [{ value: "275", shown: "275.00" }, { value: "200" }] },
    agent: { agent: "乙", change: { shown: "125.00" } },
    apart: [{ month: "2025-02", agent: "乙", between: null }],
  });
});

test("refuses what cannot be split", async () => {
  const { write, run } = workplace();
  const [newer, data] = [write("newer.kpi.md", NEWER), write("d.csv", DATA)];
  for (const [args, message] of [
    [["--output", "奖金"], /--output 奖金: numbers that both versions put out: 绩效系数, 绩效奖金/],
    [["--agent", "丙"], /d\.csv: there is no row of agent 丙/],
  ] as const) {
    const { code, out, err } = await run("attribute", DRAFT, newer, "--data", data, ...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(message);
  }
});
