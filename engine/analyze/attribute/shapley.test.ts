import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, divide, equal, type Rational, rational, roundTo, subtract, ZERO } from "../../values/rational.ts";
import { type Coalition, coalitionOf, everybody, isIn, neighbours, playersOf } from "./coalition.ts";
import { coverOf } from "./cover.ts";
import { byLargestRemainder } from "./largest-remainder.ts";
import { shapley } from "./shapley.ts";

const sizeOf = (coalition: Coalition): number => playersOf(coalition).length;
const sum = (parts: readonly Rational[]): Rational => parts.reduce(add, ZERO);

function* ordersOf(players: readonly number[]): Generator<number[]> {
  if (players.length === 0) yield [];
  for (const first of players) {
    for (const rest of ordersOf(players.filter((one) => one !== first))) yield [first, ...rest];
  }
}

/** By definition: what each adds when it comes in, over all orders. */
function byAllOrders(players: number, worth: (coalition: Coalition) => bigint): Rational[] {
  const sums = new Array<Rational>(players).fill(ZERO);
  let orders = 0;
  for (const order of ordersOf(Array.from({ length: players }, (_, at) => at))) {
    orders += 1;
    let present: Coalition = 0;
    for (const player of order) {
      const next = present | (1 << player);
      sums[player] = add(sums[player] ?? ZERO, rational(worth(next) - worth(present)));
      present = next;
    }
  }
  return sums.map((total) => divide(total, rational(orders)));
}

const games = fc.integer({ min: 1, max: 6 }).chain((players) =>
  fc.record({
    players: fc.constant(players),
    worths: fc.array(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), {
      minLength: 2 ** players,
      maxLength: 2 ** players,
    }),
  }),
);

describe("shares of a game", () => {
  test("equal what each player adds, averaged over all orders, and sum to the whole", () => {
    fc.assert(
      fc.property(games, ({ players, worths }) => {
        const worth = (coalition: Coalition): bigint => worths[coalition] ?? 0n;
        const shares = shapley(players, (coalition) => [worth(coalition), 3n]).map(([share = ZERO]) => share);
        expect(shares).toEqual(byAllOrders(players, worth));
        expect(sum(shares)).toEqual(rational(worth(everybody(players)) - worth(0)));
      }),
      { numRuns: 60 },
    );
  });

  test("are equal for players who add the same, nothing for one who adds nothing", () => {
    fc.assert(
      fc.property(games, ({ players, worths }) => {
        // The first two are alike: only how many of them take part counts. One more player adds nothing.
        const alike = (coalition: Coalition): bigint => {
          const others = coalition & (everybody(players) - coalitionOf([0, 1]));
          return worths[others | (everybody(sizeOf(coalition & 3)) & everybody(players))] ?? 0n;
        };
        const shares = shapley(players + 1, (coalition) => [alike(coalition & everybody(players))]);
        if (players >= 2) expect(shares[0]).toEqual(shares[1]);
        expect(shares[players]).toEqual([ZERO]);
      }),
      { numRuns: 60 },
    );
  });

  test("are over the denominator of the worths", () => {
    expect(shapley(1, (coalition) => [BigInt(coalition) * 5n], 100n)).toEqual([[rational(5, 100)]]);
  });
});

describe("largest remainders", () => {
  const parts = fc.array(
    fc
      .tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 5_040 }))
      .map(([n, d]) => rational(n, d)),
    { maxLength: 12 },
  );

  test("keep the sum to the last unit, and no part is a whole unit off", () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 4 }), (exact, decimals) => {
        const rounded = byLargestRemainder(exact, decimals);
        expect(sum(rounded)).toEqual(roundTo(sum(exact), decimals));
        for (const [at, part] of rounded.entries()) {
          expect(equal(part, roundTo(part, decimals))).toBe(true);
          const off = subtract(part, exact[at] ?? ZERO);
          expect(off.numerator < 0n ? -off.numerator : off.numerator).toBeLessThan(
            Number(off.denominator) / 10 ** decimals,
          );
        }
      }),
    );
  });

  test("go to the largest, of equal ones to the first", () => {
    const third = rational(100, 3);
    expect(byLargestRemainder([third, third, third], 0)).toEqual([rational(34), rational(33), rational(33)]);
    expect(byLargestRemainder([rational(-1, 3), rational(-2, 3)], 0)).toEqual([rational(0), rational(-1)]);
  });
});

describe("coalitions", () => {
  test("are all gone through, one player at a time", () => {
    const all = [...neighbours(5)];
    expect(new Set(all).size).toBe(32);
    expect(all.every((each, at) => at === 0 || sizeOf(each ^ (all[at - 1] ?? 0)) === 1)).toBe(true);
  });

  test("that cover groups show every coalition of every group", () => {
    const groups = fc.array(fc.integer({ min: 0, max: 2 ** 8 - 1 }), { maxLength: 8 });
    fc.assert(
      fc.property(groups, (each) => {
        const { colours, coalition, coloursOf } = coverOf(each);
        expect(colours).toBeLessThanOrEqual(8);
        for (const group of each) {
          expect(colours).toBeGreaterThanOrEqual(sizeOf(group));
          for (let part = 0; part < 2 ** 8; part += 1) {
            const wanted = part & group;
            expect(coalition(coloursOf(wanted)) & group).toBe(wanted);
          }
        }
        const idle = playersOf(everybody(8)).filter((player) => !each.some((group) => isIn(player, group)));
        expect(idle.some((player) => isIn(player, coalition(everybody(colours))))).toBe(false);
      }),
    );
  });
});
