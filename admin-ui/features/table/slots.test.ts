import { expect, test } from "vitest";
import { linesOfSlots } from "./slots.ts";

test("lines that come take the slots of lines that go; those that stay keep theirs", () => {
  expect(linesOfSlots([0, 1, 2, 3], [2, 3, 4, 5])).toEqual([4, 5, 2, 3]);
});

test("there are as many slots as lines: more are made, and those left over go", () => {
  expect(linesOfSlots([7], [0, 1, 7])).toEqual([7, 0, 1]);
  expect(linesOfSlots([7, 0, 1], [1])).toEqual([undefined, undefined, 1]);
  expect(linesOfSlots([], [])).toEqual([]);
});
