import fc from "fast-check";
import { expect, test } from "vitest";
import { byChange, histogram, roundStep, spread, spreadWith } from "./distribution.ts";

const NONE = Number.NaN;
const amounts = (...whole: readonly number[]) => ({ whole: Float64Array.from(whole), scale: 100 });

test("bins of a round width hold everybody who has an amount", () => {
  const found = histogram([amounts(0, 9_999, 10_000, NONE), amounts(-1, 45_000)], 6);
  expect(found.edges).toEqual([-100, 0, 100, 200, 300, 400, 500]);
  expect(found.counts).toEqual([
    [0, 2, 1, 0, 0, 0],
    [1, 0, 0, 0, 0, 1],
  ]);
});

test("no amounts make no bins, and one amount makes one", () => {
  expect(histogram([amounts(), amounts(NONE)])).toEqual({ edges: [], counts: [[], []] });
  expect(histogram([amounts(250)])).toEqual({ edges: [2, 3], counts: [[1]] });
});

test("nobody is lost or counted twice, and there are not too many bins", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1 }),
      fc.integer({ min: 2, max: 60 }),
      (whole, most) => {
        const { edges, counts } = histogram([amounts(...whole)], most);
        expect(counts[0]?.reduce((sum, count) => sum + count, 0)).toBe(whole.length);
        expect(edges.length - 1).toBe(counts[0]?.length);
        expect(counts[0]?.length).toBeLessThanOrEqual(most + 1);
      },
    ),
  );
});

test("steps are 1, 2 or 5 with zeros", () => {
  expect([0, 0.03, 1, 1.1, 3, 6, 51, 700].map(roundStep)).toEqual([1, 0.05, 1, 2, 5, 10, 100, 1000]);
});

test("who gains most comes first; a long list is thinned out evenly with its ends", () => {
  expect([...byChange(amounts(-3, NONE, 5, 0, 5))]).toEqual([2, 4, 3, 0]);
  const all = Int32Array.from({ length: 101 }, (_, at) => at);
  expect([...spread(all, 5)]).toEqual([0, 25, 50, 75, 100]);
  expect([...spread(all, 200)]).toEqual([...all]);
});

test("who is looked at is never thinned out", () => {
  const all = Int32Array.from({ length: 101 }, (_, at) => 100 - at);
  expect([...spreadWith(all, 3, 70)]).toEqual([100, 70, 50, 0]);
  expect([...spreadWith(all, 3, 50)]).toEqual([100, 50, 0]);
  expect([...spreadWith(all, 3, 555)]).toEqual([100, 50, 0]);
  expect([...spreadWith(all, 3, undefined)]).toEqual([100, 50, 0]);
});
