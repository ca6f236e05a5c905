import { expect, test } from "vitest";
import { readableFormula } from "./readable-formula.ts";

test.each([
  ["round(400 CNY * 1.14 + 10000 CNY * 1%, 2)", "round(400 元 × 1.14 + 10,000 元 × 1%, 2)"],
  ["average(上门人数) over previous quarter", "上季度各月上门人数的平均"],
  ["否 and 30 人 < 10 人", "否 且 30 人 < 10 人"],
  ["2024-03-01 > first day of previous quarter", "2024-03-01 > 上季度首日"],
  ["if 1656 通 > 0 then 1032.246377…% else 0%", "若 1,656 通 > 0，则 1,032.246377…%，否则 0%"],
  ["121.644195… 秒/通 * 3 / 2.5…", "121.644195… 秒/通 × 3 ÷ 2.5…"],
  ["max(0, (-2%) * 500 CNY)", "max(0, −2% × 500 元)"],
])("%s reads %s", (formula, read) => expect(readableFormula(formula)).toBe(read));

test("what is no formula keeps its text", () => {
  expect(readableFormula("张 三 - 3 <= 4")).toBe("张 三 − 3 ≤ 4");
});
