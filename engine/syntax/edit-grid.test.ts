import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, span } from "../source/span.ts";
import { editGrid, fitsCell, type NextRow } from "./edit-grid.ts";
import { layOutGrid } from "./grid.ts";
import { writtenGrid } from "./written-grid.ts";

const TABLE = `table 系数
| 档   | 完成率        | => 系数 |
| 未达 | < 60%         | 0       |  # 不发
| 接近 | [60% .. 100%) | 0.8     |

# 下面这一档待核
| 达标 | >= 100%       | 1       |
`;

const gridOf = (text: string) => {
  const grid = writtenGrid(text, span(0, text.length));
  if (!grid) throw new Error("no grid");
  return grid;
};
const rowsOf = (text: string): NextRow[] =>
  gridOf(text).rows.map(({ cells }, from) => ({ from, cells: cells.map((cell) => cell.text) }));
const edited = (text: string, change: (rows: NextRow[]) => readonly NextRow[]): string =>
  applyEdits(text, editGrid(text, gridOf(text), change(rowsOf(text))));
const setCell =
  (row: number, column: number, value: string) =>
  (rows: NextRow[]): NextRow[] =>
    rows.map((each, at) => (at === row ? { ...each, cells: each.cells.with(column, value) } : each));

describe("a cell", () => {
  test("is the only thing that changes", () => {
    const edits = editGrid(TABLE, gridOf(TABLE), setCell(1, 2, "0.9")(rowsOf(TABLE)));
    expect(edits.map(({ span: { start, end }, text }) => [TABLE.slice(start, end), text])).toEqual([["8", "9"]]);
  });

  test("that needs more room moves the bars of its column", () => {
    expect(edited(TABLE, setCell(0, 2, "单价 * 100"))).toBe(`table 系数
| 档   | 完成率        | => 系数    |
| 未达 | < 60%         | 单价 * 100 |  # 不发
| 接近 | [60% .. 100%) | 0.8        |

# 下面这一档待核
| 达标 | >= 100%       | 1          |
`);
  });

  test("that was the widest takes its room away with it", () => {
    expect(edited(TABLE, setCell(1, 1, "< 100%"))).toContain("| 达标 | >= 100% | 1       |");
  });

  test("leaves room that its author gave", () => {
    const wide = "table t\n| a     | => b |\n| 1     | 2    |\n";
    expect(edited(wide, setCell(0, 0, "12"))).toBe("table t\n| a     | => b |\n| 12    | 2    |\n");
  });

  test("changes alone where the grid is in no columns", () => {
    const loose = "table t\n| a | => b |\n|1|2  |\n| - | 3\n";
    expect(edited(loose, setCell(0, 1, "20"))).toBe("table t\n| a | => b |\n|1|20  |\n| - | 3\n");
    expect(edited(loose, setCell(1, 1, "30"))).toBe("table t\n| a | => b |\n|1|2  |\n| - | 30\n");
  });

  test("fills a blank", () => {
    const blank = "examples\n| a |=> b|\n||1|\n";
    expect(edited(blank, setCell(0, 0, "5"))).toBe("examples\n| a |=> b|\n| 5 |1|\n");
  });

  test("makes a row whole whose number of cells is wrong", () => {
    const short = "table t\n| a | => b |\n| 1 |\n";
    expect(edited(short, () => [{ from: 0, cells: ["1", "2"] }])).toBe("table t\n| a | => b |\n| 1 | 2 |\n");
  });
});

describe("rows", () => {
  test("are inserted below one, with line breaks as in the text", () => {
    const text = TABLE.replaceAll("\n", "\r\n");
    const result = edited(text, (rows) => rows.toSpliced(2, 0, { cells: ["新", "?", "?"] }));
    expect(result).toContain("| 0.8     |\r\n| 新   | ?             | ?       |\r\n\r\n");
  });

  test("are inserted at the top", () => {
    expect(edited(TABLE, (rows) => [{ cells: ["甲", "-", "0"] }, ...rows])).toContain(
      "| => 系数 |\n| 甲   | -             | 0       |\n| 未达 |",
    );
  });

  test("are taken away, and the comments between them stay", () => {
    expect(edited(TABLE, (rows) => rows.filter((_, at) => at !== 2))).toBe(`table 系数
| 档   | 完成率        | => 系数 |
| 未达 | < 60%         | 0       |  # 不发
| 接近 | [60% .. 100%) | 0.8     |

# 下面这一档待核
`);
  });

  test("can all go, at the end of a text without a last line break too", () => {
    expect(edited(TABLE.trimEnd(), () => [])).toBe("table 系数\n| 档 | 完成率 | => 系数 |\n\n# 下面这一档待核");
  });

  test("move with their comments", () => {
    expect(edited(TABLE, ([first, second, third]) => [second, first, third].flatMap((row) => row ?? []))).toBe(
      `table 系数
| 档   | 完成率        | => 系数 |
| 接近 | [60% .. 100%) | 0.8     |
| 未达 | < 60%         | 0       |  # 不发

# 下面这一档待核
| 达标 | >= 100%       | 1       |
`,
    );
  });
});

test("whatever is done to the rows, the text then holds just these, in columns where it was", () => {
  const cell = fc.constantFrom("", "1", "外呼专员", "[60% .. 80%)", '"a|b"', "单价 * 上门人数");
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 7 });
  const indexes = fc.array(fc.option(fc.nat(6), { nil: undefined }), { maxLength: 8 });
  fc.assert(
    fc.property(rows, rows, indexes, fc.boolean(), (before, after, origins, inColumns) => {
      const lines = [["例", "数", "=> 果"], ...before];
      const grid = inColumns ? layOutGrid(lines) : lines.map((cells) => `|${cells.join("| ")} |`);
      const text = `examples\n${grid.join("\n")}\n`;
      const taken = new Set<number>();
      const next = after.map((cells, at): NextRow => {
        const from = origins[at];
        if (from === undefined || from >= before.length || taken.has(from)) return { cells };
        taken.add(from);
        return { from, cells };
      });
      const result = applyEdits(text, editGrid(text, gridOf(text), next));
      expect(gridOf(result).rows.map(({ cells }) => cells.map((each) => each.text))).toEqual(after);
      if (inColumns) {
        expect(result).toBe(`examples\n${layOutGrid([["例", "数", "=> 果"], ...after]).join("\n")}\n`);
      }
    }),
  );
});

test.each([
  ["[60% .. 80%)", true],
  ['"a|b # c"', true],
  ["", true],
  ["a | b", false],
  ["a ｜ b", false],
  ["1 # 见附件", false],
  ["1\n2", false],
  ['"open', false],
])("%j fits a cell: %s", (text, fits) => expect(fitsCell(text)).toBe(fits));
