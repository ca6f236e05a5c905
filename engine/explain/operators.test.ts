import { describe, expect, test } from "vitest";
import { rational } from "../values/rational.ts";
import type { RowError, Value } from "../values/value.ts";
import { createOperators, readConstant, toFact } from "./operators.ts";

const error: RowError = { kind: "row-error", code: "missing-value", name: "x", message: { zh: "缺少", en: "missing" } };
const operators = new Map(createOperators().map(({ name, evaluate }) => [name as string, evaluate]));
const holds = (left: Value, operator: string, right: Value) =>
  operators.get(operator)?.(toFact(left), typeof right === "object" ? toFact(right) : right);

test.each([
  ["60%", rational(3, 5)],
  ["-0.5", rational(-1, 2)],
  ["400 CNY", rational(400)],
  ["20 CNY/人", rational(20)],
  ["1/3 小时", rational(1, 3)],
  ["100/3%", rational(1, 3)],
])("the constant %s", (text, value) => {
  expect(readConstant(text)).toEqual(value);
});

test("what is no number is a fault of the rules", () => {
  expect(() => readConstant("质检专员")).toThrow("no number");
});

describe("comparisons", () => {
  test.each<[Value, string, Value, boolean]>([
    [rational(3, 5), "=", "60%", true],
    [rational(3, 5), "<", "60%", false],
    [rational(1, 3), "<", "0.3333333333333333333334", true],
    [rational(1, 3), ">", rational(1, 4), true],
    ["外呼专员", "=", "外呼专员", true],
    ["2026-01-31", "<", "2026-02-01", true],
    [true, "=", true, true],
    [false, "!=", true, true],
  ])("%o %s %o", (left, operator, right, expected) => {
    expect(holds(left, operator, right)).toBe(expected);
  });

  test("an error on either side never holds", () => {
    for (const evaluate of operators.values()) {
      expect(evaluate(toFact(error), "1")).toBe(false);
      expect(evaluate(toFact(rational(1)), toFact(error))).toBe(false);
    }
  });
});

test("facts are frozen and can be written as JSON", () => {
  expect(Object.isFrozen(toFact(rational(1)))).toBe(true);
  expect(JSON.stringify([toFact(rational(1, 3)), toFact(true)])).toBe('["1/3","true"]');
});
