import { expect, test } from "vitest";
import { parseYuan, signedYuan, yuan } from "./money.ts";

test("amounts are shown to the fen", () => {
  expect([0, 5, -5, 123450, -123456789].map(yuan)).toEqual(["0.00", "0.05", "−0.05", "1,234.50", "−1,234,567.89"]);
  expect([100, 0, -100].map(signedYuan)).toEqual(["+1.00", "0.00", "−1.00"]);
});

test("what is typed is read exactly, or not at all", () => {
  expect(["120", "1,234.5", "-0.01", "−3", "+7.05", " 19.99 "].map(parseYuan)).toEqual([
    12000, 123450, -1, -300, 705, 1999,
  ]);
  expect(["", "0", "0.00", "1.234", "abc", "1e3", "12345678901", "."].map(parseYuan)).toEqual(Array(8).fill(undefined));
});
