import { expect, test } from "vitest";
import { best, match, pieces } from "./match.ts";

test("every word must be found, in the label or beside it", () => {
  expect(match("完成率", "三、月目标完成率分档", "")).toEqual({ rank: 1, found: [[5, 8]] });
  expect(match("v6 完成率", "月目标完成率", "V6.1 草稿")?.found).toEqual([[3, 6]]);
  expect(match("完成率 不存在", "月目标完成率", "V6.1")).toBeUndefined();
});

test("nothing typed matches everything, and marks nothing", () => {
  expect(match("  ", "方案", "")).toEqual({ rank: 0, found: [] });
});

test("words that overlap are marked once", () => {
  expect(match("目标 标完", "月目标完成率", "")?.found).toEqual([[1, 4]]);
});

test("labels that begin with the word come first, then labels, then what stands beside", () => {
  const all = [
    ["第二章 提成", ""],
    ["总则", "提成"],
    ["提成比例", ""],
  ] as const;
  expect(best("提成", all, (one) => one, 2).map(({ one }) => one[0])).toEqual(["提成比例", "第二章 提成"]);
});

test("a label is cut at what was found", () => {
  expect(pieces("月目标完成率", [[3, 6]])).toEqual([
    { text: "月目标", hit: false },
    { text: "完成率", hit: true },
  ]);
});
