import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import { readCell } from "../catalogue/read-cell.ts";
import type { AgentMonth } from "../ir/program.ts";
import { historyOf } from "../reference/history.ts";
import { monthAt } from "../values/month.ts";
import { type Rational, rational } from "../values/rational.ts";
import type { Outcome } from "../values/value.ts";
import { ColumnHistory } from "./column-history.ts";
import { type MetricColumn, outcomeAt } from "./columns.ts";
import { ColumnsBuilder, columnsOf } from "./columns-builder.ts";
import { groundOf } from "./ground.ts";
import { decimalText, scaled, scaledDecimal } from "./scaled.ts";

const { catalogue, diagnostics } = readCatalogue(`---
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
| 户数 | count | 户 | 0 | >= 0 |
| 金额 | money | CNY | 2 | (-100 .. 100] |
| 比率 | share | % | 4 | [0 .. 1) |
| 自由 | free | 户 | | |
| 评分 | rating | 户 | 1 | 60, 80.5, 100 |
| 级别 | level | | | 初级, 中级, 高级 |
| 日期 | day | | | 日期 |
| 签约 | signed | | | 是否 |
| 部门 | team | | | 文字 |
\`\`\`
`);
const metrics = [...catalogue.metrics.values()];

/** One column of one metric, a row for each cell. */
function columnOf(name: string, cells: readonly string[]): MetricColumn {
  const metric = catalogue.metrics.get(name);
  if (!metric) throw new Error(`no metric ${name}`);
  const builder = new ColumnsBuilder([metric]);
  for (const [row, cell] of cells.entries()) {
    builder.row("n1", monthAt(24_000 + row));
    builder.cell(0, cell);
  }
  const column = builder.finish().metrics.get(name);
  if (!column) throw new Error("no column");
  return column;
}

const digits = fc.stringMatching(/^[+-−]?\d{0,17}(\.\d{0,8})?%?$/);
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -12_000, max: 12_000 }).map((n) => `${n / 100}`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom("0", "-0", "60", "80.50", "100", "1", "1.000", ".5", "7.", "-100", "100.00"),
  },
  digits,
  fc.constantFrom("", " ", "1,234.5", "９", "1e3", ".", "-", "+1", "初级", " 高级", "是", "y", "否", "老手", "一部"),
  fc.constantFrom("2024-02-29", "2023-02-29", "0000-01-01", "9999-12-31", "2024-2-1", "１９９９-12-31"),
  fc.constantFrom("9007199254740991", "9007199254740992", "0.0000001", "123456789012345678901234567890"),
);

test("the catalogue of these tests is sound", () => expect(diagnostics).toEqual([]));

describe("cells", () => {
  test.each(metrics)("$name: a column holds what readCell reads", (metric) => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        const column = columnOf(metric.name, cells);
        expect(cells.map((_, row) => outcomeAt(column, row))).toEqual(cells.map((text) => readCell(metric, text)));
      }),
      { numRuns: 200 },
    );
  });

  test("plain decimals are read at once, all others at leisure", () => {
    expect(["12.5", "-0.05", "7", "7.", "0.500"].map((text) => scaledDecimal(text, 2))).toEqual([
      1250, -5, 700, 700, 50,
    ]);
    expect(Object.is(scaledDecimal("-0", 0), 0)).toBe(true);
    for (const text of ["", "-", ".", "1.005", "1e3", "+1", "1 ", "1.2.3", "1234567890123456", "99999999999999.99"]) {
      expect(scaledDecimal(text, 2)).toBeNaN();
    }
    expect(scaled(rational(9_007_199_254_740_991n), 0)).toBe(Number.MAX_SAFE_INTEGER);
    expect(scaled(rational(9_007_199_254_740_992n), 0)).toBeUndefined();
    expect(scaled(rational(1n, 3n), 9)).toBeUndefined();
  });

  test.each(metrics)("$name: a number that needs no reading is held as its text would be", ({ name }) => {
    const numbers = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }));
    const small = fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(fc.oneof(numbers, small), { minLength: 1, maxLength: 5 }), (cells) => {
        const metric = catalogue.metrics.get(name);
        if (!metric) throw new Error(`no metric ${name}`);
        const builder = new ColumnsBuilder([metric]);
        for (const [row, [number, places]] of cells.entries()) {
          builder.row("n1", monthAt(24_000 + row));
          builder.scaled(0, number, places);
        }
        const column = builder.finish().metrics.get(name);
        const texts = cells.map(([number, places]) => decimalText(number, places));
        expect(column && texts.map((_, row) => outcomeAt(column, row))).toEqual(
          texts.map((text) => readCell(metric, text)),
        );
      }),
      { numRuns: 100 },
    );
  });

  test("bounds hold of every entry, absent ones included", () => {
    const column = columnOf("金额", ["12.5", "", "7", "x", "99.99"]);
    expect(column).toMatchObject({ kind: "number", places: 2, least: 700, greatest: 9999 });
    expect([...column.values]).toEqual([1250, 700, 700, 700, 9999]);
    expect([...(column.absent ?? [])]).toEqual([0, 1, 0, 2, 0]);
    expect(columnOf("金额", ["", "x"])).toMatchObject({ least: 0, greatest: 0 });
    expect(columnOf("金额", ["1", "2"]).absent).toBeUndefined();
  });

  test("a scale grows with what it must hold, but not for the sake of a number that dwarfs the rest", () => {
    expect(columnOf("自由", ["1", "2.5", "0.125"])).toMatchObject({ places: 3, greatest: 2500 });
    const tiny = columnOf("自由", ["1", "0.000000001"]);
    expect(tiny).toMatchObject({ places: 0, greatest: 1 });
    expect(tiny.aside.get(1)).toEqual(rational(1n, 1_000_000_000n));
    const huge = columnOf("自由", ["9007199254740991", "0.5"]);
    expect([outcomeAt(huge, 0), outcomeAt(huge, 1)]).toEqual([rational(9_007_199_254_740_991n), rational(1n, 2n)]);
  });
});

