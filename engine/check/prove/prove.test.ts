import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { applyEdits } from "../../source/span.ts";
import { findings, scheme } from "./scheme.fixture.ts";

const codes = (rules: string): string[] => findings(rules).map(({ code }) => code);
const messages = (found: readonly Diagnostic[]): string[] => found.map(({ message }) => message.en);
const columns = ({ witness }: Diagnostic) => Object.fromEntries(witness?.columns ?? []);
const inputs = ({ witness }: Diagnostic) => Object.fromEntries(witness?.inputs ?? []);
const only = (rules: string, code: Diagnostic["code"]): Diagnostic => {
  const [first, ...others] = findings(rules, code);
  if (!first || others.length > 0) throw new Error(`expected one ${code}`);
  return first;
};

const GRID = "input a, 岗位\ntable t\n";
const table = (...rows: string[]): string => `${GRID}${rows.join("\n")}\noutput y`;

describe("gaps and overlaps", () => {
  test("counts have nothing between 9 and 10, an average has", () => {
    const rows = "| < 5 | 1 |\n| [5 .. 9] | 2 |\n| [10 .. 19] | 3 |\n| >= 20 | 4 |\noutput y";
    expect(codes(`input 件数\ntable t\n| 件数 (件) | => y |\n${rows}`)).toEqual([]);
    expect(messages(findings(`input 均值\ntable t\n| 均值 (件) | => y |\n${rows}`))).toEqual([
      'table "t" does not cover (9 .. 10)',
      'table "t" does not cover (19 .. 20)',
    ]);
  });

  test("several columns are named, and a column that does not matter is left out", () => {
    const rules = table("| 岗位 | a | => y |", "| 甲, 乙 | < 5 | 1 |", "| 甲 | [5 .. 7] | 2 |", "| 乙 | >= 5 | 3 |");
    expect(messages(findings(rules))).toEqual([
      'table "t" does not cover 岗位 甲 & a > 7',
      'table "t" does not cover 岗位 丙',
    ]);
  });

  test("percentages are written with their sign, and the witness as plain decimals", () => {
    const found = only("input 占比\ntable t\n| 占比 | => y |\n| < 60% | 1 |\n| > 60% | 2 |\noutput y", "table-gap");
    expect(found.message.en).toBe('table "t" does not cover 60%');
    expect(columns(found)).toEqual({ 占比: "0.6" });
    expect(inputs(found)).toEqual({ 件数: "3", 均值: "5" });
  });

  test("the bounds of a param count at its value", () => {
    const rules = "input a\nparam p = 4\ntable t\n| a | => y |\n| < p | 1 |\n| > p + 2 | 2 |\noutput y";
    expect(only(rules, "table-gap").message.en).toBe('table "t" does not cover [4 .. 6]');
  });

  test("what never occurs together is no gap", () => {
    const rules = "input a\nx = a + 1\ntable t\n| a | x | => y |\n| < 5 | < 6 | 1 |\n| >= 5 | >= 6 | 2 |\noutput y";
    expect(codes(rules)).toEqual([]);
  });

  test("what an exception takes over is no gap", () => {
    const rules = "input 岗位\ntable t\n| 岗位 | => y |\n| 甲, 乙 | 1 |\nexcept when 岗位 = 丙\n  y = 0\noutput y";
    expect(codes(rules)).toEqual([]);
    expect(messages(findings(rules.replace("= 丙", "= 甲")))).toEqual(['table "t" does not cover 丙']);
  });

  test("a value is found through formulas, tables and scores", () => {
    const rules = `input 件数, 评分
table 得分
| 件数 (件) | => 得分 (分) |
| < 10      | 40           |
| >= 10     | 100          |
score 总分 (分)
| 指标 | 权重 | 得分 |
| 甲   | 50%  | 得分 |
| 乙   | 50%  | 评分 |
折后 = round(总分 / 3, 1)
table 等级
| 折后 (分) | => y |
| <= 26.6   | 1    |
| > 26.7    | 2    |
output y`;
    const found = only(rules, "table-gap");
    expect(columns(found)).toEqual({ 折后: "26.7" });
    expect(inputs(found)).toEqual({ 件数: "10", 评分: "60" });
  });

  test("what can be neither shown nor ruled out is said to be so", () => {
    const rules = "input d, e\nx = d * d + e * e - 2 * d * e\ntable t\n| x | => y |\n| >= 0 | 1 |\noutput y";
    expect(codes(rules)).toEqual(["table-undecided"]);
  });

  test("nothing is said of what depends on a hole", () => {
    const rules =
      "input a\nparam h = ?\ntable t\n| a | => x |\n| < h | 1 |\ntable u\n| x | => y |\n| 7 | 1 |\noutput y";
    expect(codes(rules)).toEqual([]);
  });

  test("nor of a window over months in which it has no value", () => {
    const rules = "input a\nparam h = ?\nx = a * h\ny = max(x) over this year\noutput z = y + (sum(x) over this year)";
    expect(codes(rules)).toEqual([]);
  });

  test("a table without rows has no gap beside that", () => {
    expect(messages(findings("input a\ntable t\n| a | => y |\noutput y"))).toEqual([]);
  });
});

