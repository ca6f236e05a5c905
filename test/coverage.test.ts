/** What is counted over the sample company, against counting by hand and by json-rules-engine's decisions. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type AgentMonth,
  compile,
  coverage,
  createExplainer,
  type GridCoverage,
  type Outcome,
  type Program,
  payCliffs,
  readCatalogue,
  readCell,
  type Step,
} from "../engine/index.ts";
import { sampleCompany } from "../server/sample/sample-company.ts";

const MONTH = "2025-06";

const rulesets = new URL("../rulesets/", import.meta.url);
const { catalogue } = readCatalogue(readFileSync(new URL("metrics.kpi.md", rulesets), "utf8"));
const company = sampleCompany();
const history: AgentMonth[] = company.rows
  .filter(({ month }) => month <= MONTH)
  .map(({ agent, month, values }) => ({
    agent,
    month,
    values: new Map(
      company.columns.flatMap((column, at): [string, Outcome][] => {
        const metric = catalogue.metrics.get(column);
        const outcome = metric && readCell(metric, values[at] ?? "");
        return outcome === undefined ? [] : [[column, outcome]];
      }),
    ),
  }));
const present = history.filter(({ month }) => month === MONTH);

const programOf = (path: string): Program =>
  compile(readFileSync(new URL(`${path}.kpi.md`, rulesets), "utf8"), catalogue).program;

describe.each(["telemarketing-specialist/v6.0", "sales-scorecard/1.0", "sales-scorecard/as-written"])("%s", (path) => {
  const program = programOf(path);
  const counted = coverage(program, present, history);

  test("every agent-month is in a row of each table or in one of the counts beside them", () => {
    expect(counted.agentMonths).toBe(present.length);
    for (const { rows, uncovered, several, excepted, notComputed } of counted.grids) {
      const inside = rows.reduce((sum, { hits }) => sum + hits, 0);
      const beside = uncovered.reduce((sum, { count }) => sum + count, several + excepted + notComputed);
      expect(inside + beside).toBe(present.length);
    }
  });

  test("rows decide as often as json-rules-engine says they do", async () => {
    const decided = new Map<string, number>();
    const explainer = createExplainer(program);
    for (const at of present) {
      const { outputs, actions } = await explainer.explain(at, history);
      for (const address of decisions([...outputs, ...actions])) decided.set(address, (decided.get(address) ?? 0) + 1);
    }
    expect(decided.size).toBeGreaterThan(3);
    const tables = counted.grids.filter(({ kind }) => kind === "table");
    expect(new Map(tables.flatMap(hitRows))).toEqual(decided);
  });
});

const hitRows = ({ rows }: GridCoverage): [string, number][] =>
  rows.flatMap(({ address, hits }): [string, number][] => (hits > 0 ? [[address, hits]] : []));

/** Addresses of the rows that decided in these trees, each once. */
function decisions(roots: readonly Step[]): Set<string> {
  const found = new Set<string>();
  const visit = ({ decision, operands }: Step): void => {
    const row = decision?.decided === undefined ? undefined : decision.rows[decision.decided];
    if (decision && row) found.add(`${decision.table}/${row.id}`);
    operands.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}

test("the attainment bands of V6.0, counted from the figures themselves in hundredths", () => {
  const cell = (row: (typeof company.rows)[number], column: string): number | undefined => {
    const text = row.values[company.columns.indexOf(column)];
    return text ? Math.round(Number(text) * 100) : undefined;
  };
  const bands = [0, 0, 0, 0, 0];
  const near = [0, 0, 0, 0];
  const edges = [60, 80, 100, 120];
  let notComputed = 0;
  for (const row of company.rows) {
    if (row.month !== MONTH) continue;
    const [asked, signed, daily, sick] = ["咨询量", "月初签订目标", "日目标", "病假天数"].map((name) =>
      cell(row, name),
    );
    if (asked === undefined || signed === undefined || daily === undefined || sick === undefined) {
      notComputed += 1;
      continue;
    }
    // Hundredths of hundredths, so that all of it is whole numbers.
    const target = signed * 100 - daily * sick;
    const percentAbove = (edge: number): boolean => (target > 0 ? asked * 10_000 >= edge * target : edge <= 0);
    const band = edges.filter(percentAbove).length;
    bands[band] = (bands[band] ?? 0) + 1;
    edges.forEach((edge, at) => {
      if (!percentAbove(edge) && percentAbove(edge * 0.95)) near[at] = (near[at] ?? 0) + 1;
    });
  }
  const grid = coverage(programOf("telemarketing-specialist/v6.0"), present, history).grids.find(
    ({ address }) => address === "绩效奖金系数",
  );
  expect(grid?.rows.map(({ hits }) => hits)).toEqual(bands);
  expect(grid?.notComputed).toBe(notComputed);
  expect(grid?.edges.map(({ justBelow }) => justBelow)).toEqual(near);
  expect(near.some((count) => count > 0)).toBe(true);
});

test("cliffs and counts name the same edges", () => {
  const program = programOf("telemarketing-specialist/v6.0");
  const counted = coverage(program, present, history).grids.flatMap(({ edges }) => edges.map(({ address }) => address));
  const cliffs = payCliffs(program).cliffs.flatMap(({ edge }) => (edge.kind === "table" ? [edge.address] : []));
  expect([...new Set(cliffs)].sort()).toEqual(counted.sort());
});
