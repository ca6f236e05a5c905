/**
 * How long what is asked of a population takes, in evaluations of the scheme: comparing two versions,
 * splitting their difference over eight edits, moving twenty levers, trying a hundred values. All of V6.0.
 */
import { readFileSync } from "node:fs";
import { attribute } from "../engine/analyze/attribute/attribute.ts";
import { betweenVersions, playersAmong } from "../engine/analyze/attribute/players.ts";
import { compareSchemes, type SchemesCompared } from "../engine/analyze/compare/compare-schemes.ts";
import { editGroups } from "../engine/analyze/diff/groups.ts";
import { diffVersions } from "../engine/analyze/diff/meaning-diff.ts";
import { readVersion } from "../engine/analyze/diff/version.ts";
import { leversOf } from "../engine/analyze/levers/lever.ts";
import type { Goal } from "../engine/analyze/seek/goal.ts";
import { gridOf } from "../engine/analyze/seek/grid.ts";
import { seek } from "../engine/analyze/seek/seek.ts";
import { sensitivity } from "../engine/analyze/sensitivity/sensitivity.ts";
import { createBatch } from "../engine/batch/batch.ts";
import { totalsOf } from "../engine/batch/totals.ts";
import { finish } from "../engine/batch/work.ts";
import type { Catalogue } from "../engine/catalogue/metric.ts";
import { readCatalogue } from "../engine/catalogue/read-catalogue.ts";
import type { Columns } from "../engine/columns/columns.ts";
import { compile } from "../engine/compile.ts";
import { rational } from "../engine/values/rational.ts";
import { columnsOf } from "./columns-of.ts";
import type { Population } from "./population.ts";
import { v6 } from "./workloads/v6.ts";

export interface QuestionTime {
  readonly question: string;
  readonly rows: number;
  readonly milliseconds: number;
  /** Over every output of every row anew, in memory that is loaded. */
  readonly evaluations: number;
  /** Over the same from the program on: bounds, machine code and loading with it. */
  readonly once: number;
}

const LEVERS = 20;
const VALUES = 100;

type Edits = readonly (readonly [string, string])[];

/** Eight edits each: what is written, and what is written instead. */
const PARAMS_AND_CELLS: Edits = [
  ["上门单位提成 = 20", "上门单位提成 = 22"],
  ["全费单位提成 = 50", "全费单位提成 = 45"],
  ["超额奖励标准 = 500", "超额奖励标准 = 600"],
  ["最低月均上门人数 = 10", "最低月均上门人数 = 12"],
  ["[60% .. 80%)   | 0.6 ", "[60% .. 80%)   | 0.65"],
  ["[80% .. 100%)  | 0.8 ", "[80% .. 100%)  | 0.85"],
  ["初级    | 2300 ", "初级    | 2350 "],
  ["高级    | 3400 ", "高级    | 3500 "],
];
const CELLS: Edits = [
  ["[60% .. 80%)   | 0.6 ", "[60% .. 80%)   | 0.65"],
  ["[80% .. 100%)  | 0.8 ", "[80% .. 100%)  | 0.85"],
  ["[100% .. 120%) | 1  ", "[100% .. 120%) | 1.1"],
  [">= 120%        | 1.2", ">= 120%        | 1.3"],
  ["初级    | 2300 ", "初级    | 2350 "],
  ["中级    | 2800 ", "中级    | 2900 "],
  ["高级    | 3400 ", "高级    | 3500 "],
  ["资深    | 4200 ", "资深    | 4000 "],
];

type Question = readonly [name: string, ask: () => unknown];

/** Medians over so many rounds of all the questions in turn. */
export async function timeQuestions(population: Population, rounds: number): Promise<QuestionTime[]> {
  const questions = questionsOn(population);
  const times = questions.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, [, ask]] of questions.entries()) {
      const start = performance.now();
      await ask();
      times[at]?.push(performance.now() - start);
    }
  }
  const medians = times.map((own) => own.toSorted((a, b) => a - b)[rounds >> 1]);
  const [evaluation, once] = medians;
  return questions.map(([question], at) => ({
    question,
    rows: population.rows,
    milliseconds: medians[at],
    evaluations: medians[at] / evaluation,
    once: medians[at] / once,
  }));
}

