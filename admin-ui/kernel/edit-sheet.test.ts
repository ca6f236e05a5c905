import { describe, expect, test } from "vitest";
import {
  applyEdits,
  compile,
  editGrid,
  gridColumns,
  readCatalogue,
  type Statement,
  writtenGrid,
} from "../../engine/index.ts";
import {
  insertRow,
  moveRows,
  type NextRows,
  pasted,
  removeRows,
  type Sheet,
  sheetOf,
  textsIn,
  typeInto,
} from "./edit-sheet.ts";

/** What names mean does not matter to a sheet. */
const { catalogue } = readCatalogue("");

const SCHEME = `---
scheme: test
title: 测试
version: draft
period: month
currency: CNY
language: zh
---

## 一、规则

\`\`\`kpi
input 上门人数, 完成率, 入职日期
param 最低人数 = 10 人

choice 级别: 未达标, 初级, 资深

table
| 上门人数 (人)    | => 级别 | => 基本工资 (CNY) |
| < 最低人数       | 未达标  | 2000              |
| [最低人数 .. 50) | 初级    | 2300              |
| >= 50            | 资深    | 4200              |

table 系数
| 档   | 完成率         | => 系数 |
| 未达 | < 60%          | 0       |
| 偏低 | [60% .. 80%)   | 0.6     |
| 接近 | [80% .. 100%)  | 0.8     |
| 达标 | [100% .. 120%) | 1       |
| 超额 | >= 120%        | 1.2     |

output 基本工资
output 系数

examples
| 例   | 上门人数 | 完成率 | 入职日期     | => 基本工资 |
| 达标 | 30       | 100%   | "2024-03-01" | 2300        |
\`\`\`
`;

/** The sheet of the first statement of a kind that a name appears in, and the text after an edit of it. */
function open(kind: Statement["kind"], name = "") {
  const text = SCHEME;
  const statement = compile(text, catalogue).statements.find(
    (each) => each.kind === kind && text.slice(each.span.start, each.span.end).includes(name),
  );
  const grid = statement && writtenGrid(text, { start: statement.span.start, end: statement.span.end });
  const roles = statement && grid && gridColumns(statement, grid.header);
  if (!grid || !roles) throw new Error("no grid");
  const sheet = sheetOf(grid, roles);
  const changed = (next: NextRows): string[] => {
    if ("refused" in next) throw new Error("refused");
    const old = text.split("\n");
    return applyEdits(text, editGrid(text, grid, next))
      .split("\n")
      .filter((line) => !old.includes(line));
  };
  return { sheet, changed, at: (title: string, part = "whole") => columnAt(sheet, title, part) };
}

const columnAt = ({ columns }: Sheet, title: string, part: string): number =>
  columns.findIndex((column) => column.title === title && column.part === part);

describe("columns", () => {
  test("of intervals are two, from and to, as their brackets say", () => {
    const { sheet } = open("table", "系数");
    expect(sheet.columns.map(({ title, part, included, percent }) => [title, part, included, percent])).toEqual([
      ["档", "whole", false, false],
      ["完成率", "lower", true, true],
      ["完成率", "upper", false, true],
      ["系数", "whole", false, false],
    ]);
    expect(textsIn(sheet, { top: 0, left: 0, bottom: 2, right: 3 })).toEqual([
      ["未达", "", "60%", "0"],
      ["偏低", "60%", "80%", "0.6"],
      ["接近", "80%", "100%", "0.8"],
    ]);
  });

  test("keep their unit, and names of params where these are the ends", () => {
    const { sheet, at } = open("table", "级别");
    const lower = at("上门人数", "lower");
    expect(sheet.columns[lower]).toMatchObject({ unit: "人", numeric: true, percent: false });
    expect(sheet.rows.map(({ cells }) => cells[lower])).toEqual(["", "最低人数", "50"]);
    expect(sheet.columns[at("基本工资")]).toMatchObject({ unit: "CNY", numeric: true });
  });

  test("show texts without their quotation marks", () => {
    const { sheet, at } = open("examples");
    expect(sheet.rows[0]?.cells[at("入职日期")]).toBe("2024-03-01");
  });
});

