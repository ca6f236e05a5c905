import { expect, test } from "vitest";
import { rational } from "../../engine/index.ts";
import { changeText, columnOf, headlineColumn, shownAs } from "./outcomes.ts";

const header = { scheme: "s", title: "方案", version: "1", period: "month", currency: "CNY" } as const;
const pay = columnOf(header, { name: "奖金", type: { kind: "number", unit: [["CNY", 1]], percent: false } });
const rate = columnOf(header, { name: "完成率", type: { kind: "number", unit: [], percent: true }, shown: 4 });
const grade = columnOf(header, { name: "等级", type: { kind: "choice", name: "等级", values: ["A", "B"] } });
const broken = columnOf(header, { name: "应发工资", type: { kind: "unknown" } });

test("the headline is the last amount of money, else the last number", () => {
  expect(headlineColumn([pay, rate, grade])).toBe(0);
  expect(headlineColumn([rate, pay, pay, grade])).toBe(2);
  expect(headlineColumn([rate, grade])).toBe(0);
  expect(headlineColumn([grade])).toBeUndefined();
});

test("the headline stays with an amount that an error makes unknown", () => {
  expect(headlineColumn([pay, rate, broken])).toBe(2);
});

test("values are shown without unit: money to the fen, percentages as the output says", () => {
  expect(shownAs(rational(808), pay).text).toBe("808.00");
  expect(shownAs(rational(2, 3), rate).text).toBe("66.67%");
  expect(shownAs("A", grade).text).toBe("A");
  expect(changeText(rational(-1, 2), pay)).toBe("-0.50");
});

test("a value that cannot be had has no text, but its reason", () => {
  const message = { zh: "缺少", en: "missing" };
  const error = { kind: "row-error", code: "missing-value", name: "咨询量", message } as const;
  expect(shownAs(error, pay)).toEqual({ text: "", error });
});
