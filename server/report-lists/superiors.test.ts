import { expect, test } from "vitest";
import { notUnder } from "./superiors.ts";

const SUPERIORS = new Map([
  ["A", "组长"],
  ["B", "组长"],
  ["组长", "经理"],
  ["C", "经理"],
  ["甲", "乙"],
  ["乙", "甲"],
]);

test.each([
  ["经理", ["A", "B", "C", "组长"], undefined],
  ["组长", ["A", "B"], undefined],
  ["组长", ["A", "C"], "C"],
  ["经理", ["A", "经理"], "经理"],
  ["经理", ["D"], "D"],
  ["经理", ["甲"], "甲"],
  ["甲", ["甲"], "甲"],
  ["甲", ["乙"], undefined],
  ["经理", [], undefined],
])("below %s are not all of %j: %s", (boss, agents, outside) => {
  expect(notUnder(boss, agents, SUPERIORS)).toBe(outside);
});
