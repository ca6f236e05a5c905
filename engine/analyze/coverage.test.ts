import { describe, expect, test } from "vitest";
import { agentMonth, programOf, schemeOf } from "../explain/testing/scheme.ts";
import type { AgentMonth, Program } from "../ir/program.ts";
import { rational, toExact } from "../values/rational.ts";
import { coverage } from "./coverage.ts";
import { type GridCoverage, uncoveredCount } from "./grid-coverage.ts";

/** Agents of one month, each with these figures. */
const agents = (...figures: readonly Parameters<typeof agentMonth>[0][]): AgentMonth[] =>
  figures.map((values, at) => ({ ...agentMonth(values), agent: `E${at}` }));

const count = (program: Program, rows: readonly AgentMonth[], near = rational(1, 20)) =>
  coverage(program, rows, rows, near);

const hits = ({ rows }: GridCoverage): Record<string, number> =>
  Object.fromEntries(rows.map(({ address, hits }) => [address, hits]));

const justBelow = ({ edges }: GridCoverage): Record<string, string> =>
  Object.fromEntries(
    edges.map(({ address, justBelow, margin }) => [address ?? "", `${justBelow} within ${toExact(margin)}`]),
  );

const SCORES = `input 有效信息条数, 促成成单数
table 得分
| 档 | 有效信息条数 (条) | => 得分 (分) |
| 低 | < 5      | 40  |
| 中 | [5 .. 9] | 60  |
|    | [10 .. 99] | 80 |
| 高 | >= 100   | 100 |
output 得分`;

describe("a table", () => {
  test("each agent-month is in one row, named by its address, and rows never hit have 0", () => {
    const rows = agents(
      ...["0", "4", "5", "9", "10", "94", "95"].map((条数) => ({ 有效信息条数: 条数, 促成成单数: "0" })),
      {},
    );
    const { agentMonths, grids } = count(schemeOf(SCORES).program, rows);
    expect(agentMonths).toBe(8);
    expect(grids).toHaveLength(1);
    expect(grids.map(hits)).toEqual([{ "得分/低": 2, "得分/中": 2, "得分/[10 .. 99]": 3, "得分/高": 0 }]);
    expect(grids[0]).toMatchObject({ address: "得分", notComputed: 1, excepted: 0, several: 0, uncovered: [] });
  });

  test("just below is a twentieth of the edge, at least one step of the metric; what meets at a count is one edge", () => {
    const rows = agents(...["3", "4", "8", "9", "94", "95", "99"].map((条数) => ({ 有效信息条数: 条数 })));
    const [grid] = count(schemeOf(SCORES).program, rows).grids;
    expect(grid && justBelow(grid)).toEqual({
      "得分/有效信息条数/edge 5": "1 within 1",
      "得分/有效信息条数/edge 10": "1 within 1",
      "得分/有效信息条数/edge 100": "2 within 5",
    });
  });

  test("the margin is a parameter", () => {
    const rows = agents(...["50", "94", "99"].map((条数) => ({ 有效信息条数: 条数 })));
    const below = (near: Parameters<typeof rational>) =>
      count(schemeOf(SCORES).program, rows, rational(...near)).grids[0]?.edges.at(-1)?.justBelow;
    expect([below([1, 2]), below([6, 100]), below([0])]).toEqual([3, 2, 1]);
  });

  test("an edge that belongs to what lies below it counts those on it", () => {
    const scheme = schemeOf(`input 日均有效电话
table 补贴
| 日均有效电话 (通/天) | => 补贴 (CNY) |
| <= 20 | 0 |
| > 20  | 100 |
output 补贴`);
    const rows = agents(...["18.99", "19", "20", "20.01"].map((日均) => ({ 日均有效电话: 日均 })));
    const [grid] = count(scheme.program, rows).grids;
    expect(grid && justBelow(grid)).toEqual({ "补贴/日均有效电话/edge 20": "2 within 1" });
  });

  test("an exception takes agents out of the rows only where it overrides every column", () => {
    const rules = (overrides: string) => `input 有效信息条数, 促成成单数
table
| 有效信息条数 (条) | => 得分 (分) | => 等 |
| < 5  | 40 | 1 |
| >= 5 | 60 | 2 |
except when 促成成单数 >= 1 单
${overrides}
output 得分
output 等`;
    const rows = agents(
      { 有效信息条数: "4", 促成成单数: "0" },
      { 有效信息条数: "6", 促成成单数: "1" },
      { 有效信息条数: "6", 促成成单数: "2" },
      { 有效信息条数: "6" },
    );
    const both = count(schemeOf(rules("  得分 = 120 分\n  等 = 3")).program, rows);
    expect(both.grids[0]).toMatchObject({ excepted: 2, notComputed: 1 });
    expect(both.grids.map(hits)).toEqual([{ "得分/< 5": 1, "得分/>= 5": 0 }]);
    expect(both.overrides).toMatchObject([{ kind: "exception", address: "得分/except 1", hits: 2, notComputed: 1 }]);

    const one = count(schemeOf(rules("  得分 = 120 分")).program, rows);
    expect(one.grids[0]).toMatchObject({ excepted: 0, notComputed: 0 });
    expect(one.grids.map(hits)).toEqual([{ "得分/< 5": 1, "得分/>= 5": 3 }]);
  });

  test("whom no row covers is counted by value, whom several hold apart; a first table stops at the first", () => {
    const rules = (policy: string) => `input 有效信息条数
table 得分 ${policy}
| 有效信息条数 (条) | => 得分 (分) |
| [0 .. 10] | 40 |
| [10 .. 20) | 60 |
output 得分`;
    const rows = agents(...["10", "25", "25", "30"].map((条数) => ({ 有效信息条数: 条数 })));
    const [unique] = count(programOf(rules("")), rows).grids;
    expect(unique).toMatchObject({
      several: 1,
      uncovered: [
        { values: [rational(25)], count: 2 },
        { values: [rational(30)], count: 1 },
      ],
    });
    expect(unique && uncoveredCount(unique)).toBe(3);
    const [first] = count(programOf(rules("first")), rows).grids;
    expect(first).toMatchObject({ several: 0, rows: [{ hits: 1 }, { hits: 0 }] });
    // 10 and 20 begin what lies above them; who stands on 10 is not below it.
    expect(unique && justBelow(unique)).toEqual({
      "得分/有效信息条数/edge 0": "0 within 1",
      "得分/有效信息条数/edge 10": "0 within 1",
      "得分/有效信息条数/edge 20": "0 within 1",
    });
    const [gap] = count(programOf(rules("").replace("[10 .. 20)", "[15 .. 20)")), agents({ 有效信息条数: "14" })).grids;
    expect(gap?.edges.find(({ address }) => address === "得分/有效信息条数/edge 15")?.justBelow).toBe(1);
  });

  test("the param that is an edge is its address", () => {
    const scheme = schemeOf(`input 有效信息条数
param 门槛 = 10 条
table 得分
| 有效信息条数 (条) | => 得分 (分) |
| < 门槛  | 40 |
| >= 门槛 | 60 |
output 得分`);
    const [grid] = count(scheme.program, agents({ 有效信息条数: "9" })).grids;
    expect(grid && justBelow(grid)).toEqual({ 门槛: "1 within 1" });
  });
});

