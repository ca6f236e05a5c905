import { expect, test } from "vitest";
import { compile, readCatalogue } from "../../engine/index.ts";
import { baseFigures, liveGrid, nameOf, openGrids } from "./edit-live.ts";
import { sheetOf } from "./edit-sheet.ts";
import { shiftBetween } from "./edit-shift.ts";

const { catalogue } = readCatalogue("");

const schemeOf = (rules: string): string =>
  `---\nscheme: t\ntitle: t\nversion: t\nperiod: month\ncurrency: CNY\n---\n\n## 一\n\n\`\`\`kpi\n${rules}\n\`\`\`\n\n正文\n`;

const RULES = `param 单价 = 20 CNY
table 系数
| 档   | 完成率 | => 系数 |
| 未达 | < 60%  | 0       |
| 达标 | >= 60% | 1       |

score 总分 (分)
| 指标 | 权重 | 得分 |
| 一   | 60%  | 3 分 |
| 二   | 40%  | 5 分 |`;

const open = (text: string) => openGrids({ ...compile(text, catalogue), text });
const cellsOf = (grid: ReturnType<typeof liveGrid>): string[][] | undefined =>
  grid?.rows.map(({ cells }) => cells.map(({ text }) => text));

test("finds every grid, each up to the next statement", () => {
  const text = schemeOf(RULES);
  expect(
    open(text).map(({ statement, region }) => [
      nameOf(statement),
      text.slice(region.start, region.end).split("\n").length,
    ]),
  ).toEqual([
    ["系数", 6],
    ["总分", 5],
  ]);
});

test.each([
  ["above it", "20 CNY", "25.5 CNY", "1"],
  ["in it", "| >= 60% | 1  ", "| >= 60% | 1.1", "1.1"],
])("follows a grid into a text that is being edited %s", (_, old, own, figure) => {
  const before = schemeOf(RULES);
  const after = before.replace(old, own);
  const [table, score] = open(before).map((grid) => liveGrid(grid, after, shiftBetween(before, after)));
  expect(cellsOf(table)?.[1]).toEqual(["达标", ">= 60%", figure]);
  expect(cellsOf(score)).toHaveLength(2);
});

test("a grid whose columns have become others is not taken for the one that was read", () => {
  const before = schemeOf(RULES);
  const after = before.replace("| => 系数 |", "| => 系数 | => 档次 |");
  const [table] = open(before);
  expect(table && liveGrid(table, after, shiftBetween(before, after))).toBeUndefined();
});

test("knows the figures of another version by their names, and by their place where they have none", () => {
  const base = baseFigures(schemeOf(RULES));
  expect([base.param("单价"), base.param("没有")]).toEqual(["20 CNY", undefined]);
  const text = schemeOf(
    RULES.replace(
      "| 未达 | < 60%  | 0       |\n",
      "| 极差 | < 30%  | 0       |\n| 未达 | [30% .. 60%) | 0.5       |\n",
    ),
  );
  const [grid] = open(text);
  const live = grid && liveGrid(grid, text, (span) => span);
  const sheet = live && sheetOf(live, grid.roles);
  const column = sheet?.columns.findIndex(({ role }) => role === "result") ?? -1;
  expect(grid && sheet && [0, 1, 2].map((row) => base.cell(grid, sheet, row, column))).toEqual([undefined, "0", "1"]);
});
