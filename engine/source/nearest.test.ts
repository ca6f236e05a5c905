import { describe, expect, test } from "vitest";
import { suggest } from "./nearest.ts";

const names = [
  "A类客户数",
  "B类客户数",
  "绩效奖金系数",
  "月目标完成率",
  "意向客户成交额",
  "round",
  "floor",
  "constructor",
];

describe("suggest", () => {
  test.each([
    ["A类客户", "A类客户数"],
    ["绩效系数", "绩效奖金系数"],
    ["月目标完成律", "月目标完成率"],
    ["目标月完成率", "月目标完成率"],
    ["成交额意向客户", "意向客户成交额"],
    ["ruond", "round"],
    ["Round", "round"],
    ["rond", "round"],
    ["Ａ类客户数", "A类客户数"],
  ])("%s → %s", (word, expected) => {
    expect(suggest(word, names)).toBe(expected);
  });

  test.each(["病假天数", "x", "", "满意度", "r", "_".repeat(10_000)])("nothing is near %s", (word) => {
    expect(suggest(word, names)).toBeUndefined();
  });

  test("an edit in place is nearer than the same characters in another order", () => {
    expect(suggest("调整后的月度目标完成率", ["月度目标完成率的调整后", "调整后的月度目标完成律"])).toBe(
      "调整后的月度目标完成律",
    );
  });

  test("never suggests the word itself", () => {
    expect(suggest("round", ["round"])).toBeUndefined();
  });
});
