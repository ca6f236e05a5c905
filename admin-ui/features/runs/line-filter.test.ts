import { expect, test } from "vitest";
import { filterLines } from "./line-filter.ts";
import type { ListedLine } from "./lines.ts";

const line = (agent: string, rest: Partial<ListedLine> = {}): ListedLine => ({
  agent,
  department: "华东一部",
  outcome: "computed",
  payout: 100,
  adjustments: 0,
  corrections: 0,
  net: 100,
  error: undefined,
  ...rest,
});

const lines = [
  line("T1", { name: "周雨桐" }),
  line("T2", { name: "郑磊", outcome: "missing-data", payout: null }),
  line("T3", { name: "Zoe Lin", department: null, corrections: -5 }),
];
const agents = (...[shown, search]: [Parameters<typeof filterLines>[1], string]): string[] =>
  filterLines(lines, shown, search).map(({ agent }) => agent);

test("lines are kept by what became of them", () => {
  expect([agents("everyone", ""), agents("lacking", ""), agents("adjusted", "")]).toEqual([
    ["T1", "T2", "T3"],
    ["T2"],
    ["T3"],
  ]);
});

test("every word of the search is found somewhere", () => {
  expect(agents("everyone", " 华东 t1 ")).toEqual(["T1"]);
  expect(agents("everyone", "zoe")).toEqual(["T3"]);
  expect(agents("lacking", "周雨桐")).toEqual([]);
});