// ── agent-months ─────────────────────────────────────────────────────────────────────────────────

const number: fc.Arbitrary<Rational> = fc.oneof(
  fc.integer({ min: -500, max: 500 }).map((n) => rational(n, 4)),
  fc.constantFrom(rational(2n ** 53n), rational(-(2n ** 60n), 7n), rational(1n, 3n)),
);
const value = (kind: string): fc.Arbitrary<Outcome> =>
  kind === "number"
    ? number
    : kind === "truth"
      ? fc.boolean()
      : fc.constantFrom("初级", "高级", "一部", "2024-02-29", "0001-01-01");
const error: Outcome = { kind: "row-error", code: "not-a-number", name: "户数", message: { zh: "错", en: "wrong" } };
const agentMonths: fc.Arbitrary<AgentMonth[]> = fc.array(
  fc
    .record({
      agent: fc.constantFrom("n1", "n2", "n3", "__proto__", ""),
      month: fc.integer({ min: 24_290, max: 24_300 }).map(monthAt),
      values: fc.tuple(
        ...metrics.map(({ type }) =>
          fc.option(fc.oneof({ weight: 9, arbitrary: value(type.kind) }, fc.constant(error)), { nil: undefined }),
        ),
      ),
    })
    .map(({ values, ...row }) => ({
      ...row,
      values: new Map(
        metrics.flatMap(({ name }, at): (readonly [string, Outcome])[] => {
          const outcome = values[at];
          return outcome === undefined ? [] : [[name, outcome]];
        }),
      ),
    })),
  { maxLength: 40 },
);

describe("agent-months", () => {
  test("come back from columns as they were, sorted by agent and month", () => {
    fc.assert(
      fc.property(agentMonths, (rows) => {
        const columns = columnsOf(rows, catalogue);
        const history = new ColumnHistory(columns);
        expect(rows.map((_, row) => history.at(columns.source.indexOf(row)))).toEqual(rows);
        for (let row = 1; row < columns.length; row += 1) {
          const [agent, before] = [columns.agent[row] ?? 0, columns.agent[row - 1] ?? 0];
          const inOrder =
            agent > before || (agent === before && (columns.month[row] ?? 0) >= (columns.month[row - 1] ?? 0));
          expect(inOrder).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("are found as in a list of rows, repeated ones too", () => {
    fc.assert(
      fc.property(agentMonths, (rows) => {
        const [law, columns] = [historyOf(rows), new ColumnHistory(columnsOf(rows, catalogue))];
        for (let index = 24_289; index < 24_302; index += 1) {
          const month = monthAt(index);
          expect(columns.month(month)).toEqual(law.month(month));
          for (const agent of ["n1", "n2", "__proto__", "", "nobody"]) {
            expect(columns.row(agent, month)).toEqual(law.row(agent, month));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test("keep a row as one object, so that what is remembered of it is found again", () => {
    const history = new ColumnHistory(columnsOf([{ agent: "n1", month: "2025-01", values: new Map() }], catalogue));
    expect(history.row("n1", "2025-01")).toBe(history.at(0));
    expect(history.month("2025-01")[0]).toBe(history.at(0));
  });

  test("have a ground: what is there, between which bounds, of how many", () => {
    const row = (agent: string, month: string, count?: Outcome): AgentMonth => ({
      agent,
      month,
      values: new Map(count === undefined ? [] : [["户数", count]]),
    });
    const columns = columnsOf(
      [row("a", "2025-02", rational(7)), row("b", "2025-02", error), row("a", "2024-12")],
      catalogue,
    );
    const ground = groundOf(columns, catalogue);
    expect(ground).toMatchObject({ months: { least: 24_299, greatest: 24_301 }, agents: 2 });
    expect(ground.metrics.get("户数")).toEqual({ places: 0, least: 7n, greatest: 7n, complete: false, valid: false });
    expect(ground.metrics.get("金额")).toEqual({ places: 0, least: 0n, greatest: 0n, complete: false, valid: true });
  });

  test("a month that is none is refused", () => {
    expect(() => columnsOf([{ agent: "a", month: "2025-13", values: new Map() }], catalogue)).toThrow(RangeError);
  });
});
