import fc from "fast-check";
import { expect, test } from "vitest";
import { floorDivide } from "../lower/bounds.ts";

const LIMIT = 2n ** 53n;

/** Quotients as near to the next integer as can be, and any others, with |n| + d up to 2^53. */
const divisions = fc
  .tuple(
    fc.bigInt({ min: 1n, max: LIMIT }),
    fc.bigInt({ min: 0n, max: LIMIT }),
    fc.integer({ min: -2, max: 2 }),
    fc.boolean(),
  )
  .map(([d, seed, near, isNegative]) => {
    const most = LIMIT - d;
    const k = most / d === 0n ? 0n : seed % (most / d + 1n);
    const n = k * d + BigInt(near);
    const size = n < 0n ? -n : n > most ? most : n;
    return { n: isNegative ? -size : size, d };
  });

test("the floor of a rounded quotient is the floor of the quotient, up to 2^53 in all", () => {
  fc.assert(
    fc.property(divisions, ({ n, d }) => {
      expect(BigInt(Math.floor(Number(n) / Number(d)))).toBe(floorDivide(n, d));
    }),
    { numRuns: 20_000 },
  );
});

test("and beyond it is not always", () => {
  const [n, d] = [LIMIT * 2n - 2n, 3n];
  const near = 3n * ((LIMIT * 2n - 2n) / 3n) - 1n;
  const floors = [n, near, near + 1n, near + 2n].map((each) => [
    BigInt(Math.floor(Number(each) / 3)),
    floorDivide(each, d),
  ]);
  expect(floors.some(([found, expected]) => found !== expected)).toBe(true);
});
