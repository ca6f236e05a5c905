import { expect, test } from "vitest";
import { rational } from "../../engine/index.ts";
import { compareValues } from "./order.ts";

test("numbers are compared exactly", () => {
  const type = { kind: "number", unit: [], percent: false } as const;
  expect(compareValues(rational(1, 3), rational(333333333333, 1000000000000), type)).toBeGreaterThan(0);
  expect(compareValues(rational(2, 4), rational(1, 2), type)).toBe(0);
});

test("values of a choice keep the order of its declaration", () => {
  const type = { kind: "choice", name: "等级", values: ["D", "C", "B", "A"] } as const;
  expect(["A", "D", "B"].sort((a, b) => compareValues(a, b, type))).toEqual(["D", "B", "A"]);
});

test("texts are in the order of pinyin, and numbers in them count as numbers", () => {
  const type = { kind: "text" } as const;
  expect(["周", "陈", "李"].sort((a, b) => compareValues(a, b, type))).toEqual(["陈", "李", "周"]);
  expect(["T10", "T9"].sort((a, b) => compareValues(a, b, type))).toEqual(["T9", "T10"]);
});

test("truth values: no before yes", () => {
  expect(compareValues(false, true, { kind: "truth" })).toBeLessThan(0);
});
