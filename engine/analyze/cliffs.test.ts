import { describe, expect, test } from "vitest";
import { schemeOf, shipped } from "../explain/testing/scheme.ts";
import { Reference } from "../reference/reference.ts";
import { toExact } from "../values/rational.ts";
import { exactText } from "../values/show.ts";
import { payCliffs } from "./cliffs.ts";
import type { Cliff } from "./edge-search.ts";
import { edgeText } from "./edges.ts";

/** `奖金 +100 | 奖金/条数/edge 5 | 条数 4 → 5 | 0 → 100 | 例` */
const written = ({ output, jump, edge, figure, months, below, above, example }: Cliff): string =>
  [
    `${output.name} ${toExact(jump)}`,
    edge.address ?? edgeText(edge),
    `${figure} ${toExact(below.figure)} → ${toExact(above.figure)}${months === "earlier" ? " earlier" : ""}`,
    `${exactText(below.result)} → ${exactText(above.result)}`,
    example?.label ?? "sample",
  ].join(" | ");

const cliffsOf = (rules: string): string[] => payCliffs(schemeOf(rules).program).cliffs.map(written);

describe("an edge of a table", () => {
  const TABLE = `input 有效信息条数, 意向客户成交额
table 系数
| 有效信息条数 (条) | => 系数 |
| < 5      | 0   |
| [5 .. 9] | 0.5 |
| >= 10    | 1   |
output 奖金 = round(意向客户成交额 * 系数, 2)
`;

  test("is crossed by one step, on the example with the largest jump; 9 and then 10 are one edge", () => {
    const examples = `examples
| 例 | 有效信息条数 | 意向客户成交额 | => 奖金 |
| 小 | 6  | 100 | 50   |
| 大 | 20 | 300 | 300  |`;
    expect(cliffsOf(TABLE + examples)).toEqual([
      "奖金 150 | 系数/有效信息条数/edge 5 | 有效信息条数 4 → 5 | 0 → 150 | 大",
      "奖金 150 | 系数/有效信息条数/edge 10 | 有效信息条数 9 → 10 | 150 → 300 | 大",
    ]);
  });

  test("without an example, the other figures are samples of what the catalogue permits", () => {
    const { cliffs, unknown } = payCliffs(schemeOf(TABLE).program);
    expect(cliffs.map(({ edge }) => edge.address).sort()).toEqual([
      "系数/有效信息条数/edge 10",
      "系数/有效信息条数/edge 5",
    ]);
    expect(cliffs.every(({ example }) => example === undefined)).toBe(true);
    expect(unknown).toEqual([]);
  });

  test("of a computed name is crossed by a figure it is computed from", () => {
    const rules = `input 咨询量, 月初签订目标
率 = if 月初签订目标 > 0 then 咨询量 / 月初签订目标 else 0%
table 奖金
| 率      | => 奖金 (CNY) |
| < 80%   | 0   |
| >= 80%  | 400 |
output 奖金
examples
| 例 | 咨询量 | 月初签订目标 | => 奖金 |
| 例 | 300    | 210          | 400     |`;
    // 167 / 210 = 79.5…%, 168 / 210 = 80%
    expect(cliffsOf(rules)).toContain("奖金 400 | 奖金/率/edge 80% | 咨询量 167 → 168 | 0 → 400 | 例");
  });

  test("that looks back is crossed by the agent's earlier months", () => {
    const rules = `input 上门人数
均 = average(上门人数) over previous 2 months
table 底薪
| 均 (人) | => 底薪 (CNY) |
| < 20    | 2300 |
| >= 20   | 2800 |
output 底薪
examples
| 例 | 工号 | 月份    | 上门人数 | => 底薪 |
|    | 甲   | 2025-01 | 21       |         |
| 例 | 甲   | 2025-02 | 22       | 2800    |`;
    expect(cliffsOf(rules)).toEqual(["底薪 500 | 底薪/均/edge 20 | 上门人数 19 → 20 earlier | 2300 → 2800 | 例"]);
  });
});

