import { describe, expect, it } from "vitest";
import { LineIndex } from "../source/line-index.ts";
import { readDocument } from "../source/read-document.ts";
import { parseBlocks } from "./parse.ts";
import { printStatement } from "./print.ts";

const HEAD = "---\nscheme: s\ntitle: t\nversion: v1\nperiod: month\ncurrency: CNY\n---\n\n## 一、规则\n\n```kpi\n";
const HEAD_LINES = HEAD.split("\n").length - 1;

function parse(rules: string) {
  const text = `${HEAD}${rules}\n\`\`\`\n`;
  const lines = new LineIndex(text);
  const { statements, diagnostics } = parseBlocks(readDocument(text));
  const place = (offset: number): string => {
    const { line, column } = lines.positionAt(offset);
    return `${line - HEAD_LINES}:${column}`;
  };
  return {
    statements,
    findings: diagnostics.map(({ code, span }) => `${place(span.start)} ${code}`),
    firstFix: diagnostics[0]?.fixes?.[0]?.edits.map((edit) => edit.text).join(),
  };
}

/** A table over x whose one cell is this. */
const cell = (text: string) => parse(`table\n| x | => y |\n| ${text} | 1 |`);

describe("signs of a Chinese keyboard", () => {
  it.each([
    ["X ＝ （1 ＋ ２．５％） × 3 ÷ 4 − 5", "X = (1 + 2.5%) * 3 / 4 - 5"],
    ["X = a – b — c", "X = a - b - c"],
    ["X = if a ≥ 1 then b ≤ 2 else c ≠ 3", "X = if a >= 1 then b <= 2 else c != 3"],
    ["X = max（a，b、c）", "X = max(a, b, c)"],
    ["X = round (a, 2)", "X = round(a, 2)"],
    ["input a，b、c", "input a, b, c"],
    ["X = 名\u3000称", undefined],
  ])("%s", (rules, printed) => {
    const { statements, findings } = parse(rules);
    expect(findings.length === 0 && statements[0] ? printStatement(statements[0]) : undefined).toBe(printed);
  });
});

describe("a number that may be read in two ways is refused whole", () => {
  it.each([
    ["X = 1,500", "1:5 thousands-separator", "1500"],
    ["X = max(1，500)", "1:9 thousands-separator", "1500"],
    ["X = 1,234,567.5 + 1", "1:5 thousands-separator", "1234567.5"],
    ["X = 1·5", "1:5 number-malformed", undefined],
    ["X = 1。5", "1:5 number-malformed", undefined],
    ["X = 1'500", "1:5 number-malformed", undefined],
    ["X = 1_000", "1:5 number-malformed", undefined],
    ["X = 1.2.3", "1:5 number-malformed", undefined],
    ["X = 1e5", "1:5 number-malformed", undefined],
    ["X = 007", "1:5 number-malformed", undefined],
  ])("%s", (rules, finding, fix) => {
    const { statements, findings, firstFix } = parse(rules);
    expect(findings).toEqual([finding]);
    expect(firstFix).toBe(fix);
    expect(JSON.stringify(statements, (_, value) => (typeof value === "bigint" ? String(value) : value))).toContain(
      '"unreadable"',
    );
  });

  it("but a list may leave out its spaces where that is clear", () => {
    expect(cell("60,80,100").findings).toEqual([]);
    expect(cell("80、100").findings).toEqual([]);
  });
});

describe("what is not clear in a cell is refused, with what would be", () => {
  it.each([
    ["5~9", "ambiguous-range", "[5 .. 9]"],
    ["5-9", "ambiguous-range", "[5 .. 9]"],
    ["5–9", "ambiguous-range", "[5 .. 9]"],
    ["5 .. 9", "ambiguous-range", "[5 .. 9]"],
    ["-5 .. -1", "ambiguous-range", "[-5 .. -1]"],
    ["5至9", "ambiguous-range", "[5 .. 9]"],
    ["5人到9人", "ambiguous-range", "[5人 .. 9人]"],
    ["[5, 10)", "interval-form", "[5 .. 10)"],
    ["[5~10)", "interval-form", "[5 .. 10)"],
    ["[5-10]", "interval-form", "[5 .. 10]"],
    ["(5, 10)", "interval-form", "(5 .. 10)"],
    [">= 5 < 10", "interval-form", "[5 .. 10)"],
    ["> 5 and <= 10", "interval-form", "(5 .. 10]"],
    ["5 <= x < 10", "interval-form", "[5 .. 10)"],
    ["not 5, 7", "negated-list", "not (5, 7)"],
    ["5以上", "colloquial-bound", ">= 5"],
    ["5 人 以上", "colloquial-bound", ">= 5 人"],
    ["5人以下", "colloquial-bound", "<= 5人"],
    ["60%（含）以上", "colloquial-bound", ">= 60%"],
    ["不满5人", "colloquial-bound", "< 5人"],
    ["超过 5 人", "colloquial-bound", "> 5 人"],
    ["大于等于5", "colloquial-bound", ">= 5"],
    ["至少 5", "colloquial-bound", ">= 5"],
  ])("%s", (text, code, fix) => {
    const { findings, firstFix } = cell(text);
    expect(findings).toEqual([`3:3 ${code}`]);
    expect(firstFix).toBe(fix);
  });

  it.each(["-", "—", "- 5", "[-5 .. -1]", "not (5, 7)", "not [5 .. 7]", "< 5, > 10", "(1 + 2)", "满意"])(
    "%s is clear",
    (text) => {
      expect(cell(text).findings).toEqual([]);
    },
  );
});

