import { describe, expect, test } from "vitest";
import { type Condition, toRules } from "./rules.ts";
import { schemeOf, shipped } from "./testing/scheme.ts";

const rulesOf = (rules: string) => toRules(schemeOf(rules).program);

describe("rows", () => {
  test("are `all` over one condition per bound; constants and params stay as written", () => {
    const { rules, facts } = rulesOf(`input 上门人数, 岗位
param 门槛 = 10 人
table 补贴表
| 档 | 上门人数 (人) | 岗位 | => 补贴 (CNY) |
| 中 | [门槛 .. 20) | 外呼专员, 客服专员 | 100 |
| 高 | >= 门槛 * 2 | - | 200 |
output 补贴`);
    expect(rules).toEqual([
      {
        name: "补贴表/中",
        conditions: {
          all: [
            { fact: "上门人数", operator: ">=", value: { fact: "门槛" }, name: "上门人数" },
            { fact: "上门人数", operator: "<", value: "20 人", name: "上门人数" },
            {
              any: [
                { fact: "岗位", operator: "=", value: "外呼专员" },
                { fact: "岗位", operator: "=", value: "客服专员" },
              ],
              name: "岗位",
            },
          ],
        },
        event: { type: "row", params: { table: 0, row: 0 } },
        priority: 1,
      },
      {
        name: "补贴表/高",
        conditions: { all: [{ fact: "上门人数", operator: ">=", value: { fact: "门槛 * 2" }, name: "上门人数" }] },
        event: { type: "row", params: { table: 0, row: 1 } },
        priority: 1,
      },
    ]);
    expect([...facts.keys()]).toEqual(["上门人数", "门槛", "岗位", "门槛 * 2"]);
  });

  test("are plain data that JSON carries whole", () => {
    const { rules } = toRules(shipped("sales-scorecard/1.0.kpi.md").program);
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  test("are decided before what depends on them", () => {
    const { rules } = rulesOf(`input 上门人数
table
| 上门人数 | => x |
| >= 0 | 1 |
y = x + 1
except when x > 5
  y = 5
table
| y | => z |
| >= 0 | 1 |
output z`);
    expect(rules.map(({ name, priority }) => [name, priority])).toEqual([
      ["x/>= 0", 3],
      ["z/>= 0", 1],
      ["y/except 1", 2],
    ]);
  });
});

describe("exceptions", () => {
  const conditionOf = (when: string): Condition | undefined => {
    const { rules } = rulesOf(
      `input 上门人数, 岗位, 级别\nx = 上门人数 / 1 人\ny = x\nexcept when ${when}\n  y = 1\noutput y`,
    );
    return rules[0]?.conditions.all[0];
  };
  const is = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });

  test.each<[when: string, condition: unknown]>([
    ["岗位 = 质检专员", is("岗位", "=", "质检专员")],
    ["5 < x", is("x", ">", "5")],
    ["x < 5 or x > 9 or x = 7", { any: [is("x", "<", "5"), is("x", ">", "9"), is("x", "=", "7")] }],
    ["not (x in [1 .. 3) and x > 2)", { any: [is("x", "<", "1"), is("x", ">=", "3"), is("x", "<=", "2")] }],
    ["not 岗位 in (外呼专员, 客服专员)", { all: [is("岗位", "!=", "外呼专员"), is("岗位", "!=", "客服专员")] }],
    ["x / 2 >= x - 1", is("x / 2", ">=", { fact: "x - 1" })],
    ["级别 >= 高级", { any: [is("级别", "=", "高级"), is("级别", "=", "资深")] }],
    ["级别 < 未评定", is("1 < 0", "=", true)],
  ])("%s", (when, condition) => {
    expect(conditionOf(when)).toEqual(condition);
  });
});