export function printQuestions(times: readonly QuestionTime[]): void {
  const [first] = times;
  if (!first) return;
  console.log(
    `\nquestions of v6.0, ${first.rows.toLocaleString("en")} agent-months (evaluations; of them from the program on)`,
  );
  for (const { question, milliseconds, evaluations, once } of times) {
    const cells = [`${milliseconds.toFixed(1)} ms`, evaluations.toFixed(1), once.toFixed(1)];
    console.log(`${question.padEnd(44)}${cells.map((cell) => cell.padStart(12)).join("")}`);
  }
}

function questionsOn(population: Population): Question[] {
  const { catalogue } = readCatalogue(readFileSync(new URL("../rulesets/metrics.kpi.md", import.meta.url), "utf8"));
  const columns = columnsOf(population, catalogue);
  const older = compile(v6.scheme, catalogue);
  const newer = compile(v6.scheme.replace("上门单位提成 = 20", "上门单位提成 = 22"), catalogue);
  const batch = createBatch(older.program, columns);
  const other = createBatch(newer.program, columns);
  const all = leversOf(older.program);
  const levers = all.slice(0, LEVERS).map(({ address }) => address);
  const lever = all.find(({ address }) => address === v6.lever.address);
  const grid = lever && gridOf({ lever, from: rational(1), to: rational(VALUES), step: rational(1) });
  const today = batch.evaluate().results.get(v6.output);
  if (!grid || typeof grid === "string" || grid.values.length !== VALUES || !today) throw new Error("nothing to seek");
  // What a fifth of the values come to or stay below.
  const bound = totalsOf(today, columns).all.value;
  const goals: Goal[] = [{ aggregate: "sum", name: v6.output, eachMonth: false, operator: "<=", bound }];
  const turn = { pause: () => Promise.resolve() };
  const refusal = () => undefined;
  return [
    ["one evaluation", () => batch.evaluate()],
    ["one evaluation from the program on", () => createBatch(older.program, columns).evaluate()],
    ["compare two schemes: every total", () => totalsIn(compareSchemes([batch.evaluate(), other.evaluate()]))],
    ["the same, all there is to read", () => everythingIn(compareSchemes([batch.evaluate(), other.evaluate()]))],
    ["attribution over 4 params and 4 cells", attribution(PARAMS_AND_CELLS, columns, catalogue)],
    ["attribution over 8 cells", attribution(CELLS, columns, catalogue)],
    [`goal-seek over ${VALUES} values`, () => seek(older, columns, grid, { goals }, turn)],
    ["the same, all values permitted", () => seek(older, columns, grid, { goals, refusal }, turn)],
    [`sensitivity of ${LEVERS} levers`, () => sensitivity(older, columns, { levers }, turn)],
    ["the same, all values permitted", () => sensitivity(older, columns, { levers, refusal }, turn)],
  ];
}

/** What every number comes to, and how many come off better, worse and the same. */
function totalsIn({ amounts }: SchemesCompared): unknown {
  return amounts.map(({ totals, against }) => [
    totals.map((each) => each?.all),
    against.map(({ up, down, same, change, unmatched }) => [up, down, same, change, unmatched]),
  ]);
}

function everythingIn(compared: SchemesCompared): unknown {
  const { amounts, grades, failures, pay } = compared;
  return [
    totalsIn(compared),
    amounts.map(({ totals }) => totals.map((each) => each?.months)),
    grades.map(({ against }) => against),
    failures.rows,
    pay?.sharesOfSales,
    pay?.against.map(({ agents, ranks, tenths, attributes }) => [agents.winners, ranks.up, tenths, attributes]),
  ];
}

function attribution(edits: Edits, columns: Columns, catalogue: Catalogue): () => unknown {
  const older = readVersion(v6.scheme.replace(/## 核对示例[\s\S]*$/, ""), catalogue);
  const text = edits.reduce((written, [from, to]) => {
    if (!written.includes(from)) throw new Error(`V6.0 does not say ${from}`);
    return written.replace(from, to);
  }, older.text);
  const diff = diffVersions(older, readVersion(text, catalogue));
  const { players } = playersAmong(
    diff,
    editGroups(diff, () => true),
  );
  return () => {
    const between = betweenVersions(diff, players, catalogue);
    return finish(attribute({ between, columns, output: v6.output, agent: 0 }));
  };
}
