import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_QUARTER, QUARTERS, quarterMoves } from "./quarters.ts";

test("the four of four people are in four quarters, the highest first", () => {
  const found = quarterMoves(Float64Array.of(4, 3, 2, 1, 9), Float64Array.of(1, 3, 2, 4, Number.NaN));
  expect(found).toEqual({
    before: Int8Array.of(0, 1, 2, 3, NO_QUARTER),
    after: Int8Array.of(3, 1, 2, 0, NO_QUARTER),
    counts: [
      [0, 0, 0, 1],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ],
  });
});

test("equal amounts share a quarter, and everyone who takes part is counted once", () => {
  const amounts = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(fc.tuple(amounts, amounts)), (people) => {
      const [before, after] = [0, 1].map((side) => Float64Array.from(people, (pair) => pair[side] ?? 0));
      if (!before || !after) throw new Error("there are two sides");
      const found = quarterMoves(before, after);
      const taking = people.filter(([was, is]) => !Number.isNaN(was + is));
      for (const [at, [was, is]] of people.entries()) {
        const takesPart = !Number.isNaN(was + is);
        const withMore = taking.filter(([other]) => other > was).length;
        const quarter = takesPart ? Math.floor((QUARTERS * withMore) / taking.length) : NO_QUARTER;
        expect(found.before[at]).toBe(quarter);
      }
      expect(found.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(taking.length);
    }),
  );
});
