import { expect, test } from "vitest";
import { rational } from "../../../engine/index.ts";
import { amountAt, comparedBase, decimalText, markAt, percentText } from "./amounts.ts";

const amounts = (scale: number, ...whole: readonly number[]) => ({ whole: Float64Array.from(whole), scale });
const NONE = Number.NaN;

test("an amount is exact, and none stays none", () => {
  const given = amounts(100, 190210, NONE, -5);
  expect([0, 1, 2].map((at) => amountAt(given, at))).toEqual([rational(19021, 10), undefined, rational(-1, 20)]);
  expect([0, 1, 2, 3].map((at) => markAt(given, at))).toEqual([1902.1, NONE, -0.05, NONE]);
});

test("texts are rounded from the exact number", () => {
  expect(decimalText(rational(1234565, 1000), 2)).toBe("1234.57");
  expect(decimalText(rational(-1, 3), 0)).toBe("0");
  expect(percentText(rational(-175, 1000), 1)).toBe("-17.5%");
  expect(percentText(rational(1, 3), 2)).toBe("33.33%");
});

test("a change is a share of the months that both schemes can compute", () => {
  const first = amounts(100, 100, 200, 300, NONE, NONE, NONE);
  const second = amounts(1, 1, NONE, 3, 4, 5, 6);
  expect(comparedBase(first, second, 3)).toEqual(amounts(100, 400, NONE));
});
