import fc from "fast-check";
import { expect, test } from "vitest";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import { readCell } from "../catalogue/read-cell.ts";
import { monthAt } from "../values/month.ts";
import type { Outcome } from "../values/value.ts";
import { ColumnHistory } from "./column-history.ts";
import type { Columns } from "./columns.ts";
import { columnsOf } from "./columns-builder.ts";
import { joinColumns } from "./join-columns.ts";

const { catalogue } = readCatalogue(`---
catalogue: metrics
title: 指标
version: 1.0
---

## 1 指标

\`\`\`kpi
units
| 单位 | 等于 | 英文 |
| 户 | | customer |

metrics
| 指标 | 英文键 | 单位 | 小数位 | 允许值 |
| 金额 | money | CNY | 2 | |
| 自由 | free | 户 | | |
| 级别 | level | | | 初级, 高级 |
| 日期 | day | | | 日期 |
| 签约 | signed | | | 是否 |
| 部门 | team | | | 文字 |
\`\`\`
`);

/** Permitted and not, blank, and more than machine numbers hold. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  金额: ["", "0", "-12.34", "1.234", "123456789012345678901.5"],
  自由: ["", "0.1", "2.00005", "7"],
  级别: ["", "初级", "高级", "中级"],
  日期: ["", "2024-02-29", "2023-02-29"],
  签约: ["", "是", "否", "也许"],
  部门: ["", "一部", "二部", "三部"],
};

const history = fc.array(
  fc
    .record({
      agent: fc.constantFrom("a", "b", "c"),
      month: fc.nat(2).map((at) => monthAt(24_300 + at)),
      cells: fc.record(
        Object.fromEntries(Object.entries(CELLS).map(([name, cells]) => [name, fc.constantFrom(...cells)])),
      ),
    })
    .map(({ agent, month, cells }) => ({
      agent,
      month,
      values: new Map(
        Object.entries(cells).flatMap(([name, cell]): [string, Outcome][] => {
          const metric = catalogue.metrics.get(name);
          const outcome = metric && readCell(metric, cell);
          return outcome === undefined ? [] : [[name, outcome]];
        }),
      ),
    })),
  { maxLength: 12 },
);

/** Every row as it was given, in the order of the source. */
function rowsOf(columns: Columns) {
  const rows = new ColumnHistory(columns);
  return Array.from(columns.source, (source, row) => ({ source, ...rows.at(row) })).sort((a, b) => a.source - b.source);
}

test("parts hold together what the whole holds", () => {
  fc.assert(
    fc.property(history, fc.nat(12), (rows, at) => {
      const joined = joinColumns([rows.slice(0, at), [], rows.slice(at)].map((part) => columnsOf(part, catalogue)));
      const whole = columnsOf(rows, catalogue);
      expect(rowsOf(joined)).toEqual(rowsOf(whole));
      expect(joined.agents).toEqual(whole.agents);
      expect(joined.starts).toEqual(whole.starts);
      expect(joined.repeated).toEqual(whole.repeated);
    }),
  );
});

test("of nothing there is nothing", () => {
  expect(joinColumns([])).toMatchObject({ length: 0, agents: [] });
});
