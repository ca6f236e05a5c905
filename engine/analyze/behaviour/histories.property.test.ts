import { describe, expect, test } from "vitest";
import { readCatalogue } from "../../catalogue/read-catalogue.ts";
import type { AgentMonth } from "../../ir/program.ts";
import { hasBroken, termsOf } from "../../ir/walk.ts";
import { Reference } from "../../reference/reference.ts";
import { Chance } from "../../testing/chance.ts";
import { documentOf } from "../../testing/generate-scheme.ts";
import { rational } from "../../values/rational.ts";
import { isRowError, type Value } from "../../values/value.ts";
import { diffVersions } from "../diff/meaning-diff.ts";
import { readVersion } from "../diff/version.ts";
import { type BehaviouralDiff, behaviouralDiff } from "./behavioural-diff.ts";
import { isIn } from "./extent.ts";
import { sameOutcome } from "./replayed.ts";
import type { Situation } from "./situations.ts";

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

const { catalogue } = readCatalogue(`---
catalogue: metrics
title: 取值很少的指标
version: 1.0
---

# 1 指标

\`\`\`kpi
metrics
| 指标 | 英文键 | 单位 | 小数位 | 允许值     |
| 甲数 | first  |      | 0      | [0 .. 2]   |
| 岗位 | post   |      |        | 外呼, 质检 |
\`\`\`
`);

/** A scheme that looks at other months and agents, as a function of the numbers in it. */
function schemeOf(numbers: readonly number[], shape: number): string {
  const at = (place: number): number => numbers[place] ?? 0;
  const months = `${at(0) + 1} months`;
  return documentOf([
    "input 甲数, 岗位",
    `param 单价 = ${at(1)}`,
    `过去 = ${
      [
        `sum(甲数) over last ${months}`,
        `average(甲数) over previous ${months}`,
        `max(甲数) over last ${months}, at least ${Math.min(at(2), at(0)) + 1} months`,
        `count(甲数 > ${at(2) - 1}) over last ${months} where 岗位 = 外呼`,
        "months in this quarter",
      ][shape % 5]
    }`,
    [
      `同组 = rank(甲数) within ${at(3) > 1 ? "岗位" : "all"}`,
      `同组 = count(甲数 >= ${at(3)}) within all`,
      `同组 = if (percentile(甲数 * ${at(3) + 1}) within 岗位) > 50% then 2 else 0`,
      `同组 = sum(过去) within all`,
    ][shape % 4] ?? "",
    `table first\n| 过去 | => 系数 |\n| < ${at(4)} | 1 |\n| [${at(4)} .. ${at(4) + 2}) | ${at(5)} |\n| - | 3 |`,
    [
      "output 奖金 = round(系数 * 单价 / 2, 0)",
      `output 奖金 = if 同组 >= ${at(1)} then 系数 else 甲数`,
      "output 奖金 = max(同组, 系数) * 甲数",
    ][shape % 3] ?? "",
    `output 连续 = if streak(甲数 <= ${at(6) - 1}) ${at(7) > 1 ? "=" : ">="} ${at(7)} then 甲数 else 0`,
  ]);
}

const NAMES = ["奖金", "连续"];
const POSTS = ["外呼", "质检"];
const FIGURES = POSTS.flatMap((post) => [0, 1, 2].map((first) => figuresOf(first, post)));

function figuresOf(first: number, post: string): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ["甲数", rational(first)],
    ["岗位", post],
  ]);
}

/** Every figure of the month, with and without each of two earlier months and one other agent. */
function* everySituation(): Generator<Situation> {
  const someOrNone = (agent: string, month: string): AgentMonth[][] => [
    [],
    ...FIGURES.map((values) => [{ agent, month, values }]),
  ];
  for (const values of FIGURES) {
    for (const before of someOrNone("", "2025-02")) {
      for (const earlier of someOrNone("", "2025-01")) {
        yield { row: { agent: "", month: "2025-03", values }, others: [...before, ...earlier] };
      }
      for (const beside of someOrNone("他", "2025-03"))
        yield { row: { agent: "", month: "2025-03", values }, others: [...before, ...beside] };
    }
  }
}

describe("on schemes that look at other months and agents", () => {
  test.each(SEEDS)("regions are where brute force over small histories finds differences (%i)", (seed) => {
    const chance = new Chance(seed);
    const numbers = chance.many(8, 8, () => chance.whole(0, 3));
    const changed = numbers.with(chance.whole(0, 7), chance.whole(0, 3)).with(chance.whole(0, 7), chance.whole(0, 3));
    const [older, newer] = [numbers, changed].map((list) => readVersion(schemeOf(list, seed), catalogue));
    if (!older || !newer) return;
    for (const { program } of [older, newer]) {
      expect([...program.definitions.values()].filter((each) => termsOf(each).some(hasBroken))).toEqual([]);
      expect(program.outputs.map(({ name }) => name)).toEqual(NAMES);
    }
    const found = behaviouralDiff(diffVersions(older, newer));
    const replay = ({ row, others }: Situation) => {
      const [was, is] = [new Reference(older.program, others), new Reference(newer.program, others)];
      const differing = NAMES.filter((name) => !sameOutcome(was.value(name, row), is.value(name, row)));
      return { differing, regions: regionsWith(row, found, new Reference(found.program, others)) };
    };
    for (const situation of everySituation()) {
      const { differing, regions } = replay(situation);
      for (const name of differing) {
        expect(regions.filter(({ results }) => results.includes(name))).not.toEqual([]);
        expect(regions.filter(({ status }) => status === "undecided")).toEqual([]);
      }
    }
    for (const { witness } of found.regions) {
      if (!witness) continue;
      expect(replay(witness).differing).toEqual(witness.results.map(({ name }) => name));
      expect(witness.results).not.toEqual([]);
    }
  });
});

const regionsWith = (row: AgentMonth, { regions }: BehaviouralDiff, both: Reference) =>
  regions.filter(({ sides }) =>
    sides.every(({ name, extent }) => {
      const value = both.value(name, row);
      return isIn(isRowError(value) ? undefined : value, extent);
    }),
  );
