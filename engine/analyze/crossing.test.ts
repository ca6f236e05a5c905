import { describe, expect, test } from "vitest";
import { intervalOf, valuesOf } from "../check/prove/domain.ts";
import { compare, type Rational, rational, toExact } from "../values/rational.ts";
import { crossingFrom, type Scale, scaleOf } from "./crossing.ts";

const included = (value: number) => ({ value: rational(value), included: true });
const counts = scaleOf(intervalOf({ lower: included(0), upper: included(1_000_000) }, rational(1))) as Scale;
const above = (edge: Rational) => (value: Rational) => compare(value, edge) >= 0;

/** `4 → 5`, by the values of the two places. */
function crossed(start: number, scale: Scale, isAbove: (value: Rational) => boolean | undefined, guess?: Rational) {
  const found = crossingFrom(rational(start), guess, scale, isAbove);
  return found && `${toExact(scale.at(found.below))} → ${toExact(scale.at(found.above))}`;
}

describe("the nearest crossing", () => {
  test.each([
    [0, 5, "4 → 5"],
    [1_000_000, 5, "4 → 5"],
    [5, 5, "4 → 5"],
    [300, 999_999, "999998 → 999999"],
    [300, 1_000_000, "999999 → 1000000"],
  ])("from %i over %i is %s", (start, edge, expected) => {
    expect(crossed(start, counts, above(rational(edge)))).toBe(expected);
  });

  test("is the same from a guess, and where the answer falls as the figure rises", () => {
    expect(crossed(0, counts, above(rational(777)), rational(777))).toBe("776 → 777");
    expect(crossed(0, counts, above(rational(777)), rational(7))).toBe("776 → 777");
    expect(crossed(500, counts, (value) => compare(value, rational(40)) < 0)).toBe("40 → 39");
  });

  test("is none where nothing is crossed or nothing can be told", () => {
    expect(crossed(0, counts, () => false)).toBeUndefined();
    expect(crossed(0, counts, () => undefined)).toBeUndefined();
    expect(crossed(0, counts, above(rational(1_000_001)))).toBeUndefined();
  });

  test("goes through a list of permitted values, and by millionths where decimals have no limit", () => {
    const ratings = scaleOf(valuesOf([60, 80, 100].map((value) => rational(value)))) as Scale;
    expect(crossed(60, ratings, above(rational(90)))).toBe("80 → 100");
    const free = scaleOf(intervalOf({ lower: included(0), upper: included(9) }, undefined)) as Scale;
    expect(crossed(0, free, above(rational(1, 3)))).toBe("0.333333 → 0.333334");
  });
});

test("what is no number, or never varies, has no scale", () => {
  expect(scaleOf(valuesOf(["甲", "乙"]))).toBeUndefined();
  expect(scaleOf(valuesOf([rational(1)]))).toBeUndefined();
});
