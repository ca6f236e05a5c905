import { describe, expect, test } from "vitest";
import { readCatalogue } from "../../catalogue/read-catalogue.ts";
import { domainsOf } from "../../check/prove/interpret.ts";
import { Model } from "../../check/prove/model.ts";
import { leavesOf } from "../../check/prove/seek.ts";
import { everyRow } from "../../check/prove/small-space.ts";
import { columnsOf } from "../../columns/columns-builder.ts";
import type { AgentMonth } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { Chance } from "../../testing/chance.ts";
import { documentOf } from "../../testing/generate-scheme.ts";
import { isRowError } from "../../values/value.ts";
import { diffVersions } from "../diff/meaning-diff.ts";
import { readVersion } from "../diff/version.ts";
import { type BehaviouralDiff, behaviouralDiff } from "./behavioural-diff.ts";
import { bothVersions } from "./both-versions.ts";
import { countDifferences } from "./count-differences.ts";
import { isIn } from "./extent.ts";
import { sameOutcome } from "./replayed.ts";

const TURN = { pause: () => Promise.resolve() };

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
| 甲数 | first  |      | 0      | [0 .. 6]   |
| 乙数 | second |      | 0      | [-2 .. 3]  |
| 岗位 | post   |      |        | 外呼, 质检 |
| 在职 | active |      |        | 是/否      |
\`\`\`
`);

/** A scheme over few figures, as a function of the numbers in it. */
function schemeOf(numbers: readonly number[], shape: number): string {
  const at = (place: number): number => numbers[place] ?? 0;
  const [low, high] = [at(0), at(0) + 1 + at(1)];
  return documentOf([
    "input 甲数, 乙数, 岗位, 在职",
    `param 单价 = ${at(2)}`,
    `table first\n| 甲数 | 岗位 | => 系数 |\n| < ${low} | - | ${at(3)} |\n| [${low} .. ${high}) | 质检 | ${at(4)} |\n| - | - | 2 |`,
    [
      "合计 = 甲数 * 单价 + 乙数",
      `合计 = if 乙数 > ${at(5) - 2} then 甲数 * 单价 else 乙数`,
      `合计 = max(甲数, ${at(5)}) * 单价`,
      `合计 = 甲数 / (乙数 + ${at(5)})`,
    ][shape % 4] ?? "",
    `except when 在职 and 甲数 = ${at(6)}\n  合计 = ${at(7)}`,
    [
      `output 奖金 = round(系数 * 合计 / ${at(1) + 1}, 0)`,
      "output 奖金 = 系数 * 合计",
      `output 奖金 = if 合计 >= ${at(5)} then 系数 else 0`,
    ][shape % 3] ?? "",
    "output 系数",
  ]);
}

describe("on schemes with few figures", () => {
  test.each(SEEDS)("regions are where brute force finds differences (%i)", async (seed) => {
    const chance = new Chance(seed);
    const numbers = chance.many(8, 8, () => chance.whole(0, 4));
    const changed = numbers.with(chance.whole(0, 7), chance.whole(0, 4)).with(chance.whole(0, 7), chance.whole(0, 4));
    const [older, newer] = [numbers, changed].map((list) => readVersion(schemeOf(list, seed), catalogue));
    if (!older || !newer) return;
    const diff = diffVersions(older, newer);
    const found = behaviouralDiff(diff);
    const rows = rowsOf(diff.newer.program);
    expect(rows).toHaveLength(7 * 6 * 2 * 2);
    const both = new Reference(bothVersions(diff).program, []);
    const [was, is] = [new Reference(older.program, []), new Reference(newer.program, [])];
    const names = ["奖金", "系数"];
    const differs = (row: AgentMonth): boolean =>
      names.some((name) => !sameOutcome(was.value(name, row), is.value(name, row)));
    for (const row of rows.filter(differs)) expect(regionsWith(row, found, both)).not.toEqual([]);
    for (const region of found.regions) {
      expect(region.status).toBe("differs");
      expect(rows.some((row) => differs(row) && regionsWith(row, found, both).includes(region))).toBe(true);
      expect(region.witness && regionsWith(region.witness.row, found, both)).toContain(region);
      expect(region.witness && differs(region.witness.row)).toBe(true);
    }
    const apart = rows.map((row, at) => ({ ...row, agent: String(at) }));
    expect(await countDifferences(diff, found, columnsOf(apart, catalogue), TURN)).toEqual({
      agentMonths: rows.length,
      differing: rows.filter(differs).length,
      inside: found.regions.map(
        (region) => rows.filter((row) => regionsWith(row, found, both).includes(region)).length,
      ),
    });
  });
});

function rowsOf(program: Parameters<typeof domainsOf>[0]["program"]): AgentMonth[] {
  const model = new Model(program);
  return everyRow(domainsOf(model), leavesOf(model, model.order)) ?? [];
}

const regionsWith = (row: AgentMonth, { regions }: BehaviouralDiff, both: Reference) =>
  regions.filter(({ sides }) =>
    sides.every(({ name, extent }) => {
      const value = both.value(name, row);
      return isIn(isRowError(value) ? undefined : value, extent);
    }),
  );
