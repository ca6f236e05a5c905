import { expect, test } from "vitest";
import { exactText, type Type, type Value } from "../engine/index.ts";
import { readExact } from "./exact-value.ts";

const NUMBER: Type = { kind: "number", unit: [], percent: false };

test.each<[Value, Type]>([
  [{ numerator: 3n, denominator: 5n }, NUMBER],
  [{ numerator: -1n, denominator: 3n }, NUMBER],
  [{ numerator: 12345678901234567890n, denominator: 7n }, NUMBER],
  [{ numerator: 0n, denominator: 1n }, NUMBER],
])("a number is read as it was written: %o", (value, type) => {
  expect(readExact(exactText(value), type)).toEqual(value);
});

test.each<[string, Type, Value]>([
  ["true", { kind: "truth" }, true],
  ["false", { kind: "truth" }, false],
  ["true", { kind: "text" }, "true"],
  ["2026-01-31", { kind: "date" }, "2026-01-31"],
  ["1/3", { kind: "text" }, "1/3"],
])("%s is read by its type", (text, type, value) => {
  expect(readExact(text, type)).toEqual(value);
});

test.each(["", "abc", "1/0", "1/", "/2", "1/2/3x"])("%j is no exact number", (text) => {
  expect(() => readExact(text, NUMBER)).toThrow();
});
