/** Schemes for tests: a small catalogue and whatever rules a test is about. */
import { readCatalogue } from "../../catalogue/read-catalogue.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth, Program } from "../../ir/program.ts";
import { readDocument } from "../../source/read-document.ts";
import { parseBlocks } from "../../syntax/parse.ts";
import { rational } from "../../values/rational.ts";
import type { Outcome } from "../../values/value.ts";
import { resolve } from "../resolve/resolve.ts";
import { prove } from "./prove.ts";

const CATALOGUE = readCatalogue(`---
catalogue: metrics
title: 指标
version: 1.0
language: zh
---

# 指标

\`\`\`kpi
units
| 单位 | 等于 | 英文  |
| 件   |      | piece |
| 分   |      | point |
| 人   |      | head  |

metrics
| 指标 | 英文键 | 单位 | 小数位 | 允许值         | 来源 |
| a    | ka     |      | 0      | [0 .. 12]      | x    |
| b    | kb     |      | 0      | [-5 .. 6]      | x    |
| c    | kc     |      | 1      | [0 .. 2]       | x    |
| d    | kd     |      | 2      | [0 .. 1000000] | x    |
| e    | ke     |      | 2      |                | x    |
| 岗位 | post   |      |        | 甲, 乙, 丙     | x    |
| 部门 | dept   |      |        | 文字           | x    |
| 件数 | pieces | 件   | 0      | [0 .. 100000]  | x    |
| 评分 | rating | 分   | 0      | 60, 80, 100    | x    |
| 金额 | amount | CNY  | 2      | [0 .. 1000000] | x    |
| 均值 | mean   | 件   | 2      | [0 .. 1000]    | x    |

metrics
| 指标   | 英文键     | 单位 | 小数位 | 允许值      | 方向     |
| 成单   | deals      | 件   | 0      | [0 .. 1000] | 越大越好 |
| 外呼   | calls      | 件   | 0      | [0 .. 1000] | 越大越好 |
| 投诉   | complaints | 件   | 0      | [0 .. 1000] | 越小越好 |
| 工时   | hours      | 件   | 0      | [0 .. 1000] | 目标区间 |
| 入职日 | hired      |      |        | 日期        |          |
| 离职日 | left       |      |        | 日期        |          |

rates
| 指标   | 英文键  | 分子 | 分母 | 方向     |
| 占比   | share   | 件数 | 均值 |          |
| 成单率 | closing | 成单 | 外呼 | 越大越好 |
\`\`\`
`);

const HEAD = `---
scheme: test
title: 测试
version: 1.0
period: month
currency: CNY
---

# 一、规则

`;

export interface Scheme {
  readonly text: string;
  readonly program: Program;
  /** What parsing and resolving report, so before anything is proven. */
  readonly errors: readonly string[];
}

export function scheme(rules: string): Scheme {
  const text = `${HEAD}\`\`\`kpi\n${rules}\n\`\`\`\n`;
  const document = readDocument(text);
  const { statements, diagnostics: syntax } = parseBlocks(document);
  const { program, diagnostics: meaning } = resolve(document, statements, CATALOGUE.catalogue);
  const errors = [...syntax, ...meaning]
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.en);
  return { text, program, errors };
}

/** The findings of `prove` with the given codes, or all. */
export function findings(rules: string, ...codes: Diagnostic["code"][]): Diagnostic[] {
  const { text, program } = scheme(rules);
  return prove(program, text).diagnostics.filter(({ code }) => codes.length === 0 || codes.includes(code));
}

export function agentMonth(values: Readonly<Record<string, Outcome | number>>): AgentMonth {
  const entries = Object.entries(values).map(([name, value]): [string, Outcome] => [
    name,
    typeof value === "number" ? rational(value) : value,
  ]);
  return { agent: "1", month: "2025-01", values: new Map(entries) };
}
