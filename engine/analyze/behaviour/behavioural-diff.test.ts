import { expect, test } from "vitest";
import { catalogue } from "../../testing/catalogue.ts";
import { documentOf } from "../../testing/generate-scheme.ts";
import { diffVersions } from "../diff/meaning-diff.ts";
import { readVersion } from "../diff/version.ts";
import { type BehaviouralDiff, behaviouralDiff, describeDifferenceRegion } from "./behavioural-diff.ts";

const version = (...statements: string[]) => readVersion(documentOf(statements), catalogue);

const behaviour = (older: readonly string[], newer: readonly string[]): BehaviouralDiff =>
  behaviouralDiff(diffVersions(version(...older), version(...newer)));

const regions = (older: readonly string[], newer: readonly string[]): string[] =>
  behaviour(older, newer).regions.map((region) => `${region.status} ${describeDifferenceRegion(region)}`.trimEnd());

const TABLE = "table 系数表\n| 达成 | => 倍数 |\n| < 80% | 0.5 |\n| [80% .. 100%) | 0.8 |\n| >= 100% | 1 |";

test("a rate differs where what it is taken of is not 0", () => {
  const of = (rate: string): string[] => [
    "input 金额, 人数",
    `param 比例 = ${rate}`,
    "output 奖金 = round(人数 * 2 CNY/人 + 金额 * 比例, 2)",
  ];
  expect(regions(of("1%"), of("1.5%"))).toEqual(["differs 金额 > 0 CNY"]);
});

test("a moved edge differs between where it was and where it is", () => {
  const of = (table: string): string[] => ["input 达成, 金额", table, "output 奖金 = round(金额 * 倍数, 2)"];
  const moved = TABLE.replaceAll("80%", "85%");
  expect(regions(of(TABLE), of(moved))).toEqual(["differs 金额 > 0 CNY & 达成 [80% .. 85%)"]);
});

test("another way to write the same differs nowhere", () => {
  const rules = (body: string): string[] => ["input 金额, 差额", `output 奖金 = round(${body}, 2)`];
  expect(regions(rules("(金额 + 差额) * 10%"), rules("差额 / 10 + 金额 * 0.1"))).toEqual([]);
});

test("values of a choice, and results that are not computed from what changes", () => {
  const of = (value: string): string[] => [
    "input 岗位, 净增",
    `加分 = if 岗位 = 客服 then ${value} else 1`,
    "output 总分 = 净增 + 加分",
    "output 其他 = 净增 * 2",
  ];
  const found = behaviour(of("2"), of("3"));
  expect(found.results).toEqual(["总分"]);
  expect(found.regions.map(describeDifferenceRegion)).toEqual(["岗位 客服"]);
  expect(found.regions[0]?.witness?.results).toMatchObject([{ name: "总分" }]);
});

test("what cannot be told is undecided, and what only one version has is named", () => {
  const of = (months: number): string[] => ["input 净增", `output 合计 = sum(净增) over last ${months} months`];
  expect(behaviour(of(2), [...of(3), "output 新 = 净增"])).toMatchObject({
    regions: [{ status: "undecided", sides: [], results: ["合计"] }],
    onlyNewer: ["新"],
    onlyOlder: [],
  });
});

test("an input that is filled in otherwise", () => {
  const of = (value: number): string[] => [`input 净增 default ${value}`, "output 合计 = 净增 * 2"];
  expect(behaviour(of(0), of(1)).defaults).toEqual(["净增"]);
});

test("renamed rules differ nowhere", () => {
  const of = (name: string): string[] => ["input 净增", `${name} = 净增 * 2`, `output 合计 = ${name} + 1`];
  expect(behaviour(of("中间"), of("过程"))).toMatchObject({ results: [], regions: [] });
});
