/**
 * How long comparing two versions, moving twenty levers and trying a hundred values take, in evaluations
 * of the scheme. `evaluation` is every output of every row anew in memory that is loaded; `once` the same
 * from the program on: bounds, machine code and loading with it. What the scheme permits is asked for by
 * compiling each setting, which has nothing to do with the number of rows and is a record of its own.
 *
 *   node bench/compare.ts [--json FILE]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareSchemes } from "../engine/analyze/compare/compare-schemes.ts";
import { type Lever, leversOf } from "../engine/analyze/levers/lever.ts";
import { gridOf } from "../engine/analyze/seek/grid.ts";
import { readGoal } from "../engine/analyze/seek/read-goal.ts";
import { seek } from "../engine/analyze/seek/seek.ts";
import { sensitivity } from "../engine/analyze/sensitivity/sensitivity.ts";
import { createBatch } from "../engine/batch/batch.ts";
import { readCatalogue } from "../engine/catalogue/read-catalogue.ts";
import { compile } from "../engine/compile.ts";
import { rational } from "../engine/values/rational.ts";
import { columnsOf } from "./columns-of.ts";
import { makePopulation } from "./population.ts";
import { v6 } from "./workloads/v6.ts";

const { values: options } = parseArgs({ options: { json: { type: "string" } } });
const { catalogue } = readCatalogue(readFileSync(new URL("../rulesets/metrics.kpi.md", import.meta.url), "utf8"));

const ROWS = 120_000;
const ROUNDS = 7;
const LEVERS = 20;

const population = makePopulation(ROWS);
const columns = columnsOf(population, catalogue);
const older = compile(v6.scheme, catalogue);
const newer = compile(v6.scheme.replace("上门单位提成 = 20", "上门单位提成 = 22"), catalogue);
const levers = leversOf(older.program).slice(0, LEVERS);
const grid = gridOf({ lever: leverAt("上门单位提成"), from: rational(1), to: rational(100), step: rational(1) });
const goal = readGoal("sum(应发工资) <= 300000000", older.program);
if (typeof grid === "string" || grid.values.length !== 100 || "problem" in goal) throw new Error("nothing to seek");

const turn = { pause: () => Promise.resolve() };
const permitsAll = () => undefined;
const batch = createBatch(older.program, columns);
const other = createBatch(newer.program, columns);

const CASES: Readonly<Record<string, () => Promise<unknown> | unknown>> = {
  evaluation: () => batch.evaluate(),
  once: () => createBatch(older.program, columns).evaluate(),
  "compare two schemes": () => compareSchemes([batch.evaluate(), other.evaluate()]),
  "compare two schemes, once": () =>
    compareSchemes([older, newer].map(({ program }) => createBatch(program, columns).evaluate())),
  "sensitivity of 20 levers": () =>
    sensitivity(older, columns, { levers: levers.map(({ address }) => address), refusal: permitsAll }, turn),
  "the same with permissions": () =>
    sensitivity(older, columns, { levers: levers.map(({ address }) => address) }, turn),
  "seek over 100 values": () => seek(older, columns, grid, { goals: [goal], refusal: permitsAll }, turn),
  "seek with permissions": () => seek(older, columns, grid, { goals: [goal] }, turn),
};

const times = new Map(Object.keys(CASES).map((name): [string, number[]] => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, work] of Object.entries(CASES)) {
    const start = performance.now();
    await work();
    times.get(name)?.push(performance.now() - start);
  }
}

const median = (name: string): number => (times.get(name) ?? []).toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
const [evaluation, once] = [median("evaluation"), median("once")];
const records = Object.keys(CASES).map((name) => {
  const milliseconds = median(name);
  return {
    case: name,
    rows: population.rows,
    milliseconds,
    evaluations: milliseconds / evaluation,
    once: milliseconds / once,
  };
});
for (const { case: name, milliseconds, evaluations, once } of records) {
  console.log(
    `${name.padEnd(28)}${milliseconds.toFixed(1).padStart(8)} ms${evaluations.toFixed(1).padStart(8)} evaluations${once.toFixed(1).padStart(8)} × once`,
  );
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(records, undefined, 2)}\n`);

function leverAt(address: string): Lever {
  const found = leversOf(older.program).find((lever) => lever.address === address);
  if (!found) throw new Error(`V6.0 has no ${address}`);
  return found;
}
