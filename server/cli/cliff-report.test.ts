import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { AS_WRITTEN, PATIENCE, SCORECARD, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const LINES = readFileSync(SCORECARD, "utf8").split("\n");
const lineOf = (start: string): number => LINES.findIndex((line) => line.startsWith(start)) + 1;

test("lists the edges by the jump, with the step that crosses each and the example behind it", async () => {
  const { run } = workplace();
  const { code, out } = await run("check", SCORECARD, "--report", "cliffs");
  expect(code).toBe(0);
  expect(out).toContain("pay cliffs at 10 edges, the largest jump first");
  // 50% of 120 points against 40, on a base of 3,000 CNY.
  const first = out.slice(out.indexOf("  1. "), out.indexOf("  2. "));
  expect(first).toContain("  1. 促成成单数 >= 1 单\n");
  expect(first).toContain(`:${lineOf("except when 促成成单数")} 1 销售能力（50%）\n`);
  expect(first).toContain(
    `促成成单数 0 → 1, other figures as in the example "没有信息" of line ${lineOf("| 没有信息")}\n`,
  );
  expect(first).toContain("当月绩效工资  +1200.00 CNY  (1380.00 CNY → 2580.00 CNY)\n");
  expect(first).toContain("等级  +2 grades  (D → B)\n");
  expect(out).toContain("1 file: 0 errors, ");
});

test("in JSON, each output at each edge has both sides, ready to be replayed", async () => {
  const { write, run } = workplace();
  const { out } = await run("check", SCORECARD, "--report", "cliffs", "--format", "json");
  const { findings, cliffs, unknown } = JSON.parse(out);
  expect(findings.every(({ severity }: { severity: string }) => severity === "info")).toBe(true);
  expect(unknown).toEqual([]);
  expect(cliffs.map(({ kind }: { kind: string }) => kind)).toEqual(
    [...cliffs.map(({ kind }: { kind: string }) => kind)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
  );
  const cliff = cliffs.find(
    ({ output, edge }: { output: string; edge: string }) =>
      output === "当月绩效工资" && edge === "有效电话得分/日均有效电话/edge 20",
  );
  expect(cliff).toMatchObject({
    kind: "money",
    isAbove: "日均有效电话 >= 20 通/天",
    clause: "3",
    input: "日均有效电话",
    months: "this",
    below: { input: "19.99", tested: "19.99" },
    above: { input: "20", tested: "20" },
  });
  // What it says is what a run pays.
  for (const side of [cliff.below, cliff.above]) {
    const inputs = Object.entries(side.inputs);
    const csv = [
      ["月份", "工号", ...inputs.map(([name]) => name)].join(),
      [side.month, "甲", ...inputs.map(([, value]) => value)].join(),
    ].join("\n");
    const ran = await run("run", SCORECARD, "--data", write("side.csv", csv), "--format", "json");
    const [row] = JSON.parse(ran.out);
    expect(row.outputs?.当月绩效工资?.value ?? row.当月绩效工资?.value).toBe(side.result);
  }
});

const ORDER = ["money", "number", "grade"];

test("is a report: errors alone decide the exit code, and another report is refused", async () => {
  const { run } = workplace();
  const { code, out } = await run("check", AS_WRITTEN, "--report", "cliffs");
  expect(code).toBe(1);
  expect(out).toContain("等级/总分/edge 80");
  expect(await run("check", SCORECARD, "--report", "walls")).toEqual({
    code: 1,
    out: "",
    err: 'plumbline: the only --report is cliffs; there is no "walls"\n',
  });
});
