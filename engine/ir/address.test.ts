import { expect, test } from "vitest";
import { schemeOf, shipped } from "../explain/testing/scheme.ts";
import { exactText } from "../values/show.ts";
import { findAddress, listAddresses } from "./address.ts";

const written = ({ text, program }: ReturnType<typeof schemeOf>): string[] =>
  listAddresses(program).map(({ kind, address, value, spans }) => {
    const sources = spans.map(({ start, end }) => text.slice(start, end));
    return `${kind} ${address} = ${exactText(value)} (${sources.join(" and ")})`;
  });

test("everything that can be set, in the order of the text", () => {
  const scheme = schemeOf(`input 上门人数, 岗位
param 门槛 = 10 人 range [5 人 .. 20 人] step 5 人
x = 3
table 补贴表
| 档 | 上门人数 (人) | 岗位 | => 补贴 (CNY) | => 等 |
| 低 | < 门槛 | - | 0 | 3 |
|    | [门槛 .. 20) | 外呼专员, 客服专员 | 门槛 * 2 CNY/人 | 2 |
| 高 | not < 20 | - | 1 万元 | 1 |
score 总分 (分)
| 指标 | 权重 | 得分 |
| 甲 | 60% | 30 分 |
| 乙 | 40% | 50 分 |
choice 等级: B, A
distribute 等级 by 上门人数 within 岗位
  places rounded, ties better, smallest group 5, otherwise B
| 等级 | 比例 |
| A | 20% |
| B | 100% - 20% |
output 总分`);
  expect(written(scheme)).toEqual([
    "param 门槛 = 10 (10 人)",
    "cell 补贴表/低/补贴 = 0 (0)",
    "cell 补贴表/低/等 = 3 (3)",
    "edge 补贴表/上门人数/edge 20 = 20 (20 and 20)",
    "cell 补贴表/[门槛 .. 20) & 外呼专员, 客服专员/等 = 2 (2)",
    "cell 补贴表/高/补贴 = 10000 (1 万元)",
    "cell 补贴表/高/等 = 1 (1)",
    "weight 总分/甲/权重 = 0.6 (60%)",
    "weight 总分/乙/权重 = 0.4 (40%)",
    "share 等级/A/比例 = 0.2 (20%)",
  ]);
  expect(listAddresses(scheme.program)[0]).toMatchObject({ range: { lowerIncluded: true }, step: { numerator: 5n } });
});

test("a percentage keeps its sign in an address", () => {
  const { program } = shipped("telemarketing-specialist/v6.0.kpi.md");
  const edge = findAddress(listAddresses(program), "绩效奖金系数/月目标完成率/edge 80%");
  expect(edge).toMatchObject({ kind: "edge", spans: [{}, {}] });
});

test.each([
  ["总分/销售能力/权重", "总分/销售能力/权重"],
  ["总分/销售能力/weight", "总分/销售能力/权重"],
  ["总分／销售能力／权重", "总分/销售能力/权重"],
  [" 等级/总分/edge 60 ", "等级/总分/edge 60"],
  ["等级/总分/edge 60 分", "等级/总分/edge 60"],
  ["等级/[60..80)/等级", "等级/[60 .. 80)/等级"],
  ["等级/≥100/等级", "等级/>= 100/等级"],
  ["等级/总分/edge 61", undefined],
])("%s means %s", (text, address) => {
  const { program } = shipped("sales-scorecard/1.0.kpi.md");
  expect(findAddress(listAddresses(program), text)?.address).toBe(address);
});
