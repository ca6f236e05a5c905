import { expect, test } from "vitest";
import { schemeOf } from "../explain/testing/scheme.ts";
import { span } from "../source/span.ts";
import { gridColumns, writtenGrid } from "./written-grid.ts";

/** What the columns of the first statement are for. */
function columnsOf(block: string) {
  const {
    text,
    statements: [statement],
  } = schemeOf(block);
  const grid = statement && writtenGrid(text, span(statement.span.start, text.length));
  return statement && grid && gridColumns(statement, grid.header);
}

test("tells what each column of a grid is for", () => {
  expect(columnsOf("table t\n| 档 | a | b | => c | => d (CNY) | 假定 |\n| x | 1 | 2 | 3 | 4 | |")).toEqual([
    { kind: "label" },
    { kind: "test", at: 0 },
    { kind: "test", at: 1 },
    { kind: "result", at: 0 },
    { kind: "result", at: 1 },
    { kind: "assumed" },
  ]);
  expect(columnsOf("score 总分 (分)\n| 指标 | Weight | 得分 | 数据来源 |\n| x | 100% | 3 | 系统 |")).toEqual([
    { kind: "name" },
    { kind: "weight" },
    { kind: "score" },
    { kind: "source" },
  ]);
  expect(columnsOf("tiers 提成 marginal of 业绩\n| 起点 (CNY) | 比例 |\n| 0 | 5% |")).toEqual([
    { kind: "from" },
    { kind: "value" },
  ]);
  expect(columnsOf("examples\n| 例 | 工号 | 月份 | a | => b |\n| x | y | 2025-01 | 1 | 2 |")).toEqual([
    { kind: "label" },
    { kind: "agent" },
    { kind: "month" },
    { kind: "given" },
    { kind: "expected" },
  ]);
});

test("a column that cannot be read is none, and a rule without a grid has no columns", () => {
  expect(columnsOf("table t\n| a | | => c |\n| 1 | 2 | 3 |")).toEqual([
    { kind: "test", at: 0 },
    undefined,
    { kind: "result", at: 0 },
  ]);
  expect(columnsOf("param a = 3 CNY")).toBeUndefined();
});

test("reads only the grid of the first rule of the part", () => {
  const text = "table a\n| x | => y |\n| 1 | 2 |\n\ntable b\n| x | => z |\n| 3 | 4 |\n";
  expect(writtenGrid(text, span(0, text.length))?.rows.map(({ cells }) => cells.map((cell) => cell.text))).toEqual([
    ["1", "2"],
  ]);
});
