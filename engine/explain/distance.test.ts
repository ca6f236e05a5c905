import { expect, test } from "vitest";
import type { TypedTest } from "../ir/term.ts";
import { parseDecimal, rational, toExact } from "../values/rational.ts";
import { isRational } from "../values/value.ts";
import { distanceTo } from "./distance.ts";
import { schemeOf } from "./testing/scheme.ts";

function testOf(cell: string): TypedTest {
  const { program } = schemeOf(`input 上门人数\nx = 上门人数 / 1 人\ntable\n| x | => y |\n| ${cell} | 1 |\noutput y`);
  const found = program.tables[0]?.rows[0]?.tests[0];
  if (!found) throw new Error(`no test in ${cell}`);
  return found;
}

test.each([
  ["< 60", "75", "15"],
  ["< 60", "60", "0"],
  [">= 60", "59.5", "0.5"],
  ["[10 .. 20)", "4", "6"],
  ["[10 .. 20)", "20", "0"],
  ["[10 .. 20)", "23", "3"],
  ["60, 80, [100 .. 120]", "93", "7"],
  ["not [10 .. 20)", "12", "2"],
  ["not [10 .. 20)", "19", "1"],
  ["not 15", "15", "0"],
])("%s from %s is %s away", (cell, value, expected) => {
  const distance = distanceTo(testOf(cell), parseDecimal(value) ?? rational(0), (bound) =>
    bound.kind === "literal" && isRational(bound.value) ? bound.value : undefined,
  );
  expect(distance && toExact(distance)).toBe(expected);
});
