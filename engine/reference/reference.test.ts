import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import { compile } from "../compile.ts";
import type { AgentMonth } from "../ir/program.ts";
import { type Rational, rational, toExact } from "../values/rational.ts";
import { isRational, isRowError, type Outcome, type Value } from "../values/value.ts";
import { Reference } from "./reference.ts";

const { catalogue } = readCatalogue(readFileSync(new URL("../../rulesets/metrics.kpi.md", import.meta.url), "utf8"));
const HEAD = "---\nscheme: s\ntitle: t\nversion: v1\nperiod: month\ncurrency: CNY\n---\n\n## 一、x\n\n```kpi\n";

const programOf = (rules: string) => compile(`${HEAD}${rules}\n\`\`\`\n`, catalogue).program;

const row = (values: Record<string, Value | number>, agent = "T1", month = "2025-01"): AgentMonth => ({
  agent,
  month,
  values: new Map(
    Object.entries(values).map(([name, value]): [string, Value] => [
      name,
      typeof value === "number" ? rational(value) : value,
    ]),
  ),
});

function show(outcome: Outcome): string {
  if (isRowError(outcome)) return `${outcome.code} ${outcome.name}`;
  return isRational(outcome) ? toExact(outcome as Rational) : String(outcome);
}

/** The value of `X` under these rules for a row of these metrics. */
const resultOf = (rules: string, values: Record<string, Value | number> = {}): string => {
  const at = row(values);
  return show(new Reference(programOf(rules), [at]).value("X", at));
};

describe("numbers", () => {
  it.each([
    ["X = 1 / 3 * 3", "1"],
    ["X = 0.1 + 0.2", "0.3"],
    ["X = 2 - 3 - 4", "-5"],
    ["X = 2 + 3 * 4", "14"],
    ["X = -2 * -3", "6"],
    ["X = 12 / 4 / 3", "1"],
    ["X = 60% + 5%", "0.65"],
    ["X = 1.5 万元 / 100 CNY", "150"],
    ["X = round(1.005, 2)", "1.01"],
    ["X = round(-2.5)", "-3"],
    ["X = floor(-1.21, 1) + ceil(-1.29, 1)", "-2.5"],
    ["X = clamp(130%, 0%, 120%) * max(1, 2, 3) - min(4, abs(-5))", "-0.4"],
    ["X = 90 分钟 as 小时", "1.5"],
  ])("%s is %s", (rules, expected) => {
    expect(resultOf(rules)).toBe(expected);
  });
});

describe("row errors", () => {
  const share = "input 咨询量, 上门人数\nX = 咨询量 / 1 条 / (上门人数 / 1 人)";

  it("name the first value that could not be had", () => {
    expect(resultOf(share, { 咨询量: 6, 上门人数: 3 })).toBe("2");
    expect(resultOf(share, { 咨询量: 6, 上门人数: 0 })).toBe("division-by-zero X");
    expect(resultOf(share, { 上门人数: 0 })).toBe("missing-value 咨询量");
    expect(resultOf(share)).toBe("missing-value 咨询量");
  });

  it("do not touch the branch that is not taken", () => {
    const guarded = "input 上门人数\nX = if 上门人数 > 0 then 1 / (上门人数 / 1 人) else 0";
    expect(resultOf(guarded, { 上门人数: 0 })).toBe("0");
    const short = "input 上门人数, 全费人数\nX = if 上门人数 = 0 or 全费人数 > 1 人 then 1 else 2";
    expect(resultOf(short, { 上门人数: 0 })).toBe("1");
    expect(resultOf(short, { 上门人数: 1 })).toBe("missing-value 全费人数");
  });

  it("are avoided by a default, and only where the cell is blank", () => {
    const rules = "input 病假天数 default 0\nX = 病假天数";
    expect(resultOf(rules)).toBe("0");
    expect(resultOf(rules, { 病假天数: 2 })).toBe("2");
  });

  it("are avoided by the default of a rate where a part of it is blank, not where it divides by 0", () => {
    const rules = "input 退货率 default 0%\nX = 退货率";
    expect(resultOf(rules, { 成交额: 100 })).toBe("0");
    expect(resultOf(rules, { 成交额: 100, 退货额: 5 })).toBe("0.05");
    expect(resultOf(rules, { 成交额: 0, 退货额: 0 })).toBe("division-by-zero 退货率");
  });

  it("fall on both rows of an agent-month that stands twice", () => {
    const program = programOf("input 上门人数\nX = 上门人数");
    const twice = [row({ 上门人数: 1 }), row({ 上门人数: 2 })];
    const reference = new Reference(program, [...twice, row({ 上门人数: 3 }, "T2")]);
    expect(twice.map((at) => show(reference.value("X", at)))).toEqual(["duplicate-row T1", "duplicate-row T1"]);
  });
});

