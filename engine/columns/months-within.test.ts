import fc from "fast-check";
import { expect, test } from "vitest";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import { monthAt } from "../values/month.ts";
import { agentAt, type Columns, monthOf, outcomeAt } from "./columns.ts";
import { ColumnsBuilder } from "./columns-builder.ts";
import { groundOf } from "./ground.ts";
import { monthsWithin } from "./months-within.ts";

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
| 金额 | money | CNY | 2 | (-100 .. 100] |
| 级别 | level | | | 初级, 中级, 高级 |
| 签约 | signed | | | 是/否 |
| 部门 | team | | | 文字 |
\`\`\`
`);
const metrics = [...catalogue.metrics.values()];

interface Written {
  readonly agent: string;
  readonly month: number;
  readonly cells: readonly string[];
}

function columnsOf(rows: readonly Written[]): Columns {
  const builder = new ColumnsBuilder(metrics);
  for (const { agent, month, cells } of rows) {
    builder.row(agent, monthAt(month));
    for (const [metric, cell] of cells.entries()) builder.cell(metric, cell);
  }
  return builder.finish();
}

const shown = (columns: Columns) =>
  Array.from({ length: columns.length }, (_, row) => [
    agentAt(columns, row),
    monthOf(columns, row),
    columns.repeated.has(row),
    ...[...columns.metrics.values()].map((column) => outcomeAt(column, row)),
  ]);

/** Texts have other codes where there are others beside them. */
const ground = (columns: Columns) => {
  const { metrics, ...rest } = groundOf(columns, catalogue);
  return { ...rest, metrics: [...metrics].filter(([name]) => name !== "部门") };
};

const row = fc.record({
  agent: fc.constantFrom("a", "b", "c", "d"),
  month: fc.integer({ min: 24_000, max: 24_005 }),
  cells: fc.tuple(
    fc.constantFrom("", "1.25", "-99.99", "100", "500", "x"),
    fc.constantFrom("", "初级", "高级", "别的"),
    fc.constantFrom("", "是", "否"),
    fc.constantFrom("", "一部", "二部"),
  ),
});

test("some months hold what columns of those rows alone would hold", () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 30 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      (rows, from, to) => {
        const all = columnsOf(rows);
        const some = monthsWithin(all, from === 6 ? undefined : monthAt(24_000 + from), monthAt(24_000 + to));
        const kept = rows.filter(({ month }) => (from === 6 || month >= 24_000 + from) && month <= 24_000 + to);
        const alone = columnsOf(kept);
        const byAgent = (columns: Columns) =>
          shown(columns).toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : String(a[0]) > String(b[0]) ? 1 : 0));
        expect(byAgent(some)).toEqual(byAgent(alone));
        expect(ground(some)).toEqual(ground(alone));
        expect(some.agents.map((_, at) => [some.agent[some.starts[at] ?? -1], some.starts[at]])).toEqual(
          some.agents.map((_, at) => [at, some.agent.indexOf(at)]),
        );
        expect([...some.source].map((source) => rows[source]?.agent)).toEqual(
          [...some.agent].map((at) => some.agents[at]),
        );
      },
    ),
  );
});
