import { expect, test } from "vitest";
import { type Coverage, type GridCoverage, rational } from "../../../engine/index.ts";
import type { Population } from "../../kernel/workbench-api.ts";
import { headCounts, headsInGap } from "./head-counts.ts";

const NOWHERE = { start: 0, end: 0 };
const clause = { number: "1", title: "", depth: 2, span: NOWHERE } satisfies GridCoverage["clause"];

const grid: GridCoverage = {
  kind: "table",
  address: "系数",
  rows: [{ address: "系数/低", id: "低", hits: 3, span: NOWHERE }],
  uncovered: [
    { values: [rational(70)], count: 2 },
    { values: [rational(75)], count: 4 },
    { values: [rational(80)], count: 8 },
  ],
  several: 0,
  excepted: 0,
  notComputed: 0,
  edges: [],
  clause,
  span: NOWHERE,
};
const coverage: Coverage = {
  agentMonths: 17,
  grids: [grid],
  overrides: [{ kind: "veto", address: "总分/违规", hits: 1, notComputed: 0, clause, span: NOWHERE }],
};
const population = (agents: readonly string[]): Population => ({
  revision: 1,
  month: "2026-05",
  people: agents.map((agent) => ({ agent, name: "", department: "", position: "" })),
  columns: [],
  cells: [],
  baseCells: [],
  actions: [],
  verdicts: [],
  failing: new Uint8Array(agents.length),
  totals: [],
  failed: 0,
  provisional: 0,
  coverage,
  bands: { grids: new Map(), overrides: new Map() },
  milliseconds: 1,
});

test("rules are found by name, a grid only while it has the rows that were counted", () => {
  const heads = headCounts(population(["A"]));
  expect(heads?.month).toBe("2026-05");
  expect(heads?.grid("系数", 1)?.rows[0]?.hits).toBe(3);
  expect(heads?.grid("系数", 2)).toBeUndefined();
  expect(heads?.veto("总分", "违规")?.hits).toBe(1);
  expect(heads?.exception("总分", 1)).toBeUndefined();
});

test("without anybody in the month, nothing is counted", () => {
  expect(headCounts(undefined)).toBeUndefined();
  expect(headCounts(population([]))).toBeUndefined();
});

test("a gap holds those whose value lies in it, by what its ends include", () => {
  const [from, to] = [rational(70), rational(80)];
  expect(headsInGap(grid, { from, fromIncluded: false, to, toIncluded: false })).toBe(4);
  expect(headsInGap(grid, { from, fromIncluded: true, to, toIncluded: true })).toBe(14);
  expect(headsInGap(grid, { from: to, fromIncluded: false, toIncluded: false })).toBe(0);
  expect(headsInGap(grid, { fromIncluded: false, to, toIncluded: false })).toBe(6);
});
