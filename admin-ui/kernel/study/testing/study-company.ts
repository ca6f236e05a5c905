/** Four people over three months, a scheme with every kind of lever, and one that looks back. */
import {
  type AgentMonth,
  type Catalogue,
  columnsOf,
  type Month,
  type Outcome,
  readCatalogue,
  readCell,
} from "../../../../engine/index.ts";
import type { AskedMonth, StudyData } from "../study.ts";
import type { PopulationSource, StudyScheme, Surroundings } from "../study-api.ts";

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

metrics
| 指标   | 英文键     | 单位 | 小数位 | 允许值             | 方向     |
| 姓名   | name       |      |        | 文字               |          |
| 岗位   | position   |      |        | 外呼专员, 客服专员 |          |
| 部门   | department |      |        | 文字               |          |
| 客户数 | customers  | 户   | 0      | [0 .. 1000]        | 越大越好 |
| 成交额 | sales      | CNY  | 2      | [0 .. 1000000]     | 越大越好 |
\`\`\`
`;

const HEAD = `---
scheme: small
title: 小方案
version: draft
period: month
currency: CNY
---
`;

/** Pays 100 CNY times a coefficient (at least 10 and 20 customers: 1 and 1.5; else 0.5), and a share of sales. */
export const schemeWith = ({ rate = "1%", edge = "10", more = "" } = {}): string => `${HEAD}
## 一、系数

\`\`\`kpi
input 客户数, 成交额

table
| 客户数 (户)     | => 系数 |
| < ${edge}       | 0.5     |
| [${edge} .. 20) | 1       |
| >= 20           | 1.5     |
\`\`\`

## 二、奖金

\`\`\`kpi
param 提成比例 = ${rate} range [0% .. 5%] step 0.1%

output 奖金 = round(100 CNY * 系数 + 成交额 * 提成比例, 2)
${more}
\`\`\`
`;

/** Pays a tenth of what was sold in the month before. */
export const LOOKING_BACK = `${HEAD}
## 一、奖金

\`\`\`kpi
input 成交额

上月成交额 = sum(成交额) over previous month
output 奖金 = round(上月成交额 * 10%, 2)
\`\`\`
`;

export const version = (text: string): StudyScheme => ({ kind: "version", text });

export const SOURCE: PopulationSource = { dataset: "small", from: "2026-05", to: "2026-06" };
export const AROUND: Surroundings = { catalogue: CATALOGUE, institutions: [] };
export const catalogue: Catalogue = readCatalogue(CATALOGUE).catalogue;

/** 姓名, 岗位, 部门, 客户数, 成交额; an empty cell is blank. */
const ROWS: readonly (readonly [Month, string, ...string[]])[] = [
  ["2026-04", "T2", "王二", "外呼专员", "一部", "9", "3000"],
  ["2026-05", "T2", "王二", "外呼专员", "一部", "9", "1000"],
  ["2026-05", "T1", "陈一", "外呼专员", "二部", "12", "2000"],
  ["2026-06", "T1", "陈一", "外呼专员", "一部", "25", "500"],
  ["2026-06", "T2", "王二", "外呼专员", "一部", "10", "1000"],
  ["2026-06", "T3", "李三", "客服专员", "", "", "50"],
  ["2026-06", "T4", "赵四", "客服专员", "二部", "19", "12.34"],
];
const METRICS = ["姓名", "岗位", "部门", "客户数", "成交额"];

const agentMonths: readonly AgentMonth[] = ROWS.map(([month, agent, ...cells]) => ({
  month,
  agent,
  values: new Map(
    METRICS.flatMap((name, at): [string, Outcome][] => {
      const metric = catalogue.metrics.get(name);
      const outcome = metric && readCell(metric, cells[at] ?? "");
      return outcome === undefined ? [] : [[name, outcome]];
    }),
  ),
}));

/** The data set, and which months were asked of it. */
export function smallData(): StudyData & { readonly asked: Month[] } {
  const asked: Month[] = [];
  return {
    asked,
    extent: async () => ({ revision: 7, months: ["2026-04", "2026-05", "2026-06"] }),
    async load({ revision, month }: AskedMonth) {
      if (revision !== 7) throw new Error("there is one revision");
      asked.push(month);
      const rows = agentMonths.filter((each) => each.month === month);
      return columnsOf(rows, catalogue);
    },
  };
}
