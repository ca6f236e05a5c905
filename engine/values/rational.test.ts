import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  compare,
  DivisionByZero,
  decimalsOf,
  divide,
  equal,
  multiply,
  negate,
  parseDecimal,
  type Rational,
  rational,
  roundTo,
  subtract,
  toExact,
  toFixed,
} from "./rational.ts";

const anyRational = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([n, d]) => rational(n, d));

const decimal = (text: string): Rational => {
  const value = parseDecimal(text);
  if (!value) throw new Error(`not a decimal: ${text}`);
  return value;
};

describe("arithmetic", () => {
  it("keeps 1/3 * 3 at 1 and 0.1 + 0.2 at 0.3", () => {
    expect(multiply(rational(1, 3), rational(3))).toEqual(rational(1));
    expect(toExact(add(decimal("0.1"), decimal("0.2")))).toBe("0.3");
  });

  it("stays in lowest terms with a positive denominator", () => {
    expect(rational(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rational(0, -7)).toEqual({ numerator: 0n, denominator: 1n });
  });

  it("refuses to divide by zero", () => {
    expect(() => divide(rational(1), rational(0))).toThrow(DivisionByZero);
    expect(() => rational(1, 0)).toThrow(DivisionByZero);
  });

  it("is a field", () => {
    fc.assert(
      fc.property(anyRational, anyRational, anyRational, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
        expect(equal(a, b)).toBe(compare(a, b) === 0);
      }),
    );
  });
});

describe("rounding", () => {
  it.each([
    ["1.005", 2, "1.01"],
    ["-1.005", 2, "-1.01"],
    ["1.142857", 2, "1.14"],
    ["0.9375", 2, "0.94"],
    ["2.5", 0, "3"],
    ["-2.5", 0, "-3"],
    ["1250", -2, "1300"],
    ["-0.004", 2, "0"],
  ])("takes %s to %i decimals half away from zero: %s", (text, decimals, expected) => {
    expect(toExact(roundTo(decimal(text), decimals))).toBe(expected);
  });

  it("rounds down and up, not towards zero", () => {
    expect(toExact(roundTo(decimal("-1.21"), 1, "floor"))).toBe("-1.3");
    expect(toExact(roundTo(decimal("-1.29"), 1, "ceil"))).toBe("-1.2");
    expect(toExact(roundTo(decimal("1.2"), 1, "floor"))).toBe("1.2");
  });

  it("never moves a value by more than half a unit, and mirrors at zero", () => {
    fc.assert(
      fc.property(anyRational, fc.integer({ min: 0, max: 9 }), (a, decimals) => {
        const rounded = roundTo(a, decimals);
        const unit = rational(1n, 10n ** BigInt(decimals));
        const moved = subtract(rounded, a);
        expect(
          compare(multiply(moved, moved), multiply(divide(unit, rational(2)), divide(unit, rational(2)))),
        ).not.toBe(1);
        expect(roundTo(negate(a), decimals)).toEqual(negate(rounded));
        expect(decimalsOf(rounded)).toBeLessThanOrEqual(decimals);
      }),
    );
  });
});

describe("text", () => {
  it("reads plain decimals and nothing else", () => {
    expect(parseDecimal("-12.50")).toEqual(rational(-25, 2));
    expect(parseDecimal(".5")).toEqual(rational(1, 2));
    for (const text of ["", ".", "-", "1e5", "1,000", "0x10", " 1", "１", "NaN", "1.2.3"]) {
      expect(parseDecimal(text)).toBeUndefined();
    }
  });

  it("writes what it reads", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 20 }), (digits, decimals) => {
        const value = rational(digits, 10n ** BigInt(decimals));
        expect(parseDecimal(toExact(value))).toEqual(value);
        expect(parseDecimal(toFixed(value, decimals))).toEqual(value);
      }),
    );
  });

  it("shows an endless decimal as a fraction and a fixed one with all its places", () => {
    expect(toExact(rational(1, 3))).toBe("1/3");
    expect(toFixed(rational(1, 3), 4)).toBe("0.3333");
    expect(toFixed(rational(-1, 200), 2)).toBe("-0.01");
    expect(toFixed(rational(7), 2)).toBe("7.00");
  });
});
