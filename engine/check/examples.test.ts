import { describe, expect, test } from "vitest";
import { checkExamples } from "./examples.ts";
import { scheme } from "./prove/scheme.fixture.ts";

const RULES = `input a, 占比, 岗位, 件数
output x = a * 2
output y = a / 7 shown 4 decimals
output z = 12 / (a - 3) shown 1 decimals
output 岗
output r = 占比 shown 2 decimals
table
| 岗位 | => 岗 |
| 甲, 乙 | 1 |
| 丙 | 2 |
`;
const check = (grid: string) => {
  const { program, errors } = scheme(`${RULES}\nexamples\n${grid}`);
  expect(errors).toEqual([]);
  return checkExamples(program);
};
const messages = (grid: string): string[] => check(grid).diagnostics.map(({ message }) => message.en);

describe("examples", () => {
  test("pass where every expected value comes out, blank cells unchecked", () => {
    const { diagnostics, results } = check(`| 例 | a | 岗位 | => x | => 岗 |
| 一 | 2 | 甲 | 4 | 1 |
| 二 | 3 | | 6 | |`);
    expect(diagnostics).toEqual([]);
    expect(results.map(({ label, passed, checks }) => [label, passed, checks.length])).toEqual([
      ["一", true, 2],
      ["二", true, 1],
    ]);
  });

  test("may give a value as it is shown, but nothing nearer or farther", () => {
    const grid = (value: string) => `| a | => y |\n| 6 | ${value} |`;
    expect(messages(grid("0.8571"))).toEqual([]);
    expect(messages(grid("0.85"))).toEqual(["the example gives y = 0.857143…, expected 0.85"]);
  });

  test("fail on the cell that is wrong", () => {
    const grid = "| a | => x | => y |\n| 7 | 15 | 1 |";
    const { text, program } = scheme(`${RULES}\nexamples\n${grid}`);
    const { diagnostics, results } = checkExamples(program);
    expect(diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
      ["example-fails", "15"],
    ]);
    expect(results[0]?.checks.map(({ passed }) => passed)).toEqual([false, true]);
  });

  test("that cannot be computed say why, once", () => {
    expect(messages("| a | => x | => z |\n| 3 | 6 | 4 |")).toEqual([
      'the example cannot be computed: "z" divides by 0',
    ]);
    expect(messages("| 岗位 | => x | => y |\n| 甲 | 6 | 4 |")).toEqual([
      'the example cannot be computed: "a" is missing',
    ]);
  });

  test("hold their figures to the bounds of the catalogue", () => {
    expect(messages("| a | => x |\n| 13 | 26 |")[0]).toMatch(/"a" cannot be "13": permitted is/);
  });

  test("may ask for an error, the first that a run would give", () => {
    const grid = (code: string) => `| a | 岗位 | 件数 | => x | => error |\n| 3 | 甲 | 4 件 | 6 | ${code} |`;
    expect(messages(grid("division-by-zero"))).toEqual([]);
    expect(messages(grid("missing-value"))).toEqual([
      "the example should give the error missing-value but gives division-by-zero",
    ]);
    const complete = "| a | 岗位 | 件数 | 均值 | => error |\n| 4 | 甲 | 4 | 2 | division-by-zero |";
    expect(messages(complete)).toEqual(["the example should give the error division-by-zero but gives x = 8"]);
  });

  test("of what a hole leaves open are not reported a second time", () => {
    const { program } = scheme("input a\nparam p = ?\noutput x = a * p\nexamples\n| a | => x |\n| 3 | 6 |");
    const { diagnostics, results } = checkExamples(program);
    expect(diagnostics).toEqual([]);
    expect(results[0]?.passed).toBe(false);
  });
});
