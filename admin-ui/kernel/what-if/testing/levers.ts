import { compile, isRunnable, readCatalogue } from "../../../../engine/index.ts";
import { leversWithin } from "../../study/levers.ts";
import type { StudyLever } from "../../study/study-api.ts";

const CATALOGUE = `---
catalogue: metrics
title: 指标
version: 1.0
---

## 1 指标

\`\`\`kpi
units
| 单位 | 等于 | 英文     |
| 户   |      | customer |
| 分   |      | point    |

metrics
| 指标   | 英文键    | 单位 | 小数位 | 允许值         | 方向 |
| 客户数 | customers | 户   | 0      | [0 .. 1000]    |      |
| 成交额 | sales     | CNY  | 2      | [0 .. 1000000] |      |
| 甲分   | first     | 分   | 0      | [0 .. 100]     |      |
| 乙分   | second    | 分   | 0      | [0 .. 100]     |      |
| 丙分   | third     | 分   | 0      | [0 .. 100]     |      |
\`\`\`
`;

const SCHEME = `---
scheme: trial
title: 试算
version: 1.0
period: month
currency: CNY
language: zh
---

# 试算

## 一、奖金

\`\`\`kpi
input 客户数, 成交额, 甲分, 乙分, 丙分

param 任务数 = 35 户 range [1 .. 200]
param 基数 = 400 CNY range [0 .. 5000]
param 比例 = 1% range [0% .. 5%] step 0.1%

table 系数
| 客户数 (户) | => 系数 |
| < 20        | 0.5     |
| >= 20       | 1.2     |
\`\`\`

## 二、评分

\`\`\`kpi
score 总分 (分)
| 指标 | 权重 | 得分 | 下限 | 上限 |
| 甲   | 50%  | 甲分 | 0 | 100 |
| 乙   | 30%  | 乙分 | 0 | 100 |
| 丙   | 20%  | 丙分 | 0 | 100 |

output 奖金 = round(基数 * 系数 * 客户数 / 任务数 + 成交额 * 比例 + 总分 * 1 CNY / 1 分, 2)
\`\`\`
`;

/** Levers of a small scheme: three params, a table and three weights. */
export function trialLevers(): readonly StudyLever[] {
  const compilation = compile(SCHEME, readCatalogue(CATALOGUE).catalogue);
  if (!isRunnable(compilation)) {
    throw new RangeError(compilation.diagnostics.map(({ message }) => message.en).join("\n"));
  }
  return leversWithin(compilation);
}

export function leverAt(address: string): StudyLever {
  const found = trialLevers().find((lever) => lever.address === address);
  if (!found) throw new RangeError(`no lever ${address}`);
  return found;
}
