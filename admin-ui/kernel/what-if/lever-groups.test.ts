import { expect, test } from "vitest";
import { leverGroups } from "./lever-groups.ts";
import { trialLevers } from "./testing/levers.ts";

const shown = (filter: string): [string, [string, string[]][]][] =>
  leverGroups(trialLevers(), filter, "zh").map(({ kind, clauses }) => [
    kind,
    clauses.map(({ heading, levers }) => [heading, levers.map(({ address }) => address)]),
  ]);

test("params come first, then tables, then weights, by clause", () => {
  expect(shown("")).toEqual([
    ["param", [["一 奖金", ["任务数", "基数", "比例"]]]],
    ["table", [["一 奖金", expect.arrayContaining(["系数/< 20/系数", "系数/>= 20/系数", "系数/客户数/edge 20"])]]],
    ["weight", [["二 评分", ["总分/甲/权重", "总分/乙/权重", "总分/丙/权重"]]]],
  ]);
});

test("every word of the filter has to be in the name or the clause", () => {
  expect(shown("评分 乙")).toEqual([["weight", [["二 评分", ["总分/乙/权重"]]]]]);
  expect(shown("没有")).toEqual([]);
});
