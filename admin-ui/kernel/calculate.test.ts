import { expect, test } from "vitest";
import { calculate } from "./calculate.ts";
import { CATALOGUE } from "./testing/small-company.ts";

const textOf = (expression: string): string => {
  const result = calculate(expression, CATALOGUE, "en");
  return result === undefined ? "nothing" : "text" in result ? result.text : `problem: ${result.problem.en}`;
};

test("an expression is exact, with its unit", () => {
  expect(textOf("0.1 + 0.2")).toBe("0.3");
  expect(textOf("round(400 CNY * 41 户 / 35 户, 2)")).toBe("468.57 CNY");
  expect(textOf("(41 / 35 + 80 / 80) / 2 > 1")).toBe("yes");
});

test("digits that do not end are shown as such: only round(…) rounds", () => {
  expect(textOf("400 CNY * 41 / 35")).toBe("468.571429… CNY");
});

test("what has no value says why", () => {
  expect(textOf("1 / 0")).toMatch(/^problem: /);
  expect(textOf("1 +")).toMatch(/^problem: /);
  expect(textOf("绩效奖金 * 2")).toMatch(/^problem: .*绩效奖金/);
});

test("it is one expression: nothing typed becomes a rule of its own", () => {
  expect(textOf("")).toBe("nothing");
  expect(textOf("1\n```\n\n```kpi\noutput y = 2")).toMatch(/^problem: /);
});
