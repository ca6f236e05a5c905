import { afterEach, describe, expect, test } from "vitest";
import type { Expression } from "../../../engine/index.ts";
import { setLanguage } from "../../app/preferences.ts";
import { readable, regionText, testText } from "./readable.ts";
import { statementsOf } from "./testing/statements.ts";

afterEach(() => setLanguage("zh"));

function formula(text: string): Expression {
  const [statement] = statementsOf(`x = ${text}`);
  if (statement?.kind !== "formula") throw new Error(`${text} is no formula`);
  return statement.body;
}

describe("expressions as a policy prints them", () => {
  test.each([
    ["a * b / c - d", "a × b ÷ c − d"],
    ["(a + b) * c", "(a + b) × c"],
    ["a + b * c", "a + b × c"],
    ["a - (b - c)", "a − (b − c)"],
    ["a / (b / c)", "a ÷ (b ÷ c)"],
    ["a - b - c", "a − b − c"],
    ["-a * b", "−a × b"],
    ["-(a + b)", "−(a + b)"],
    ["1234.5 CNY", "1,234.5 元"],
    ["25 CNY/人 * n", "25 元/人 × n"],
    ["0.5%", "0.5%"],
    ["max(0, a - 100%)", "max(0, a − 100%)"],
    ["if a >= 60% and not b then 1 else 0%", "若 a ≥ 60% 且 非 b，则 1，否则 0%"],
    ["1 + (if a then 1 else 0)", "1 + (若 a，则 1，否则 0)"],
    ["(a > 1) = b", "(a > 1) = b"],
    ["a or b and c", "a 或 b 且 c"],
    ["(a or b) and c", "(a 或 b) 且 c"],
    ["a in [1 .. 3)", "1 ≤ a < 3"],
    ["a in (甲, 乙)", "a 属于 (甲、乙)"],
    ["? CNY/人", "? 元/人"],
  ])("%s reads %s", (written, read) => expect(readable(formula(written))).toBe(read));

  test.each([
    ["average(a) over previous quarter", "上季度各月a的平均", "average of a over the previous quarter"],
    ["sum(a - b) over last 3 months", "近 3 个月各月(a − b)之和", "sum of (a − b) over the last 3 months"],
    [
      "average(a) over previous 2 months where b > 0, at least 2 months",
      "此前 2 个月中“b > 0”的各月a的平均（至少 2 个月）",
      "average of a over the previous 2 months in the months with “b > 0”, at least 2 months",
    ],
    ["count(a >= 1) over this year", "本年中“a ≥ 1”的月数", "number of months with “a ≥ 1” in this year"],
    ["a over this quarter", "本季度合计的a", "a over this quarter as a whole"],
    ["months in previous quarter", "上季度有记录的月数", "number of months with a record in the previous quarter"],
    ["months in this year where a > 0", "本年中“a > 0”的月数", "number of months with “a > 0” in this year"],
    ["rank(a) within (b, c)", "a在同b、同c中的名次", "rank of a within the same b and c"],
    ["average(a) within all", "全体a的平均", "average of a within all agents"],
    ["count(a > 1) within b", "同b中“a > 1”的人数", "number of agents with “a > 1” within the same b"],
    ["not first month of quarter", "非 季度首月", "not first month of the quarter"],
    ["a > first day of previous quarter", "a > 上季度首日", "a > first day of the previous quarter"],
    ["a = last day of month", "a = 本月末日", "a = last day of this month"],
    ["streak(a or b) >= 3", "“a 或 b”连续成立的月数 ≥ 3", "months in a row with “a or b” ≥ 3"],
    ["full months(a, b)", "从a到b的整月数", "full months from a to b"],
    [
      "(max(a) over this quarter) - (min(a) over this quarter)",
      "本季度各月a的最高值 − 本季度各月a的最低值",
      "(highest a over this quarter) − (lowest a over this quarter)",
    ],
  ])("%s is said in words", (written, chinese, english) => {
    expect(readable(formula(written))).toBe(chinese);
    setLanguage("en");
    expect(readable(formula(written))).toBe(english);
  });

  test("words follow the language", () => {
    setLanguage("en");
    expect(readable(formula("if a != 0 then 1 CNY else 2 CNY"))).toBe("if a ≠ 0 then 1 CNY, otherwise 2 CNY");
  });
});

test("cells of a table", () => {
  const [table] = statementsOf(
    "table x\n| v | => x |\n| < 60% | 1 |\n| [60% .. 80%) | 2 |\n| >= 80% | 3 |\n| - | 4 |\n| 甲, 乙 | 5 |\n| not 甲 | 6 |",
  );
  if (table?.kind !== "table") throw new Error("no table");
  expect(table.rows.map(({ tests: [cell] }) => cell && testText(cell).trim())).toEqual([
    "< 60%",
    "60% ≤ x < 80%",
    "≥ 80%",
    "不限",
    "甲、乙",
    "非 甲",
  ]);
});

test("a stretch of a number line reads as a test", () => {
  const [half, one] = [
    { numerator: 1n, denominator: 2n },
    { numerator: 1n, denominator: 1n },
  ];
  expect(regionText({ from: half, fromIncluded: true, to: one, toIncluded: false }, true)).toBe("50% ≤ x < 100%");
  expect(regionText({ from: one, fromIncluded: true, to: one, toIncluded: true }, false)).toBe("= 1");
  expect(regionText({ fromIncluded: false, to: half, toIncluded: false }, false)).toBe("< 0.5");
  expect(regionText({ from: one, fromIncluded: false, toIncluded: false }, false)).toBe("> 1");
});