describe("typing", () => {
  const { sheet, changed, at } = open("table", "系数");
  const type = (row: number, column: number, text: string) => typeInto(sheet, [{ row, column, text }]);

  test("an end changes that end alone", () => {
    expect(changed(type(2, at("完成率", "upper"), "95%"))).toEqual(["| 接近 | [80% .. 95%)   | 0.8     |"]);
    expect(changed(type(4, at("完成率", "lower"), "130%"))).toEqual(["| 超额 | >= 130%        | 1.2     |"]);
  });

  test("a bare number among percentages is one", () => {
    expect(changed(type(2, at("完成率", "upper"), "95"))).toEqual(["| 接近 | [80% .. 95%)   | 0.8     |"]);
    expect(changed(type(3, at("系数"), "1.05"))).toEqual(["| 达标 | [100% .. 120%) | 1.05    |"]);
  });

  test("an emptied end is open, an emptied figure not known", () => {
    expect(changed(type(1, at("完成率", "lower"), ""))).toEqual(["| 偏低 | < 80%          | 0.6     |"]);
    expect(changed(type(1, at("系数"), " "))).toEqual(["| 偏低 | [60% .. 80%)   | ?       |"]);
  });

  test("thousands may be set apart, also in a column that takes a unit", () => {
    const { sheet, changed, at } = open("table", "级别");
    expect(changed(typeInto(sheet, [{ row: 2, column: at("基本工资"), text: "4,500" }]))).toEqual([
      "| >= 50            | 资深    | 4500              |",
    ]);
  });

  test("a date is a text of the language", () => {
    const { sheet, changed, at } = open("examples");
    const [line = ""] = changed(typeInto(sheet, [{ row: 0, column: at("入职日期"), text: "2024/4/1" }]));
    expect(line).toContain('| "2024-04-01" |');
  });

  test("what would break the grid is refused, and nothing is done", () => {
    const column = at("系数");
    expect(type(1, column, "1 | 2")).toEqual({ refused: { row: 1, column, text: "1 | 2" } });
    expect(type(1, column, "1 # 待核")).toHaveProperty("refused");
    expect(type(1, at("完成率", "lower"), "1 .. 2")).toHaveProperty("refused");
  });
});

describe("rows", () => {
  const { sheet, changed, at } = open("table", "系数");

  test("a new band goes on from the one above", () => {
    expect(changed(insertRow(sheet, 4))).toEqual(["|      | -              | ?       |"]);
    expect(changed(insertRow(sheet, 1))).toEqual(["|      | >= 80%         | ?       |"]);
  });

  test("are removed, and moved within the grid", () => {
    const texts = (next: readonly { readonly from?: number }[]) => next.map(({ from }) => from);
    expect(texts(removeRows(sheet, 1, 2))).toEqual([0, 3, 4]);
    expect(texts(moveRows(sheet, 1, 2, -1))).toEqual([1, 2, 0, 3, 4]);
    expect(texts(moveRows(sheet, 3, 3, 1))).toEqual([0, 1, 2, 4, 3]);
    expect(texts(moveRows(sheet, 4, 4, 1))).toEqual([0, 1, 2, 3, 4]);
  });

  test("a pasted block fills the grid, and goes on below it", () => {
    const lower = at("完成率", "lower");
    const typed = pasted(sheet, { top: 4, left: lower, bottom: 4, right: lower }, [
      ["120%", "150%", "1.2"],
      ["150%", "", "1.4"],
    ]);
    expect(changed(typeInto(sheet, typed))).toEqual([
      "| 超额 | [120% .. 150%) | 1.2     |",
      "|      | >= 150%        | 1.4     |",
    ]);
  });

  test("one value fills the whole selection, and what is too wide is cut", () => {
    const figure = at("系数");
    expect(pasted(sheet, { top: 0, left: figure, bottom: 2, right: figure }, [["1"]])).toHaveLength(3);
    expect(pasted(sheet, { top: 0, left: figure, bottom: 0, right: figure }, [["1", "2", "3"]])).toHaveLength(1);
    expect(pasted(sheet, { top: 0, left: figure, bottom: 0, right: figure }, [])).toEqual([]);
  });
});