describe("one mistake gives one finding, where it is", () => {
  it.each([
    ["X = 1 500", ["1:7 text-left-over"]],
    ["X = 3；", ["1:6 text-left-over"]],
    ["X = 1 +", ["1:7 text-missing"]],
    ["X = (1", ["1:6 text-missing"]],
    ["X = 1\n  Y = 2\nZ = 3", ["2:3 rule-indented"]],
    ["A-B = 3\n1月 = 3\nA B = 3", ["1:1 name-malformed", "2:1 name-malformed", "3:1 name-malformed"]],
    ["parm X = 3", ["1:1 unknown-statement"]],
    ["param X = 3 range (1, 5)", ["1:19 interval-form"]],
    ["param X = 3 range 1 .. 5", ["1:19 unexpected-text"]],
    ["except when a = b X = 3", ["1:19 text-left-over"]],
    ["except when a = 1", ["1:17 text-missing"]],
    ["input a\n| a |\n| 1 |", ["2:1 grid-without-rule"]],
    ["| a |\n| 1 |\n| 2 |", ["1:1 grid-without-rule"]],
    ["table\n| x | => y |\n| --- | :-: |\n| - | 1 |", ["3:1 grid-separator"]],
    ["table\n| x | => y |\n| - | 1 |\n| x | => z |\n| < 3 | 4 |", ["4:1 grid-second-header"]],
    ["table\n| x | => y |", ["2:1 grid-without-rows"]],
    ["table\n| x | => y | |\n| - | 1 | |", ["2:13 grid-header-blank"]],
    ["table\n| x | x | => y |\n| - | - | 1 |", ["2:7 grid-column-repeated"]],
    ["table\n| x | => y CNY |\n| - | 1 |", ["2:12 text-left-over"]],
    ["table\n| 档 | x | => y |\n| 很 好 | - | 1 |", ["3:5 text-left-over"]],
    ["score s\n| 指标 | 比重 | 得分 |\n| a | 50% | 1 |", ["2:8 grid-column"]],
    ["score s\n| 指标 | 权重 | 得分 |\n| | 50% | 1 |", ["3:2 catalogue-cell-missing"]],
    ["examples\n| a | => b | => b |\n| 1 | 2 | 3 |", ["2:17 grid-column-repeated"]],
    ["X = 条\u200b数", ["1:6 invisible-character"]],
  ])("%j", (rules, expected) => {
    expect(parse(rules).findings).toEqual(expected);
  });

  it("and hides none of the next", () => {
    expect(parse("X = 1 +\nparam = \nY = (2\ntable\nZ = 3 4").findings).toEqual([
      "1:7 text-missing",
      "2:7 text-missing",
      "3:6 text-missing",
      "4:1 grid-missing",
      "5:7 text-left-over",
    ]);
  });
});

describe("layout", () => {
  it.each([
    ["a comment may hold quotes and bars", 'X = 1 # "引 | 号\n  + 2 # |\n', "X = 1 + 2"],
    ["a quotation may hold bars and hashes", 'X = "a|b # c"', 'X = "a|b # c"'],
    ["blank lines and comments do not end a rule", "X = 1\n\n# 说明\n\t+ 2", "X = 1 + 2"],
    ["range and step come in either order", "param X = 3 step 1 range [1 .. 5]", "param X = 3 range [1 .. 5] step 1"],
    ["a keyword before = is a name", "table = 3", "table = 3"],
    ["a date is a text", "X = 2025-01-31", 'X = "2025-01-31"'],
  ])("%s", (_, rules, printed) => {
    const { statements, findings } = parse(rules);
    expect(findings).toEqual([]);
    expect(statements.map(printStatement)).toEqual([printed]);
  });
});
