import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { AS_WRITTEN, DRAFT, PATIENCE, SCORECARD, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const HIGHER = readFileSync(DRAFT, "utf8").replace("param 提成比例     = 1% ", "param 提成比例     = 1.5% ");
const DATA = [
  "月份,工号,A类客户数,B类客户数,意向客户成交额",
  "2025-01,甲,35,80,10000",
  "2025-01,乙,35,80,0",
  "2025-01,丙,,80,10000",
].join("\n");

test("says what changed, where results can differ, and for how many they do", async () => {
  const { write, run } = workplace();
  const newer = write("newer.kpi.md", HIGHER);
  const { code, out, err } = await run("diff", DRAFT, newer, "--data", write("d.csv", DATA));
  expect([code, err]).toEqual([0, ""]);
  expect(out).toBe(`${DRAFT} → ${newer}: 1 edit

二 绩效奖金
  提成比例 1% → 1.5%

where results can differ (绩效奖金); proven to be the same elsewhere:
  意向客户成交额 > 0 CNY
    e.g. A类客户数 0 户, B类客户数 0 户, 意向客户成交额 1 CNY: 绩效奖金 0.01 CNY → 0.02 CNY
    2 of 3 agent-months
results differ for 1 of 3 agent-months of the data
`);
});

test("tells of which month, after which months and beside whom it shows a difference, and why not", async () => {
  const { write, run } = workplace();
  const scheme = (window: string, group: string, end: string): string =>
    `---\nscheme: s\ntitle: 方案\nversion: draft\nperiod: month\ncurrency: CNY\n---\n\n## 一\n\n\`\`\`kpi
input 意向客户成交额, 岗位
output 近况 = sum(意向客户成交额) over ${window}
output 名次 = rank(意向客户成交额) within ${group}
output 季度 = if last month of quarter then sum(意向客户成交额) over ${end} else 0 CNY
\`\`\`\n`;
  const older = write("older.kpi.md", scheme("last 2 months", "岗位", "last 3 months"));
  const later = write("later.kpi.md", scheme("last 3 months", "岗位", "last 3 months"));
  const wider = write("wider.kpi.md", scheme("last 2 months", "all", "last 3 months"));
  const equal = write("equal.kpi.md", scheme("last 2 months", "岗位", "this quarter"));
  const past = await run("diff", older, later);
  expect(past.out).toMatch(/ {4}e\.g\. in 2025-01, .*: 近况 .* → .*\n {6}after 2024-11 with /);
  const beside = await run("diff", older, wider, "--format", "json");
  expect(JSON.parse(beside.out).behaviour.regions).toMatchObject([
    { witness: { month: "2025-01", others: [{ isSameAgent: false, month: "2025-01" }] }, reason: null },
  ]);
  const same = await run("diff", older, equal, "--lang", "zh");
  expect(same.out).toContain("季度 要看其他月份或其他员工；试过的小例子里没有不同，但不能证明相同");
});

test("JSON and CSV", async () => {
  const { write, run } = workplace();
  const newer = write("newer.kpi.md", HIGHER);
  const { out } = await run("diff", DRAFT, newer, "--format", "json");
  expect(JSON.parse(out)).toMatchObject({
    edits: [
      { kind: "value", address: "提成比例", before: { text: "1%", start: { line: 37 } }, after: { text: "1.5%" } },
    ],
    prose: [],
    behaviour: {
      regions: [{ status: "differs", where: "意向客户成交额 > 0 CNY", witness: { results: [{ name: "绩效奖金" }] } }],
    },
  });
  const csv = await run("diff", DRAFT, newer, "--format", "csv");
  expect(csv.out).toBe(
    "kind,address,clause,before,after,text\nvalue,提成比例,二 绩效奖金,1%,1.5%,提成比例 1% → 1.5%\n",
  );
});

test("the same rules, and a version with errors", async () => {
  const { write, run } = workplace();
  const spaced = write("spaced.kpi.md", readFileSync(DRAFT, "utf8").replaceAll(" range", "  range"));
  const same = await run("diff", DRAFT, spaced, "--lang", "zh");
  expect([same.code, same.out]).toEqual([0, `${DRAFT} → ${spaced}：规则没有不同\n`]);

  const ruled = await run("diff", AS_WRITTEN, SCORECARD);
  expect([ruled.code, ruled.err]).toEqual([0, ""]);
  expect(ruled.out).toContain("  有效电话得分 row inserted: < 5 通/天 | 40 分\n");
  expect(ruled.out).not.toContain("where results can differ");

  const refused = await run("diff", AS_WRITTEN, SCORECARD, "--data", write("d.csv", DATA));
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.err).toContain("has errors and gives no results; leave out --data");
});
