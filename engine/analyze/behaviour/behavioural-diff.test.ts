import { describe, expect, test } from "vitest";
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

test("a longer window is shown by a history, and what only one version has is named", () => {
  const of = (months: number): string[] => ["input 净增", `output 合计 = sum(净增) over last ${months} months`];
  const found = behaviour(of(2), [...of(3), "output 新 = 净增"]);
  expect(found).toMatchObject({
    regions: [{ status: "differs", sides: [], results: ["合计"] }],
    onlyNewer: ["新"],
    onlyOlder: [],
  });
  expect(found.regions[0]?.witness?.others.map(({ month }) => month)).toEqual(["2024-11"]);
});

test("another group to rank in is shown beside another agent", () => {
  const of = (group: string): string[] => ["input 净增, 岗位", `output 名次 = rank(净增) within ${group}`];
  const [region, ...others] = behaviour(of("岗位"), of("all")).regions;
  expect([region?.status, others]).toEqual(["differs", []]);
  expect(region?.witness?.others.map(({ agent, month }) => [agent !== region.witness?.row.agent, month])).toEqual([
    [true, "2025-01"],
  ]);
});

test("which month it is may matter", () => {
  const of = (edge: string): string[] => ["input 净增", `output 合计 = if ${edge} month of quarter then 净增 else 0`];
  const [region] = behaviour(of("first"), of("last")).regions;
  expect(region).toMatchObject({ status: "differs", witness: { isOfMonth: true, others: [] } });
});

test("the same over the same window, written otherwise, differs nowhere", () => {
  const of = (body: string): string[] => [
    "input 金额, 差额, 达成",
    `奖金 = ${body}`,
    "output 合计 = sum(奖金) over last 3 months where 达成 > 50%",
    "output 连续 = streak(奖金 > 5 CNY)",
    "output 名次 = rank(奖金) within all",
  ];
  expect(regions(of("(金额 + 差额) * 10%"), of("差额 / 10 + 金额 * 0.1"))).toEqual([]);
});

test("a streak has ended where its condition does not hold now", () => {
  const of = (months: number): string[] => ["input 净增", `action 培训 when 净增 <= 0 for ${months} months`];
  const rules = (months: number): string[] => [...of(months), "output 合计 = if 净增 > 5 and 培训 then 1 else 0"];
  expect(behaviour(rules(2), rules(3)).regions.flatMap(({ results }) => results)).not.toContain("合计");
});

test("what no small history shows stays undecided, with the rule that looks beyond the row", () => {
  // In the last month of a quarter both look at the same three months.
  const of = (period: string): string[] => [
    "input 净增",
    `output 合计 = if last month of quarter then sum(净增) over ${period} else 0`,
  ];
  expect(behaviour(of("last 3 months"), of("this quarter")).regions).toMatchObject([
    { status: "undecided", sides: [], reason: { kind: "beyond-row", names: ["合计"] } },
  ]);
});

test("what needs a window that has no value has none in either version", () => {
  const of = (rate: number): string[] => [
    "input 净增",
    "过去 = average(净增) over previous 3 months",
    `output 合计 = 过去 * ${rate}`,
  ];
  expect(regions(of(2), of(3))).toEqual(["differs 过去 < 0", "differs 过去 > 0"]);
});

test("a long chain of rules, each of which reads the one before twice", () => {
  const of = (rate: string): string[] => [
    "input 金额, 净增",
    `参数0 = 金额 * ${rate}`,
    ...Array.from(
      { length: 40 },
      (_, at) => `参数${at + 1} = if 净增 > ${at} then 参数${at} + 1 CNY else 参数${at} * 2`,
    ),
    "output 奖金 = 参数40",
  ];
  expect(regions(of("1%"), of("2%"))).toEqual(["differs 金额 > 0 CNY"]);
});

describe("tiers", () => {
  const of = (method: string, grid: string): string[] => [
    "input 金额",
    `tiers 提成 ${method} of 金额${grid}`,
    "output 奖金 = round(提成, 2)",
  ];
  const marginal = (start: string): string[] =>
    of("marginal", `\n| 起点 (CNY) | 比例 |\n| ${start} | 1% |\n| 10000 | 1.5% |`);
  const interpolated = (ends: string): string[] =>
    of("interpolated", ` ends ${ends}\n| 起点 (CNY) | 取值 (CNY) |\n| 100 | 1 |\n| 10000 | 100 |`);

  test("that begin at 0 or are open below are the same where nothing is below 0", () => {
    expect(regions(marginal("0"), marginal("-"))).toEqual([]);
  });

  test("differ where one version has no value", () => {
    expect(regions(interpolated("held"), interpolated("error"))).toEqual([
      "differs 金额 < 100 CNY",
      "differs 金额 > 10000 CNY",
    ]);
  });
});

test("the greater of two numbers is the one that is never less", () => {
  const of = (body: string): string[] => ["input 金额, 差额", `output 奖金 = ${body}`];
  expect(regions(of("max(金额, 0 CNY)"), of("金额"))).toEqual([]);
  expect(regions(of("min(金额, 0 CNY)"), of("0 CNY"))).toEqual([]);
  expect(regions(of("min(金额, 0 CNY)"), of("金额"))).toEqual(["differs 金额 > 0 CNY"]);
  expect(regions(of("max(差额, 0 CNY)"), of("差额"))).toEqual(["differs"]);
});

test("a veto does not hide that an indicator cannot be computed", () => {
  const of = (body: string): string[] => [
    "input 金额, 人数, 净增",
    `得分 = ${body}`,
    "score 总分\n| 指标 | 权重 | 得分 |\n| 得分 | 100% | 得分 |",
    "veto 违规 of 总分 = 0 when 净增 < 0",
    "output 总分",
  ];
  expect(regions(of("金额 / 1 CNY / (人数 / 1 人)"), of("金额 / 1 CNY"))).toEqual(["differs"]);
});

test("an input that is filled in otherwise", () => {
  const of = (value: number): string[] => [`input 净增 default ${value}`, "output 合计 = 净增 * 2"];
  expect(behaviour(of(0), of(1)).defaults).toEqual(["净增"]);
});

test("renamed rules differ nowhere", () => {
  const of = (name: string): string[] => ["input 净增", `${name} = 净增 * 2`, `output 合计 = ${name} + 1`];
  expect(behaviour(of("中间"), of("过程"))).toMatchObject({ results: [], regions: [] });
});