describe("rows that never decide", () => {
  const row = (found: Diagnostic) => /row (\d+)/.exec(found.message.en)?.[1];

  test("in a first table are those that earlier rows cover, and those nothing reaches", () => {
    const rules = table("| a | => y |", "| < 5 | 1 |", "| < 3 | 2 |", "| > 100 | 3 |", "| - | 4 |", "| 7 | 5 |");
    const found = findings(rules.replace("table t", "table t first"), "table-row-unreachable");
    expect(found.map(row)).toEqual(["2", "3", "5"]);
  });

  test("in a unique table are those nothing reaches", () => {
    const rules = table("| a | => y |", "| < 5 | 1 |", "| (5 .. 6) | 2 |", "| > 100 | 3 |", "| >= 5 | 4 |");
    expect(findings(rules, "table-row-unreachable").map(row)).toEqual(["2", "3"]);
  });
});

describe("fixes of a table", () => {
  const text = `input 均值, 岗位
table t
| 档 | 均值 (件)  | 岗位   | => y | assumed |
| 低 | [0 .. 5]   | -      | 1    | 据说    |
| 中 | [10 .. 20] | 甲, 乙 | 2    |         |
| 丙 | [10 .. 20] | 丙     | 3    |         |
| 高 | >= 20      | -      | 4    |         |
output y`;
  const fixed = (found: Diagnostic | undefined, at: number): string[] => {
    const { text: whole } = scheme(text);
    return applyEdits(whole, found?.fixes?.[at]?.edits ?? []).split("\n");
  };

  test("add a row where it belongs, in the columns of the grid", () => {
    const found = findings(text, "table-gap")[0];
    expect(found?.message.en).toBe('table "t" does not cover 均值 (5 .. 10)');
    const lines = fixed(found, (found?.fixes?.length ?? 0) - 1);
    expect(lines.slice(lines.indexOf("| 低 | [0 .. 5]   | -      | 1    | 据说    |"))[1]).toBe(
      "|    | (5 .. 10)  | -      | ?    |         |",
    );
  });

  test("extend the neighbour that is as wide as the gap", () => {
    const found = findings(text, "table-gap")[0];
    expect(found?.fixes?.map(({ title }) => title.en)).toEqual([
      "change [0 .. 5] to [0 .. 10)",
      "add a row for the gap, its result to be filled in",
    ]);
    expect(fixed(found, 0)).toContain("| 低 | [0 .. 10)  | -      | 1    | 据说    |");
  });

  test("give a shared edge to one of two rows", () => {
    const found = findings(text, "table-overlap")[0];
    expect(found?.message.en).toBe('rows 2 and 4 of table "t" overlap at 均值 20 & 岗位 甲, 乙');
    expect(fixed(found, 0)).toContain("| 中 | [10 .. 20) | 甲, 乙 | 2    |         |");
    // Row 4 holds for 丙 too: taking 20 away from it would leave that open.
    expect(found?.fixes?.length).toBe(1);
  });
});

describe("weights", () => {
  const rules = (weight: string) =>
    `input 评分\nparam w = 40%\nscore x (分)\n| 指标 | 权重 | 得分 |\n| 甲 | 50% | 评分 |\n| 乙 | ${weight} | 评分 |\noutput x`;

  test("must make 100%", () => {
    const found = only(rules("w"), "weights-total");
    expect(found.message.en).toBe('the weights of "x" add up to 90%, not 100%');
    expect(found.fixes?.map(({ edits }) => edits[0]?.text)).toEqual(["60%"]);
    expect(findings(rules("50%"), "weights-total")).toEqual([]);
  });
});

describe("exceptions", () => {
  const rules = (second: string) =>
    `input a, 岗位\noutput x = a\nexcept when 岗位 = 甲\n  x = 1\nexcept when ${second}\n  x = 2`;

  test("that can hold together conflict, with a case that shows it", () => {
    const found = only(rules("a > 5"), "exceptions-conflict");
    expect(found.message.en).toBe('the exceptions in lines 14 and 16 can hold together and both override "x"');
    expect(inputs(found)).toEqual({ a: "6", 岗位: "甲" });
  });

  test("that exclude each other do not", () => {
    expect(codes(rules("岗位 = 乙"))).toEqual([]);
    expect(codes(rules("a > 5 and 岗位 != 甲"))).toEqual([]);
    expect(codes(rules("a > 50"))).toEqual([]);
  });
});

