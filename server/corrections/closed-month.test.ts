import { expect, test } from "vitest";
import type { LineOutcome, RunLine } from "../runs/line.ts";
import { type ClosedMonth, correctionsOf } from "./closed-month.ts";

const line = (agent: string, payout: number | null, outcome: LineOutcome = "computed"): RunLine => ({
  agent,
  department: null,
  version: outcome === "no-scheme" ? null : "v1",
  outcome,
  inputs: [],
  outputs: [],
  payout,
  errors: [],
  hash: "",
});

const closed = (published: Record<string, number | null>, settled: Record<string, number> = {}): ClosedMonth => ({
  month: "2026-03",
  dataRevision: 4,
  published: new Map(Object.entries(published)),
  settled: new Map(Object.entries(settled)),
});

const found = (month: ClosedMonth, ...lines: RunLine[]) =>
  correctionsOf(month, lines).map(({ agent, paid, owed, problem }) => [agent, paid, owed, problem?.en]);

test("who is owed what was paid is not in it, who is owed more or less is", () => {
  const month = closed({ A: 100, B: 100, C: 100 });
  expect(found(month, line("A", 100), line("B", 150), line("C", 99))).toEqual([
    ["B", 100, 150, undefined],
    ["C", 100, 99, undefined],
  ]);
});

test("earlier corrections count as paid, so that the same is never corrected twice", () => {
  expect(found(closed({ A: 100 }, { A: 50 }), line("A", 150))).toEqual([]);
  expect(found(closed({ A: 100 }, { A: 50 }), line("A", 100))).toEqual([["A", 150, 100, undefined]]);
});

test("whoever had no result when the month was published is paid the whole of it", () => {
  expect(found(closed({ A: null }), line("A", 300), line("B", 200))).toEqual([
    ["A", 0, 300, undefined],
    ["B", 0, 200, undefined],
  ]);
});

test("who can no longer be computed is named, and who never could be is not", () => {
  const month = closed({ A: 100, B: null }, { C: 5 });
  const lines = [line("A", null, "missing-data"), line("B", null, "error"), line("C", null, "no-scheme")];
  expect(found(month, ...lines)).toEqual([
    ["A", 100, undefined, "there are no data of the month any more"],
    ["C", 5, undefined, "no scheme applies in the month"],
  ]);
});

test("a version that pays nothing corrects nothing, and takes back what was paid", () => {
  expect(found(closed({ A: null, B: 10 }), line("A", null), line("B", null))).toEqual([["B", 10, 0, undefined]]);
});

test("the closed month, the version and the data it was published from stand on the line", () => {
  expect(correctionsOf(closed({ A: 1 }), [line("A", 2)])).toEqual([
    { closedMonth: "2026-03", agent: "A", version: "v1", publishedRevision: 4, paid: 1, owed: 2 },
  ]);
});
