import { describe, expect, test } from "vitest";
import { at, service } from "./testing/scheme.ts";

const labels = (rules: string): string[] => {
  const { compilation, offset } = at(rules);
  return service.completions(compilation, offset).items.map(({ label }) => label);
};

const SCORE =
  "input A类客户数, 岗位\nchoice 等级: 良, 优\nscore 总分 (分)\n| 指标 | 权重 | 得分 |\n| 甲 | 100% | 80 分 |\n";

describe("deductions and vetoes", () => {
  test.each([
    ["deduct 扣分 ▮", ["from"]],
    ["deduct 扣分 from ▮", ["总分"]],
    ["veto 违规 ▮", ["of"]],
    ["veto 违规 of ▮", ["总分"]],
  ])("%s", (line, expected) => {
    expect(labels(SCORE + line)).toEqual(expected);
  });

  test("the limit, and the condition, after the value", () => {
    expect(labels(`${SCORE}deduct 扣分 from 总分 = 1 分/户 * A类客户数 ▮`)).toContain("at");
    expect(labels(`${SCORE}veto 违规 of 总分 = 0 分 ▮`)).toContain("when");
    expect(labels(`${SCORE}veto 违规 of 总分 = 0 分 when ▮`)).toContain("A类客户数");
  });
});

describe("forced distributions", () => {
  test.each([
    ["distribute ▮", ["等级"]],
    ["distribute 等级 ▮", ["by"]],
    ["distribute 等级 by ▮", ["A类客户数", "总分"]],
    ["distribute 等级 by 总分 ▮", ["within"]],
    ["distribute 等级 by 总分 within ▮", ["岗位"]],
    ["distribute 等级 by 总分 within 岗位 ▮", ["places"]],
    ["distribute 等级 by 总分 within 岗位\n  places rounded, ties better, smallest group 5, otherwise ▮", ["良", "优"]],
    ["distribute 等级 by 总分 within all places rounded\n| ▮", ["等级", "比例", "假定"]],
    ["distribute 等级 by 总分 within all places rounded\n| 等级 | 比例 |\n| ▮", ["良", "优"]],
  ])("%s", (line, expected) => {
    expect(labels(SCORE + line)).toEqual(expected);
  });
});

test("a grade of a distribution is renamed with its choice", () => {
  const { compilation, offset, text } = at(
    `${SCORE}distribute 等级 by 总分 within all\n  places rounded, ties better, smallest group 5, otherwise 良\n| 等级 | 比例 |\n| 优▮ | 20% |\n| 良 | 80% |\noutput 等级`,
  );
  const result = service.rename(compilation, offset, "卓越");
  if (!("edits" in result)) throw new Error("cannot be renamed");
  expect(result.edits.map(({ span }) => text.slice(span.start, span.end))).toEqual(["优", "优"]);
});
