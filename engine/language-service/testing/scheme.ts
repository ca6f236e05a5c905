/** A small catalogue and scheme for the tests of the language service; `▮` in a text marks an offset. */
import { readCatalogue } from "../../catalogue/read-catalogue.ts";
import type { Compilation } from "../../compile.ts";
import { createLanguageService } from "../language-service.ts";

const CATALOGUE = `---
catalogue: metrics
title: 指标目录
version: 1.0
---

## 1 单位

\`\`\`kpi
units
| 单位 | 等于  | 英文   |
| 户   |       | client |
| 分   |       | point  |
| 分钟 | 60 秒 | minute |
| 秒   |       | second |
\`\`\`

## 2 指标

\`\`\`kpi
metrics
| 指标      | 英文键      | 单位 | 小数位 | 允许值             | 方向     | 来源 | 别名     | 说明         |
| 岗位      | position    |      |        | 外呼专员, 质检专员 |          | HR   | 职位     |              |
| A类客户数 | a_customers | 户   | 0      | [0 .. 10000]       | 越大越好 | CRM  | A类_客户 | 三个月内有需求 |
| 通话时长  | talk_time   | 分钟 | 2      | [0 .. 100000]      | 目标区间 |      |          |              |
| 满意度    | satisfaction |     | 4      | [0 .. 1]           | 越大越好 |      |          |              |
\`\`\`
`;

const FRONT_MATTER = `---
scheme: test-scheme
title: 测试方案
version: draft
period: month
currency: CNY
---

`;

export const service = createLanguageService(readCatalogue(CATALOGUE).catalogue);

/** Rules under a clause of a document, with the offset of the mark; the mark itself is left out. */
export function at(rules: string): { compilation: Compilation; offset: number; text: string } {
  const marked = `${FRONT_MATTER}## 一、规则\n\n\`\`\`kpi\n${rules}\n\`\`\`\n`;
  const offset = marked.indexOf("▮");
  const text = marked.replace("▮", "");
  return { compilation: service.compile(text), offset: offset < 0 ? text.indexOf(rules) : offset, text };
}

export const SCHEME = `input 岗位, A类客户数
param 任务数 = 35 户 range [1 .. 200] step 1
choice 等级: 优, 良
系数 = if 任务数 > 0 户 then A类客户数 / 任务数 else 0
table 等级表
| 档 | 系数     | => 等级 | => 奖金 (CNY)           |
| 高 | >= 1     | 优      | 100                     |
| 低 | [0 .. 1) | 良      | round(系数 * 50 CNY, 2) |
| 负 | < 0      | 良      | 0                       |
except when 岗位 = 质检专员 and 等级 = 优
  奖金 = 0 CNY
output 等级
output 奖金
output 系数 shown 2 decimals
examples
| 例 | 岗位     | A类客户数 | => 等级 |
| 一 | 外呼专员 | 35        | 优      |`;
