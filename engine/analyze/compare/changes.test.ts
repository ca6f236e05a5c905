import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keep, type ResultColumn } from "../../batch/result-column.ts";
import { add, compare, type Rational, rational, subtract, ZERO } from "../../values/rational.ts";
import { numberOf } from "../../values/type.ts";
import { amountAt, amountsOf } from "./amounts.ts";
import { changesOf, DOWN, NONE, SAME, tallies, UP } from "./changes.ts";

const LARGE = 2 ** 52;

interface Cell {
  readonly numerator: number;
  readonly denominator: number;
  readonly isMissing: boolean;
}

const columnOf = (cells: readonly Cell[]): ResultColumn => {
  const column: ResultColumn = {
    name: "x",
    type: numberOf([]),
    length: cells.length,
    at: () => "nobody asks",
    values: {
      kind: "number",
      numerators: Float64Array.from(cells, ({ numerator }) => numerator),
      denominators: Float64Array.from(cells, ({ denominator }) => denominator),
    },
    missing: Uint8Array.from(cells, ({ isMissing }) => Number(isMissing)),
    aside: new Map(),
  };
  return keep(column);
};

const cells = fc.record({
  numerator: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(LARGE, -LARGE, LARGE - 1)),
  denominator: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(1, 2, 100) },
    { weight: 1, arbitrary: fc.constantFrom(999_983, 999_979) },
  ),
  isMissing: fc.boolean(),
});
const pairs = fc.array(fc.tuple(cells, cells), { maxLength: 8 });

const exactOf = ({ numerator, denominator, isMissing }: Cell): Rational | undefined =>
  isMissing ? undefined : rational(numerator, denominator);

describe("changes of any numbers", () => {
  test("are those of exact quotients, and so are their sums", () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        const [before, after] = [columnOf(drawn.map(([one]) => one)), columnOf(drawn.map(([, other]) => other))];
        const [old, own] = amountsOf([before, after]) ?? [];
        const changes = changesOf(before, after, old && own && [old, own]);
        const expected = drawn.map(([one, other]) => {
          const [left, right] = [exactOf(one), exactOf(other)];
          return left && right && subtract(right, left);
        });
        expect(drawn.map((_, row) => changes.at(row))).toEqual(expected);
        const signs = new Map([
          [1, UP],
          [0, SAME],
          [-1, DOWN],
        ]);
        expect([...changes.directions]).toEqual(
          expected.map((change) => (change ? signs.get(compare(change, ZERO)) : NONE)),
        );
        const [tally] = tallies(changes, Int32Array.from(drawn.keys()));
        const sum = expected.reduce<Rational>((total, change) => (change ? add(total, change) : total), ZERO);
        expect(tally?.change).toEqual(old ? sum : undefined);
        if (old) expect(drawn.map((_, row) => amountAt(old, row))).toEqual(drawn.map(([one]) => exactOf(one)));
      }),
      { numRuns: 500 },
    );
  });

  test("have a scale where one is fine enough", () => {
    const whole = (numerator: number, denominator: number): Cell => ({ numerator, denominator, isMissing: false });
    expect(amountsOf([columnOf([whole(1, 4), whole(1, 6)])])?.[0]).toMatchObject({ scale: 12 });
    expect(amountsOf([columnOf([whole(1, 999_983), whole(1, 999_979)])])).toBeUndefined();
    expect(amountsOf([columnOf([whole(999_983 * 3, 999_983)])])?.[0]).toMatchObject({ scale: 1 });
  });
});
