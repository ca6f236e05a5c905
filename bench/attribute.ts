/**
 * How long the difference between two versions takes to be split over eight edits, in evaluations of
 * the scheme: 2^8 coalitions, most of which need none of their own.
 *
 *   node bench/attribute.ts [--json FILE]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { attribute } from "../engine/analyze/attribute/attribute.ts";
import { betweenVersions, playersAmong } from "../engine/analyze/attribute/players.ts";
import { editGroups } from "../engine/analyze/diff/groups.ts";
import { diffVersions } from "../engine/analyze/diff/meaning-diff.ts";
import { readVersion } from "../engine/analyze/diff/version.ts";
import { createBatch } from "../engine/batch/batch.ts";
import { finish } from "../engine/batch/work.ts";
import { readCatalogue } from "../engine/catalogue/read-catalogue.ts";
import { columnsOf } from "./columns-of.ts";
import { makePopulation } from "./population.ts";
import { v6 } from "./workloads/v6.ts";

const { values: options } = parseArgs({ options: { json: { type: "string" } } });
const { catalogue } = readCatalogue(readFileSync(new URL("../rulesets/metrics.kpi.md", import.meta.url), "utf8"));

const ROWS = 120_000;
const ROUNDS = 9;

/** Eight edits of V6.0 each: what is written, and what is written instead. */
const CASES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "four params, four cells": [
    ["上门单位提成 = 20", "上门单位提成 = 22"],
    ["全费单位提成 = 50", "全费单位提成 = 45"],
    ["超额奖励标准 = 500", "超额奖励标准 = 600"],
    ["最低月均上门人数 = 10", "最低月均上门人数 = 12"],
    ["[60% .. 80%)   | 0.6 ", "[60% .. 80%)   | 0.65"],
    ["[80% .. 100%)  | 0.8 ", "[80% .. 100%)  | 0.85"],
    ["初级    | 2300 ", "初级    | 2350 "],
    ["高级    | 3400 ", "高级    | 3500 "],
  ],
  "eight cells": [
    ["[60% .. 80%)   | 0.6 ", "[60% .. 80%)   | 0.65"],
    ["[80% .. 100%)  | 0.8 ", "[80% .. 100%)  | 0.85"],
    ["[100% .. 120%) | 1  ", "[100% .. 120%) | 1.1"],
    [">= 120%        | 1.2", ">= 120%        | 1.3"],
    ["初级    | 2300 ", "初级    | 2350 "],
    ["中级    | 2800 ", "中级    | 2900 "],
    ["高级    | 3400 ", "高级    | 3500 "],
    ["资深    | 4200 ", "资深    | 4000 "],
  ],
};

const population = makePopulation(ROWS);
const columns = columnsOf(population, catalogue);
const older = readVersion(v6.scheme.replace(/## 核对示例[\s\S]*$/, ""), catalogue);

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1];

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const records = Object.entries(CASES).map(([name, edits]) => {
  const text = edits.reduce((written, [from, to]) => {
    if (!written.includes(from)) throw new Error(`V6.0 does not say ${from}`);
    return written.replace(from, to);
  }, older.text);
  const diff = diffVersions(older, readVersion(text, catalogue));
  const { players } = playersAmong(
    diff,
    editGroups(diff, () => true),
  );
  const batch = createBatch(older.program, columns);
  batch.evaluate();
  const [full, split]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    full.push(timed(() => batch.evaluate()));
    const between = betweenVersions(diff, players, catalogue);
    split.push(timed(() => finish(attribute({ between, columns, output: v6.output, agent: 0 }))));
  }
  const [evaluation, attribution] = [median(full), median(split)];
  const ratio = attribution / evaluation;
  console.log(
    `${name.padEnd(26)} ${players.length} edits  evaluation ${evaluation.toFixed(1).padStart(6)} ms  attribution ${attribution.toFixed(1).padStart(7)} ms  ${ratio.toFixed(1).padStart(6)} ×`,
  );
  return { case: name, rows: population.rows, edits: players.length, evaluation, attribution, ratio };
});
if (options.json) writeFileSync(options.json, `${JSON.stringify(records, undefined, 2)}\n`);