test("a veto counts those it holds for, by its score and its name", () => {
  const scheme = schemeOf(`input 有效信息条数, 投诉数
score 总分 (分)
| 指标 | 权重 | 得分 |
| 信息 | 100% | 有效信息条数 * 1 分/条 |
veto 投诉过多 of 总分 = 0 分 when 投诉数 > 3 次
output 总分`);
  expect(scheme.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const rows = agents({ 有效信息条数: "5", 投诉数: "4" }, { 有效信息条数: "5", 投诉数: "3" }, { 有效信息条数: "5" });
  expect(count(scheme.program, rows).overrides).toMatchObject([
    { kind: "veto", address: "总分/投诉过多", hits: 1, notComputed: 1 },
  ]);
});

describe("tiers", () => {
  const tiers = (method: string) => `input 意向客户成交额
tiers 提成 ${method} of 意向客户成交额
| 起点 (CNY) | 比例 |
| 0          | 1%   |
| 10000      | 2%   |
| 20000      | 3%   |
output 提成 shown 2 decimals`;
  const rows = agents(
    ...["0", "9499.99", "9500", "9999.99", "10000", "10000.01"].map((额) => ({ 意向客户成交额: 额 })),
    {},
  );

  test("are rows; those of a slab have edges to stand below", () => {
    const [grid] = count(schemeOf(tiers("slab")).program, rows).grids;
    expect(grid && hits(grid)).toEqual({ "提成/0 CNY": 4, "提成/10000 CNY": 2, "提成/20000 CNY": 0 });
    expect(grid).toMatchObject({ kind: "tiers", notComputed: 1 });
    expect(grid && justBelow(grid)).toEqual({
      "提成/0 CNY/起点": "0 within 0.01",
      "提成/10000 CNY/起点": "2 within 500",
      "提成/20000 CNY/起点": "0 within 1000",
    });
  });

  test("that meet without a jump have none", () => {
    const [grid] = count(schemeOf(tiers("marginal")).program, rows).grids;
    expect(grid).toMatchObject({ edges: [], rows: [{ hits: 4 }, { hits: 2 }, { hits: 0 }] });
  });

  const points = (ends: string) => `input 日均有效电话
tiers 系数 interpolated of 日均有效电话 ends ${ends}
| 起点 (通/天) | 取值 |
| 10            | 0    |
| 20            | 1    |
output 系数`;

  test.each([
    ["held", [2, 2], 0],
    ["error", [1, 1], 2],
  ])("beyond the points of an interpolation that is %s there", (ends, expected, uncovered) => {
    const around = agents(...["9", "15", "20", "20.5"].map((日均) => ({ 日均有效电话: 日均 })));
    const [grid] = count(schemeOf(points(ends)).program, around).grids;
    expect(grid?.rows.map(({ hits }) => hits)).toEqual(expected);
    expect(grid && uncoveredCount(grid)).toBe(uncovered);
  });
});
