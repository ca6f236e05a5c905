import { expect, test } from "vitest";
import { figureIn } from "./twin-sorting.ts";

test("a cell is ordered by its first figure, however it is written", () => {
  expect(["+58,379.00", "−1.1%", "-0.5", "12 人", "1.1%  +110,225.00"].map(figureIn)).toEqual([
    58_379, -1.1, -0.5, 12, 1.1,
  ]);
});

test("a cell without a figure has no place among figures", () => {
  expect(["", "—", "不适用"].map(figureIn)).toEqual([undefined, undefined, undefined]);
});
