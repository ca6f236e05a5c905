import { expect, test } from "vitest";
import { compare, parseDecimal, type Rational, toExact, ZERO } from "../../../engine/index.ts";
import { isWithin, onStep, placeOf, roundUp, scaleOf, valueAt } from "./lever-scale.ts";
import { leverAt } from "./testing/levers.ts";

const number = (text: string): Rational => parseDecimal(text) ?? ZERO;

const ends = (address: string, value?: string): string[] => {
  const lever = leverAt(address);
  const scale = scaleOf(lever, value === undefined ? lever.value : number(value));
  return [valueAt(scale, scale.first), valueAt(scale, scale.last), scale.step].map(toExact);
};

test("a slider goes over what somebody would try, in round steps", () => {
  expect(ends("基数")).toEqual(["0", "1000", "10"]);
  expect(ends("任务数")).toEqual(["1", "100", "1"]);
});

test("a param with a step takes its own steps over all its range", () => {
  expect(ends("比例")).toEqual(["0", "0.05", "0.001"]);
  const scale = scaleOf(leverAt("比例"), leverAt("比例").value);
  expect(toExact(valueAt(scale, placeOf(scale, number("0.01")) + 1))).toBe("0.011");
});

test("a value beyond the usual end stretches the slider to it", () => {
  const scale = scaleOf(leverAt("基数"), number("4000"));
  expect(placeOf(scale, number("4000"))).toBeLessThanOrEqual(scale.last);
  expect(compare(valueAt(scale, scale.last), number("4000"))).toBe(0);
});

test("the value of the text lies on the steps, and steps beyond the ends stop there", () => {
  const lever = leverAt("任务数");
  const scale = scaleOf(lever, lever.value);
  expect(toExact(valueAt(scale, 0))).toBe("35");
  expect(toExact(valueAt(scale, 1_000_000))).toBe("100");
  expect(toExact(valueAt(scale, -1_000_000))).toBe("1");
});

test("the range of a param and its steps bind what is typed", () => {
  expect(["0.05", "0.051", "0"].map((text) => isWithin(leverAt("比例"), number(text)))).toEqual([true, false, true]);
  expect(toExact(onStep(leverAt("比例"), number("0.0094")))).toBe("0.009");
  expect(toExact(onStep(leverAt("基数"), number("412.5")))).toBe("412.5");
});

test("the next round figure", () => {
  expect(["3", "10", "0.03", "1300", "0"].map((text) => toExact(roundUp(number(text))))).toEqual([
    "5",
    "10",
    "0.05",
    "2000",
    "0",
  ]);
});
