import { expect, test } from "vitest";
import { compareTexts } from "./order.ts";

test("texts are in the order of pinyin, and numbers in them count as numbers", () => {
  expect(["周", "陈", "李"].sort(compareTexts)).toEqual(["陈", "李", "周"]);
  expect(["T10", "T9"].sort(compareTexts)).toEqual(["T9", "T10"]);
});
