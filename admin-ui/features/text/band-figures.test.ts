import { expect, test } from "vitest";
import { compile, type QuickFix, rational, readCatalogue } from "../../../engine/index.ts";
import type { Analysis, EditEffect, GridFigures, OutputColumn, Population } from "../../kernel/workbench-api.ts";
import { gridLenses, rowLabels } from "./band-figures.ts";
import { titleWithCost } from "./fix-cost.ts";

const TEXT = `---
scheme: s
title: s
version: 1
period: month
currency: CNY
---
# 一

\`\`\`kpi
param 率 = 90%
table 系数
| 率           | => 系数 |
| < 60%        | 0       |
| [60% .. 80%) | 0.6     |
| >= 95%       | 1       |

output 奖金 = 系数 * 10 CNY
\`\`\`
`;
const PAY: OutputColumn = {
  name: "奖金",
  type: { kind: "number", unit: [["CNY", 1]], percent: false },
  currency: "CNY",
  money: true,
};
const total = (fen: bigint, difference?: bigint) => ({
  value: rational(fen, 100n),
  text: `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`,
  counted: 1,
  ...(difference !== undefined && { difference: rational(difference, 100n) }),
});

/** The parts of both that the texts are made of. */
function worked(rows: number): { analysis: Analysis; population: Population } {
  const { statements, diagnostics } = compile(TEXT, readCatalogue("").catalogue);
  const figures: GridFigures = {
    rows: Array.from({ length: rows }, (_, at) => ({ people: at, paid: total(BigInt(at) * 123_450n) })),
    all: { people: 3, paid: total(370_350n, 5_000n) },
    uncovered: 2,
    several: 0,
  };
  const population = {
    month: "2026-06",
    people: Array.from({ length: 5 }, () => ({})),
    columns: [PAY],
    bands: { grids: new Map([["系数", figures]]), overrides: new Map() },
  };
  return {
    analysis: { statements, diagnostics } as unknown as Analysis,
    population: population as unknown as Population,
  };
}

test("above a grid stand its rows, whom they decide, what these are paid, and its gaps", () => {
  const { analysis, population } = worked(3);
  const [lens] = gridLenses(analysis, population, "zh");
  expect(lens?.title).toContain("3 档 · 3/5 人 · ");
  expect(lens?.title).toContain("¥3,703.50 · 较前版 +50.00");
  expect(lens?.gaps?.title).toBe("1 处缺口，2 人算不出");
  expect(gridLenses(analysis, population, "en")[0]?.gaps?.title).toBe("1 gap, 2 without a result");
});

test("without figures a grid is still counted, and its gaps are named", () => {
  const { analysis } = worked(3);
  expect(gridLenses(analysis, undefined, "zh")).toMatchObject([{ title: "3 档", gaps: { title: "1 处缺口" } }]);
});

test("behind each row stand people and pay, in full or people alone", () => {
  const { analysis, population } = worked(3);
  const labels = rowLabels(analysis, population, "zh");
  expect(labels.map(({ text, short, isEmpty }) => [text, short, isEmpty])).toEqual([
    ["0 人 · ¥0.00", "0 人", true],
    ["1 人 · ¥1,234.50", "1 人", false],
    ["2 人 · ¥2,469.00", "2 人", false],
  ]);
  expect(labels.map(({ span }) => TEXT.slice(span.start, span.end).includes("|"))).toEqual([true, true, true]);
});

test("figures of another text are not shown", () => {
  const { analysis, population } = worked(2);
  expect(rowLabels(analysis, population, "zh")).toEqual([]);
  expect(gridLenses(analysis, population, "zh")[0]?.title).toBe("3 档");
});

test("a quick fix says what the month comes to with it, and whom it moves", () => {
  const fix: Pick<QuickFix, "title"> = { title: { zh: "改上限", en: "Change the end" } };
  const effect: EditEffect = {
    column: PAY,
    total: total(26_257_300n, 586_000n),
    up: 12,
    down: 0,
    same: 86,
    failed: 0,
    failedBefore: 16,
    errors: [],
  };
  const title = titleWithCost(fix.title.zh, effect, "2026-06", "zh");
  expect(title).toContain("¥262,573.00（+5,860.00）");
  expect(title).toContain("16 人由算不出变为可算 · 12 人变动");
  expect(titleWithCost(fix.title.en, undefined, "2026-06", "en")).toBe("Change the end");
});