describe("tables", () => {
  const table = (policy: string) =>
    `input 上门人数\ntable ${policy}\n| 上门人数 | => X |\n| < 10 | 1 |\n| [5 .. 20) | 2 |\n| > 20 | 3 |`;

  it("need exactly one row to hold", () => {
    expect(resultOf(table(""), { 上门人数: 12 })).toBe("2");
    expect(resultOf(table(""), { 上门人数: 7 })).toBe("several-rows-match X");
    expect(resultOf(table(""), { 上门人数: 20 })).toBe("no-row-matches X");
    expect(resultOf(table(""))).toBe("missing-value 上门人数");
  });

  it("take the first row that holds where order decides", () => {
    expect(resultOf(table("first"), { 上门人数: 7 })).toBe("1");
  });

  it("read bare numbers in the unit of the header", () => {
    const rules =
      "input 意向客户成交额\ntable\n| 意向客户成交额 (万元) | => X (元) |\n| < 1.5 | 1 |\n| >= 1.5 | 2 万元 |";
    expect(resultOf(rules, { 意向客户成交额: 14999 })).toBe("1");
    expect(resultOf(rules, { 意向客户成交额: 15000 })).toBe("20000");
  });

  it("may compute one column from another", () => {
    const rules =
      "input 上门人数\ntable\n| 上门人数 | => X | => 加成 |\n| < 10 | 加成 * 2 | 1 |\n| >= 10 | 加成 * 3 | 10 |";
    expect(resultOf(rules, { 上门人数: 3 })).toBe("2");
    expect(resultOf(rules, { 上门人数: 30 })).toBe("30");
  });
});

describe("scores and exceptions", () => {
  it("hold each indicator within its limits before weighting it", () => {
    const rules =
      "input 上门人数, 全费人数\nA = 上门人数 / 1 人 * 1 分\nB = 全费人数 / 1 人 * 1 分\n" +
      "score X (分)\n| 指标 | 权重 | 得分 | 下限 | 上限 |\n| 甲 | 60% | A | 40 | 120 |\n| 乙 | 40% | B | | 100 |";
    expect(resultOf(rules, { 上门人数: 10, 全费人数: 150 })).toBe("64");
    expect(resultOf(rules, { 上门人数: 130, 全费人数: 50 })).toBe("92");
  });

  it("replace the rule, which is then not looked at", () => {
    const rules = "input 岗位, 上门人数\nX = 10 人 / 上门人数\nexcept when 岗位 = 质检专员\n  X = 0";
    expect(resultOf(rules, { 岗位: "质检专员", 上门人数: 0 })).toBe("0");
    expect(resultOf(rules, { 岗位: "外呼专员", 上门人数: 5 })).toBe("2");
  });

  it("cannot hold two at a time", () => {
    const rules = "input 上门人数\nX = 1\nexcept when 上门人数 > 1 人\n  X = 2\nexcept when 上门人数 > 2 人\n  X = 3";
    expect(resultOf(rules, { 上门人数: 2 })).toBe("2");
    expect(resultOf(rules, { 上门人数: 3 })).toBe("conflicting-exceptions X");
  });
});

describe("what is not given", () => {
  it("is not computed, nor is what depends on it", () => {
    expect(resultOf("param 基数 = ? CNY\nX = 基数 * 2")).toBe("not-computable 基数");
  });

  it("leaves the rest alone", () => {
    expect(resultOf("param 基数 = ? CNY\nY = 基数 * 2\nX = 1")).toBe("1");
  });

  it("spoils only the row of a table that it stands in", () => {
    const rules = "input 上门人数\ntable\n| 上门人数 | => X |\n| < 10 | ? |\n| >= 10 | 3 |";
    expect(resultOf(rules, { 上门人数: 30 })).toBe("3");
    expect(resultOf(rules, { 上门人数: 3 })).toBe("not-computable X");
  });
});

it("computes a chain of thousands of names", () => {
  const chain = Array.from({ length: 4000 }, (_, at) => (at === 0 ? "x0 = 1" : `x${at} = x${at - 1} + 1`));
  expect(resultOf([...chain, "X = x3999"].join("\n"))).toBe("4000");
});
