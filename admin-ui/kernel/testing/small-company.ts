import { columnFromArray, tableFromColumns, tableToIPC, utf8 } from "@uwdata/flechette";
import type { WorkbenchState } from "../workbench-api.ts";

/** A scheme whose only figure to edit is the task, and whose quotients need not end. */
export const schemeWith = (task: string, more = ""): string => `---
scheme: small
title: 小方案
version: draft
period: month
currency: CNY
---

## 一、奖金

\`\`\`kpi
input A类客户数, 意向客户成交额

param 任务数 = ${task} 户

output 达成率 = A类客户数 / 任务数   shown 4 decimals
output 奖金 = round(400 CNY * A类客户数 / 任务数 + 意向客户成交额 * 1%, 2)
${more}
\`\`\`
`;

export const CATALOGUE = `---
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
| 指标           | 英文键      | 单位 | 小数位 | 允许值             | 方向 |
| 姓名           | name        |      |        | 文字               |      |
| 部门           | department  |      |        | 文字               |      |
| 岗位           | position    |      |        | 外呼专员, 客服专员 |      |
| A类客户数      | a_customers | 户   | 0      | [0 .. 10000]       | 越大越好 |
| 意向客户成交额 | deals       | CNY  | 2      | [0 .. 1000000]     | 越大越好 |
\`\`\`
`;

const METRICS = ["姓名", "部门", "岗位", "A类客户数", "意向客户成交额"];
const ROWS: readonly (readonly (string | null)[])[] = [
  ["2026-05", "T1", "陈一", "一部", "外呼专员", "30", "100"],
  ["2026-06", "T1", "陈一", "一部", "外呼专员", "10", "100"],
  ["2026-06", "T2", "王二", "二部", "外呼专员", "20", "0.01"],
  ["2026-06", "T3", "李三", null, null, null, "50"],
  ["2026-06", "T4", "赵四", "二部", "客服专员", "30", "12.34"],
];

/** As the server sends agent-months. */
function arrowOf(names: readonly string[], rows: readonly (readonly (string | null)[])[]): Blob {
  const columns = names.map(
    (name, at) =>
      [
        name,
        columnFromArray(
          rows.map((row) => row[at] ?? null),
          utf8(),
        ),
      ] as const,
  );
  const bytes = tableToIPC(tableFromColumns(columns.map(([name, column]) => [name, column])), { format: "stream" });
  if (bytes === null) throw new TypeError("an Arrow stream was asked for");
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}

const DATA = arrowOf(["月份", "工号", ...METRICS], ROWS);

export const smallCompany = (changed: Partial<WorkbenchState> = {}): WorkbenchState => ({
  catalogue: CATALOGUE,
  institutions: [],
  data: DATA,
  month: "2026-06",
  agent: undefined,
  base: undefined,
  ...changed,
});
