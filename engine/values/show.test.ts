import { describe, expect, test } from "vitest";
import { rational } from "./rational.ts";
import { exactText, plainText, showValue } from "./show.ts";
import { numberOf, PERCENT, PLAIN_NUMBER, TRUTH } from "./type.ts";
import { baseUnit, divideUnits } from "./unit.ts";

const money = numberOf(baseUnit("CNY"));
const currency = "CNY";

describe("values for people", () => {
  test.each([
    [rational(1, 3), PLAIN_NUMBER, {}, "0.333333…"],
    [rational(2, 3), PLAIN_NUMBER, {}, "0.666667…"],
    [rational(114, 100), PLAIN_NUMBER, {}, "1.14"],
    [rational(1, 3), PLAIN_NUMBER, { decimals: 4 }, "0.3333"],
    [rational(35), numberOf(baseUnit("户")), {}, "35 户"],
    [rational(35), numberOf(baseUnit("户")), { unit: false }, "35"],
    [rational(500), money, { currency }, "500.00 CNY"],
    [rational(500), money, {}, "500 CNY"],
    [rational(1005, 1000), money, { currency }, "1.005 CNY"],
    [rational(20), numberOf(divideUnits(baseUnit("CNY"), baseUnit("人"))), { currency }, "20 CNY/人"],
    [rational(3, 5), PERCENT, {}, "60%"],
    [rational(15, 16), PERCENT, { decimals: 4 }, "93.75%"],
    [rational(15, 16), PERCENT, { decimals: 1 }, "90%"],
    [rational(1, 3), PERCENT, {}, "33.333333…%"],
    [rational(-1, 1000), PLAIN_NUMBER, { decimals: 2 }, "0.00"],
    [rational(1n, 10n ** 20n), PLAIN_NUMBER, {}, "0.000000…"],
    [true, TRUTH, {}, "是"],
    [false, TRUTH, { language: "en" }, "no"],
  ] as const)("%o", (value, type, options, expected) => {
    expect(showValue(value, type, options)).toBe(expected);
  });
});

describe("values for machines", () => {
  test.each([
    [rational(3, 5), PERCENT, {}, "0.6"],
    [rational(1, 3), PLAIN_NUMBER, {}, "1/3"],
    [rational(15, 16), PERCENT, { decimals: 4 }, "0.9375"],
    [rational(556), money, { currency }, "556.00"],
    [rational(1005, 1000), money, { currency }, "1.005"],
    ["外呼专员", TRUTH, {}, "外呼专员"],
  ] as const)("%o", (value, type, options, expected) => {
    expect(plainText(value, type, options)).toBe(expected);
  });

  test("exact", () => {
    expect([rational(1, 3), rational(5, 4), true, "初级"].map(exactText)).toEqual(["1/3", "1.25", "true", "初级"]);
  });
});
