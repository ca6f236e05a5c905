import { expect, test, vi } from "vitest";
import { PATIENCE, SCORECARD, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const DATA = [
  "月份,工号,有效信息条数,促成成单数,专业知识评分,分析判断评分,执行反馈评分,日均有效电话,月绩效工资基数",
  "2025-01,甲,4,0,60,60,60,9.6,3000",
  "2025-01,乙,12,0,80,80,80,12,3000",
  "2025-01,丙,,0,80,80,80,12,3000",
  "2025-02,甲,19,0,80,80,80,12,3000",
  "2025-02,乙,3,1,80,80,80,19.5,3000",
  "2025-13,丁,3,1,80,80,80,19.5,3000",
].join("\n");

test("counts each row, what no row decides, and who stands just below; rows never hit are named", async () => {
  const { write, run } = workplace();
  const { code, out, err } = await run("coverage", SCORECARD, "--data", write("d.csv", DATA));
  expect([code, err]).toEqual([0, ""]);
  expect(out.slice(out.indexOf(": "))).toBe(`: 2025-01 … 2025-02, 5 agent-months

销售能力得分  1 销售能力（50%）
       1  需努力
       0  合格  (never hit)
       2  良好
       0  优秀  (never hit)
       1  (by an exception)
       1  (not computed)
          within 1 条 below 销售能力得分/有效信息条数/edge 5: 1
          within 1 条 below 销售能力得分/有效信息条数/edge 20: 1

有效电话得分  3 有效电话量（20%）
       0  < 5  (never hit)
       1  [5 .. 10)
       4  [10 .. 20)
       0  >= 20  (never hit)
          within 0.5 通/天 below 有效电话得分/日均有效电话/edge 10: 1
          within 1 通/天 below 有效电话得分/日均有效电话/edge 20: 1

等级  4 总分与等级
       1  < 60
       0  [60 .. 80)  (never hit)
       2  [80 .. 100)
       1  >= 100
       1  (not computed)

exceptions and vetoes
       1  销售能力得分/except 1

never hit: 销售能力得分/合格, 销售能力得分/优秀, 有效电话得分/< 5, 有效电话得分/>= 20, 等级/[60 .. 80)
1 more row of the file could not be read
`);
});

test("counts one month, with another margin, as JSON", async () => {
  const { write, run } = workplace();
  const data = write("d.csv", DATA);
  const { out } = await run(
    ...["coverage", SCORECARD, "--data", data, "--month", "2025-01", "--near", "20%", "--format", "json"],
  );
  const { tables, overrides, ...head } = JSON.parse(out);
  expect(head).toMatchObject({
    data: "d.csv",
    from: "2025-01",
    to: "2025-01",
    agentMonths: 3,
    unreadable: 1,
    near: "0.2",
    neverHit: expect.arrayContaining(["等级/>= 100", "销售能力得分/except 1"]),
  });
  expect(overrides).toEqual([
    { address: "销售能力得分/except 1", kind: "exception", clause: "1", hits: 0, notComputed: 0 },
  ]);
  expect(tables[0]).toEqual({
    address: "销售能力得分",
    kind: "table",
    clause: "1",
    rows: [
      { address: "销售能力得分/需努力", hits: 1 },
      { address: "销售能力得分/合格", hits: 0 },
      { address: "销售能力得分/良好", hits: 1 },
      { address: "销售能力得分/优秀", hits: 0 },
    ],
    uncovered: 0,
    several: 0,
    excepted: 0,
    notComputed: 1,
    edges: [
      { address: "销售能力得分/有效信息条数/edge 5", column: "有效信息条数", value: "5", margin: "1", justBelow: 1 },
      { address: "销售能力得分/有效信息条数/edge 10", column: "有效信息条数", value: "10", margin: "2", justBelow: 0 },
      { address: "销售能力得分/有效信息条数/edge 20", column: "有效信息条数", value: "20", margin: "4", justBelow: 0 },
    ],
  });
});

test("--from and --to bound the period; --set counts a changed scheme", async () => {
  const { write, run } = workplace();
  const data = write("d.csv", DATA);
  const later = await run("coverage", SCORECARD, "--data", data, "--from", "2025-02", "--lang", "zh");
  expect(later.out).toContain("2025-02，2 人月");
  const changed = await run(
    ...["coverage", SCORECARD, "--data", data, "--set", "销售能力得分/有效信息条数/edge 5=4", "--to", "2025-01"],
  );
  expect(changed.out).toContain("0  需努力  (never hit)\n       1  合格\n");
});

test.each([
  [["--near", "5"], '--near should be from 0% to 100%, as in 5%, not "5"'],
  [["--near", "101%"], '--near should be from 0% to 100%, as in 5%, not "101%"'],
  [["--month", "2025-01", "--from", "2025-01"], "give either --month or --from and --to"],
  [["--to", "2024"], '--to should read 2025-01, not "2024"'],
  [["--from", "2026-01"], "there is no row of 2026-01 …; the file has 2025-01 … 2025-13"],
])("%j is refused", async (options, message) => {
  const { write, run } = workplace();
  const { code, out, err } = await run("coverage", SCORECARD, "--data", write("d.csv", DATA), ...options);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(message);
});
