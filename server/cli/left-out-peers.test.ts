/** Results that leave out peers who have an error say so, on the standard error stream and in explanations. */
import { expect, test, vi } from "vitest";
import { PATIENCE, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const SCHEME = `---
scheme: grades
title: 等级
version: v1
period: month
currency: CNY
---

## 一、等级

\`\`\`kpi
input 上门人数, 部门
choice 等级: C, B, A
distribute 等级 by 上门人数 within 部门
  places rounded, ties better, smallest group 3, otherwise B
| 等级 | 比例 |
| A    | 30%  |
| B    | 50%  |
| C    | 20%  |
output 等级
report 名单: 等级
\`\`\`
`;
const HEADER = "月份,工号,部门,上门人数";
const WHOLE = ["2025-01,甲,一部,9", "2025-01,乙,一部,8", "2025-01,丙,一部,7", "2025-01,丁,二部,5"];
const csv = (...rows: readonly string[]): string => [HEADER, ...rows, ""].join("\n");

test("a run where everyone can be computed says nothing of it", async () => {
  const { write, run } = workplace();
  const found = await run("run", write("s.kpi.md", SCHEME), "--data", write("d.csv", csv(...WHOLE)));
  expect(found).toEqual({
    code: 0,
    out: `月份,工号,等级,error\n2025-01,甲,A,\n2025-01,乙,B,\n2025-01,丙,C,\n2025-01,丁,B,\n`,
    err: "",
  });
});

test("a run and a list count the people whose peers were left out", async () => {
  const { write, run } = workplace();
  const [scheme, data] = [write("s.kpi.md", SCHEME), write("d.csv", csv(...WHOLE, "2025-01,戊,一部,"))];
  for (const command of ["run", "report"]) {
    const { err } = await run(command, scheme, "--data", data);
    expect(err.split("\n")[0]).toBe(
      "plumbline: d.csv: results of 3 people are provisional: ranks and averages leave out peers who could not be computed",
    );
  }
  const { out } = await run("explain", scheme, "--data", data, "--agent", "甲", "--month", "2025-01");
  expect(out).toContain("rank(上门人数) within 部门: provisional: 1 left out for want of a value");
  expect(out).toContain("rank 1 of 3");
});

test("a row that cannot be computed at all is left out of every group of its month", async () => {
  const { write, run } = workplace();
  const data = write("d.csv", csv(...WHOLE, "2025-02,甲,一部,9", "2025-02,,一部,9"));
  const { err } = await run("run", write("s.kpi.md", SCHEME), "--data", data);
  expect(err).toContain("results of 1 person are provisional");
});