describe("amounts", () => {
  test("that need not be whole fen are named, with a case", () => {
    const found = only("input 金额\noutput x = 金额 * 1%", "money-unrounded");
    expect(columns(found)).toEqual({ x: "0.0271" });
    expect(inputs(found)).toEqual({ 金额: "2.71" });
  });

  test.each([
    "output x = round(金额 * 1%, 2)",
    "output x = 金额 * a + 400 CNY",
    "output x = max(0, 金额 - 20.5 CNY)",
    "output x = 金额 / 3 shown 2 decimals",
    "output x = if a > 3 then 400 CNY * 0.6 else 0 CNY",
    "table\n| a | => r |\n| < 5 | 0.5 |\n| >= 5 | 0.8 |\noutput x = 400 CNY * r",
    "output x = 400 CNY * a / 8 * 2",
  ])("are silent about %s", (rules) => {
    expect(findings(`input 金额, a\n${rules}`, "money-unrounded", "output-endless")).toEqual([]);
  });

  test("that need not end as decimals are named, with a case", () => {
    const found = only("input a, c\noutput x = a / 3 + c", "output-endless");
    expect(columns(found).x).toMatch(/\//);
    expect(findings("input a, c\noutput x = a / 8 + c", "output-endless")).toEqual([]);
  });

  test("are put right by their fixes", () => {
    for (const rules of ["input 金额\noutput x = 金额 * 1%", "input 金额\nx = 金额 * 1%\noutput x"]) {
      const found = only(rules, "money-unrounded");
      for (const { edits } of found.fixes ?? []) {
        const { text } = scheme(rules);
        const block = applyEdits(text, edits).split("```kpi\n")[1]?.split("\n```")[0] ?? "";
        expect(scheme(block).errors).toEqual([]);
        expect(codes(block)).toEqual([]);
      }
    }
  });
});

describe("division by zero", () => {
  test("is shown by inputs on which an output fails", () => {
    const found = only("input a, b, c\noutput x = a / (b - c) shown 1 decimals", "division-by-zero");
    expect(found.message.en).toContain('"b - c" can be 0');
    expect(inputs(found)).toEqual({ a: "0", b: "0", c: "0" });
    expect(found.fixes?.[0]?.edits[0]?.text).toBe("if b - c != 0 then a / (b - c) else 0");
  });

  test.each([
    "output x = if b > 0 then a / b else 0 shown 1 decimals",
    "r = a / b\noutput x = if b != 0 then r else 0 shown 1 decimals",
    "output x = if b != 0 and a / b > 1 then 1 else 0",
    "output x = a / (b * b + 1) shown 1 decimals",
    "output x = a / max(b, 1) shown 1 decimals",
    "t = a - b\noutput x = if t > 0 then a / t else 0 shown 1 decimals",
    "table\n| b | => x |\n| > 0 | a / b |\n| <= 0 | 0 |\noutput x shown 1 decimals",
    "output x = a / b shown 1 decimals\nexcept when b = 0\n  x = 0",
  ])("is not feared where a condition guards: %s", (rules) => {
    expect(findings(`input a, b\n${rules}`, "division-by-zero")).toEqual([]);
  });
});

describe("the size of numbers", () => {
  const squares = (count: number): string =>
    ["input d", "x0 = d", ...Array.from({ length: count }, (_, at) => `x${at + 1} = x${at} * x${at}`)].join("\n");

  test("is bounded: repeated squaring is an error once", () => {
    expect(
      findings(`${squares(20)}\noutput y = round(x20, 2)`, "number-grows").map(({ message }) => message.en),
    ).toEqual(['the exact value of "x6" can grow beyond 4096 bits; round a step before']);
  });

  test("does not grow by adding, nor where a step is rounded", () => {
    const sum = Array.from({ length: 400 }, () => "d").join(" + ");
    expect(findings(`input d\noutput y = ${sum}`, "number-grows")).toEqual([]);
    const rounded = Array.from({ length: 30 }, (_, at) => `x${at + 1} = round(x${at} / 7, 2)`).join("\n");
    expect(findings(`input d\nx0 = d\n${rounded}\noutput y = x30`, "number-grows")).toEqual([]);
  });
});

test("names that nothing needs are named, a table's columns once", () => {
  const rules = `input a, b
q = a + 1
table t
| a | => k | => l |
| - | 1    | 2    |
table u
| a | => m | => n |
| - | 1    | 2    |
output x = l`;
  expect(findings(rules).map(({ message }) => message.en)).toEqual([
    '"b" is never used',
    '"q" is never used',
    '"m" is never used',
  ]);
});
