import { expect, test } from "vitest";
import { add, type Move, parseDecimal, type Rational, toExact, ZERO } from "../../../engine/index.ts";
import type { StudyLever } from "../study/study-api.ts";
import { leverAt, trialLevers } from "./testing/levers.ts";
import { known, standing, turned, untouched } from "./turn.ts";

const number = (text: string): Rational => parseDecimal(text) ?? ZERO;
const shown = (move: Move): Record<string, string> =>
  Object.fromEntries([...move].map(([address, value]) => [address, toExact(value)]));
const NONE: Move = new Map();

const weights = (): StudyLever[] => ["甲", "乙", "丙"].map((name) => leverAt(`总分/${name}/权重`));
const total = (move: Move): string =>
  toExact(weights().reduce((sum, weight) => add(sum, standing(weight, move)), ZERO));

test("a lever that comes back to the text's value is no longer part of the move", () => {
  const moved = turned(NONE, leverAt("基数"), number("500"));
  expect(shown(moved)).toEqual({ 基数: "500" });
  expect(turned(moved, leverAt("基数"), number("400")).size).toBe(0);
});

test("the other weights keep their proportions and make 100%", () => {
  const [first] = weights();
  const moved = turned(NONE, first as StudyLever, number("0.6"));
  expect(shown(moved)).toEqual({ "总分/甲/权重": "0.6", "总分/乙/权重": "0.24", "总分/丙/权重": "0.16" });
});

test("a second weight starts from where the first left the others", () => {
  const [first, second] = weights() as [StudyLever, StudyLever];
  const moved = turned(turned(NONE, first, number("0.6")), second, number("0.2"));
  expect(toExact(standing(second, moved))).toBe("0.2");
  expect(toExact(standing(first, moved))).toBe("0.6316");
  expect(total(moved)).toBe("1");
});

test("a partner alone makes up, as far as it has something to give", () => {
  const [first, second, third] = weights() as [StudyLever, StudyLever, StudyLever];
  const moved = turned(NONE, first, number("0.6"), third.address);
  expect(shown(moved)).toEqual({ "总分/甲/权重": "0.6", "总分/丙/权重": "0.1" });
  const stopped = turned(moved, first, number("0.9"), third.address);
  expect([first, second, third].map((weight) => toExact(standing(weight, stopped)))).toEqual(["0.7", "0.3", "0"]);
});

test("a weight stays within 0 and 100%", () => {
  const [first] = weights() as [StudyLever];
  expect(total(turned(NONE, first, number("1.5")))).toBe("1");
  expect(toExact(standing(first, turned(NONE, first, number("-1"))))).toBe("0");
});

test("resetting a weight resets its score; another lever stays", () => {
  const [first] = weights() as [StudyLever];
  const moved = turned(turned(NONE, leverAt("基数"), number("500")), first, number("0.6"));
  expect(shown(untouched(moved, first))).toEqual({ 基数: "500" });
});

test("of a link only what the text still has is taken", () => {
  const move = new Map([
    ["基数", number("500")],
    ["比例", number("0.01")],
    ["没有了", number("1")],
  ]);
  expect(shown(known(move, trialLevers()))).toEqual({ 基数: "500" });
});
