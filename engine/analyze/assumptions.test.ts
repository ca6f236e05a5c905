import { expect, test } from "vitest";
import { compile } from "../compile.ts";
import { catalogue } from "../testing/catalogue.ts";
import { documentOf } from "../testing/generate-scheme.ts";
import { assumedFigures } from "./assumptions.ts";

const RULES = `input 达成, 金额, 评分, 得分
param 比例 = 1% assumed "没有给出"
param 上限 = 5%
table 系数表 assumed "缺表"
| 达成          | => 倍数 | assumed |
| < 80%         | 0.5     |         |
| [80% .. 100%) | 0.8     | 缺一行  |
| 满            | 1       |         |
| >= 100%       | 1       | 又一行  |
| >= 100%       | 1       | 再一行  |
score 总分 (分)
| 指标 | 权重 | 得分 | assumed |
| 甲   | 40%  | 评分 | 缺权重  |
| 乙   | 60%  | 得分 |         |
output 奖金 = round(金额 * 比例 * 倍数, 2) assumed "没写取整"
output 总分
except when 得分 < 20 分
  奖金 = 0 CNY assumed "没写下限"`;

test("every figure that is assumed has an address of its own, with its reason and its place", () => {
  const text = documentOf([RULES]);
  const compilation = compile(text, catalogue);
  const figures = assumedFigures(compilation);
  expect(figures.map(({ address, reason }) => `${address}: ${reason}`)).toEqual([
    "比例: 没有给出",
    "系数表: 缺表",
    "系数表/[80% .. 100%): 缺一行",
    "系数表/>= 100%: 又一行",
    "系数表/>= 100% (2): 再一行",
    "总分/甲: 缺权重",
    "奖金: 没写取整",
    "奖金/except 1: 没写下限",
  ]);
  for (const { reason, span } of figures) expect(text.slice(span.start, span.end)).toContain(reason);
  expect(figures).toHaveLength(compilation.diagnostics.filter(({ code }) => code === "assumed").length);
});

test("a text that assumes nothing has none, and one that cannot be read keeps its others", () => {
  const rules = (assumed: string): string => `input 金额\nparam 比例 = 1%${assumed}\noutput 奖金 = 金额 * * 比例`;
  expect(assumedFigures(compile(documentOf([rules("")]), catalogue))).toEqual([]);
  expect(
    assumedFigures(compile(documentOf([rules(' assumed "无"')]), catalogue)).map(({ address }) => address),
  ).toEqual(["比例"]);
});
