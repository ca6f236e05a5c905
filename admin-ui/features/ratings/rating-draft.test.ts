import { expect, test } from "vitest";
import { changedRatings } from "./rating-draft.ts";

test("only what differs is sent; a blank takes a rating back, and full-width digits are digits", () => {
  const list = {
    month: "2025-06",
    open: true,
    metrics: ["专业知识评分", "执行反馈评分"],
    agents: [
      { agent: "D1001", name: "甲", values: ["80", null] },
      { agent: "D1002", name: "乙", values: ["60", "100"] },
    ],
  };
  const typed = {
    D1001: { 专业知识评分: " 80 ", 执行反馈评分: "６０" },
    D1002: { 执行反馈评分: "" },
  };
  expect(changedRatings(list, typed)).toEqual([
    { agent: "D1001", metric: "执行反馈评分", value: "60" },
    { agent: "D1002", metric: "执行反馈评分", value: null },
  ]);
  expect(changedRatings(list, {})).toEqual([]);
});
