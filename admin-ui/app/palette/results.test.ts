import { expect, test } from "vitest";
import type { Action, Place } from "./offers.ts";
import { results } from "./results.ts";

const PLACES: readonly Place[] = [
  { kind: "clause", label: "三、月目标完成率分档", run: () => {} },
  { kind: "agent", label: "郑天宇", tag: "D1120", run: () => {} },
  { kind: "page", label: "方案", href: "/schemes" },
  { kind: "problem", label: "完成率 [95%, 100%) 没有一档", tag: "gap", run: () => {} },
];
const ACTIONS: readonly Action[] = [{ label: "保存", run: () => {} }];

const labels = (scope: Parameters<typeof results>[0]["scope"], words: string): string[] =>
  results({ scope, words }, PLACES, ACTIONS).flatMap(({ name, results: found }) =>
    found.map((one) => `${name} ${one.kind === "place" ? one.place.label : one.action.label}`),
  );

test("before anything is typed there are pages, what can be done, and problems", () => {
  expect(labels("all", "")).toEqual(["go 方案", "act 保存", "problem 完成率 [95%, 100%) 没有一档"]);
});

test("words find clauses and problems together, and people by their number", () => {
  expect(labels("all", "完成率")).toEqual(["go 三、月目标完成率分档", "problem 完成率 [95%, 100%) 没有一档"]);
  expect(labels("all", "d1120")).toEqual(["go 郑天宇"]);
});

test("a scope holds its own kind only", () => {
  expect(labels("agents", "")).toEqual(["go 郑天宇"]);
  expect(labels("clauses", "")).toEqual(["go 三、月目标完成率分档"]);
  expect(labels("actions", "")).toEqual(["act 保存"]);
  expect(labels("sum", "1")).toEqual([]);
});
