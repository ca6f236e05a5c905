import fc from "fast-check";
import { expect, test } from "vitest";
import type { Numbers, ResultColumn } from "../../batch/result-column.ts";
import { keep } from "../../batch/result-column.ts";
import { add, compare, type Rational, rational, subtract, ZERO } from "../../values/rational.ts";
import { numberOf } from "../../values/type.ts";
import { countPair, countSame } from "./pair-counts.ts";
import { PIECE } from "./piece.ts";
import { isSame } from "./same.ts";

interface Drawn {
  readonly numerators: Numbers;
  readonly denominator: number;
  readonly missing: Numbers;
}

const columnOf = ({ numerators, denominator, missing }: Drawn, length: number): ResultColumn =>
  keep({
    name: "x",
    type: numberOf([]),
    length,
    at: () => "nobody asks",
    values: { kind: "number", numerators, denominators: denominator },
    missing,
    aside: new Map(),
  });

const at = (numbers: Numbers, row: number): number => (typeof numbers === "number" ? numbers : (numbers[row] ?? 0));

/** What is drawn once for a few rows stands in rows without end. */
const spread = <T extends Exclude<Numbers, number>>(few: readonly number[], cells: T): T => {
  for (let row = 0; row < cells.length; row += 1) cells[row] = few[row % few.length] ?? 0;
  return cells;
};

const LARGE = 2 ** 31 - 1;
const few = (arbitrary: fc.Arbitrary<number>) => fc.array(arbitrary, { minLength: 1, maxLength: 7 });
const gaps = fc.constantFrom(0, 0, 0, 3);

const drawn = (length: number): fc.Arbitrary<Drawn> =>
  fc.record({
    numerators: fc.oneof(
      few(fc.nat(255)).map((own) => spread(own, new Uint8Array(length))),
      few(fc.integer({ min: -32_768, max: 32_767 })).map((own) => spread(own, new Int16Array(length))),
      few(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(LARGE, -LARGE - 1))).map((own) =>
        spread(own, new Int32Array(length)),
      ),
      fc.integer({ min: -100, max: LARGE }),
    ),
    denominator: fc.constantFrom(1, 2, 10, 100),
    missing: fc.oneof(
      gaps,
      few(gaps).map((own) => spread(own, new Uint8Array(length))),
      few(gaps).map((own) => spread(own, new Int32Array(length))),
    ),
  });

const pairs = fc
  .constantFrom(0, 1, 6, PIECE, PIECE + 1, 2 * PIECE + 5)
  .chain((length) =>
    fc.record({ length: fc.constant(length), before: drawn(length), after: drawn(length), isPart: fc.boolean() }),
  );

test("one pass over integers gives what exact quotients give, whichever rows are looked at", () => {
  let counted = 0;
  fc.assert(
    fc.property(pairs, ({ length, before, after, isPart }) => {
      const rows = Int32Array.from({ length }, (_, row) => row).filter((row) => !isPart || row % 3 !== 1);
      const found = countPair(columnOf(before, length), columnOf(after, length), rows);
      if (!found) return;
      counted += 1;
      const valueIn = ({ numerators, denominator, missing }: Drawn, row: number): Rational | undefined =>
        at(missing, row) === 0 ? rational(at(numerators, row), denominator) : undefined;
      const values = [...rows].map((row) => [valueIn(before, row), valueIn(after, row)] as const);
      const sumOf = (numbers: readonly (Rational | undefined)[]) => ({
        value: numbers.reduce<Rational>((sum, number) => (number ? add(sum, number) : sum), ZERO),
        counted: numbers.filter((number) => number !== undefined).length,
      });
      const changes = values.flatMap(([old, own]) => (old && own ? [subtract(own, old)] : []));
      const signs = (sign: number) => changes.filter((change) => Math.sign(compare(change, ZERO)) === sign).length;
      expect(found).toEqual({
        tally: { up: signs(1), down: signs(-1), same: signs(0), change: sumOf(changes).value },
        unmatched: values.filter(([old, own]) => !old !== !own).length,
        before: sumOf(values.map(([old]) => old)),
        after: sumOf(values.map(([, own]) => own)),
      });
    }),
    { numRuns: 300 },
  );
  expect(counted).toBeGreaterThan(100);
});

test("a column is the same as its copy, and is not where one cell differs", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: PIECE + 9 }).chain((length) => fc.tuple(drawn(length), fc.nat(length - 1))),
      ([own, row]) => {
        const { numerators } = own;
        const length = typeof numerators === "number" ? 1 : numerators.length;
        const column = columnOf(own, length);
        expect(isSame(column, columnOf(own, length))).toBe(true);
        const rows = Int32Array.from({ length }, (_, at) => at);
        expect(countSame(column, rows)).toEqual(countPair(column, column, rows));
        if (typeof numerators === "number") return;
        const other = numerators.slice();
        other[row] = (other[row] ?? 0) ^ 1;
        expect(isSame(column, columnOf({ ...own, numerators: other }, length))).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});
