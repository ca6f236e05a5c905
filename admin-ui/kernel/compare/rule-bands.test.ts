import { expect, test } from "vitest";
import type { RuleBeside, Statement } from "../../../engine/index.ts";
import { ruleBands } from "./rule-bands.ts";

const clause = { number: "一", title: "规则", depth: 2, span: { start: 0, end: 0 } };

const rule = (name: string, kind: Statement["kind"], ...texts: readonly (string | undefined)[]): RuleBeside => ({
  name,
  kind,
  sides: texts.map((text) => (text === undefined ? undefined : { clause, text, span: { start: 0, end: 0 } })),
  same: texts.every((text) => text === texts[0]),
});

const rules = [
  rule("金额", "input", "input 金额", "input 金额"),
  rule("目标", "input", "input 目标", undefined),
  rule("比例", "param", "param 比例 = 1%", "param 比例 = 2%"),
  rule("甲", "formula", "甲 = 1", undefined),
  rule("乙", "table", undefined, "table 乙"),
  rule("丙", "formula", "丙 = 1", undefined),
  rule("丁", "formula", "丁 = 1", "丁 = 2"),
  rule("奖金", "formula", "output 奖金 = 1 CNY", undefined),
  rule("工资", "formula", undefined, "output 工资 = 2 CNY"),
  rule("assert 奖金", "assert", "assert 奖金 >= 0 CNY", undefined),
];

const shown = (onlyDifferences: boolean) =>
  ruleBands(rules, ["奖金", "工资"], onlyDifferences).map(
    ({ section, bands }) =>
      `${section}: ${bands.map(({ sides }) => sides.map((side) => side.map(({ name }) => name).join("+")).join("|")).join(" ")}`,
  );

test("what is paid comes first, side by side whatever it is called; rules of single schemes share a band", () => {
  expect(shown(false)).toEqual([
    "pay: 奖金|工资",
    "inputs: 金额|金额 目标|",
    "params: 比例|比例",
    "rules: 甲+丙|乙 丁|丁",
    "checks: assert 奖金|",
  ]);
});

test("only differences leaves out what all say alike", () => {
  expect(shown(true)).toEqual([
    "pay: 奖金|工资",
    "inputs: 目标|",
    "params: 比例|比例",
    "rules: 甲+丙|乙 丁|丁",
    "checks: assert 奖金|",
  ]);
  expect(ruleBands([rule("金额", "input", "input 金额", "input 金额")], ["奖金", "奖金"], true)).toEqual([]);
});