describe("what is no cliff", () => {
  const examples = "examples\n| 例 | 有效信息条数 | => 奖金 |\n| 例 | 30 | |";

  test("a bend, whether written with if, as marginal tiers or as points on a line", () => {
    const bends = [
      "output 奖金 = if 有效信息条数 > 20 条 then (有效信息条数 - 20 条) * 7 CNY/条 else 0 CNY",
      "output 奖金\ntiers 奖金 marginal of 有效信息条数\n| 起点 (条) | 比例 (CNY/条) |\n| 0 | 1 |\n| 20 | 5 |",
      "output 奖金\ntiers 奖金 interpolated of 有效信息条数 ends held\n| 起点 (条) | 取值 (CNY) |\n| 0 | 0 |\n| 20 | 100 |",
    ];
    for (const bend of bends) {
      const { program } = schemeOf(`input 有效信息条数\n${bend} \n${examples}`);
      expect(payCliffs(program)).toEqual({ cliffs: [], unknown: [] });
    }
  });

  test("a jump for another reason at the same step", () => {
    const rules = `input 有效信息条数
output 奖金 = if 有效信息条数 > 19 条 then 10 CNY else 0 CNY
x = if 有效信息条数 >= 20 条 then 0 CNY else 0 CNY
output 总额 = 奖金 + x
${examples}`;
    expect(cliffsOf(rules).map((line) => line.split(" | ").slice(0, 2))).toEqual([
      ["奖金 10", "有效信息条数 > 19 条"],
      ["总额 10", "有效信息条数 > 19 条"],
    ]);
  });
});

describe("other edges", () => {
  test("a slab pays the whole amount at another rate; a param in a condition is its own address; grades come last", () => {
    const rules = `input 意向客户成交额, 促成成单数
param 门槛 = 3 单
choice 级别: 丙, 乙, 甲
tiers 提成 slab of 意向客户成交额
| 起点 (CNY) | 比例 |
| 0          | 1%   |
| 10000      | 2%   |
except when 促成成单数 >= 门槛
  提成 = 900 CNY
table
| 意向客户成交额 (CNY) | => 级别 |
| < 5000               | 丙 |
| >= 5000              | 甲 |
output 奖金 = round(提成, 2)
output 级别
examples
| 例 | 意向客户成交额 | 促成成单数 | => 奖金 |
| 例 | 6000           | 0          | 60      |`;
    expect(cliffsOf(rules)).toEqual([
      "奖金 840 | 门槛 | 促成成单数 2 → 3 | 60 → 900 | 例",
      // 9,999.99 at 1% are 100.00, 10,000 at 2% are 200.
      "奖金 100 | 提成/10000 CNY/起点 | 意向客户成交额 9999.99 → 10000 | 100 → 200 | 例",
      "级别 2 | 级别/意向客户成交额/edge 5000 | 意向客户成交额 4999.99 → 5000 | 丙 → 甲 | 例",
    ]);
  });

  test("an edge that no figure can cross is said to be unknown", () => {
    const rules = `input 有效信息条数
output 名次奖 = if rank(有效信息条数) within all <= 3 then 100 CNY else 0 CNY
output 奖金 = if streak(有效信息条数 >= 5 条) >= 20 then 50 CNY else 0 CNY`;
    const { cliffs, unknown } = payCliffs(schemeOf(rules).program);
    expect(cliffs).toEqual([]);
    expect(unknown.map(edgeText)).toEqual(["rank(有效信息条数) within all > 3", "streak(有效信息条数 >= 5 条) >= 20"]);
  });
});

describe("a shipped scheme", () => {
  const { program } = shipped("telemarketing-specialist/v6.0.kpi.md");
  const { cliffs } = payCliffs(program);

  test("has its coefficient's cliffs, ranked, each at the smallest step of enquiries", () => {
    const ofPay = cliffs.filter(({ output, edge }) => output.name === "应发工资" && edge.address?.startsWith("绩效"));
    // 30 visitors at 20 CNY and 4 payers at 50 CNY are 800 CNY, of which each coefficient pays its share.
    expect(ofPay.map(written)).toEqual([
      "应发工资 480 | 绩效奖金系数/月目标完成率/edge 60% | 咨询量 119 → 120 | 2800 → 3280 | 中级达标",
      "应发工资 162.5 | 绩效奖金系数/月目标完成率/edge 120% | 咨询量 239 → 240 | 3697.5 → 3860 | 中级达标",
      "应发工资 160 | 绩效奖金系数/月目标完成率/edge 80% | 咨询量 159 → 160 | 3280 → 3440 | 中级达标",
      "应发工资 160 | 绩效奖金系数/月目标完成率/edge 100% | 咨询量 199 → 200 | 3440 → 3600 | 中级达标",
    ]);
  });

  test("both sides of each replay to the results told, and differ in the one figure", () => {
    expect(cliffs.length).toBeGreaterThan(20);
    for (const { output, figure, months, below, above } of cliffs) {
      for (const side of [below, above]) {
        const reference = new Reference(program, [...side.others, side.at]);
        expect(reference.value(output.name, side.at)).toEqual(side.result);
      }
      const without = ({ at, others }: typeof below) =>
        [at, ...others].map(({ values }) => new Map([...values].filter(([name]) => name !== figure)));
      expect(without(below)).toEqual(without(above));
      const moved = months === "this" ? below.at : below.others.find(({ values }) => values.has(figure));
      expect(moved?.values.get(figure)).toEqual(below.figure);
    }
  });
});
