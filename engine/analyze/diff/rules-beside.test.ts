import { expect, test } from "vitest";
import { catalogue } from "../../testing/catalogue.ts";
import { documentOf } from "../../testing/generate-scheme.ts";
import { rulesBeside } from "./rules-beside.ts";
import { readVersion } from "./version.ts";

const beside = (...rules: readonly string[]) =>
  rulesBeside(rules.map((text) => readVersion(documentOf([text]), catalogue)));

test("rules of the same name stand on one line, however each scheme comes to its value", () => {
  const found = beside(
    `output 系数
input 达成, 金额
param 比例 = 1%
table
| 达成   | => 系数 |
| < 80%  | 0.5     |
| >= 80% | 1       |
output 奖金 = 金额 * 比例 * 系数`,
    `input 金额, 达成
param 比例 = 2%
param 上限 = 200 CNY
output 系数 = 达成
output 奖金 = min(金额 * 比例, 上限)`,
  );
  expect(found.map(({ name, kind, same }) => `${name} ${kind} ${same}`)).toEqual([
    "系数 table false",
    "达成 input true",
    "金额 input true",
    "比例 param false",
    "上限 param false",
    "奖金 formula false",
  ]);
  expect(found[0]?.sides.map((side) => side?.text.split("\n")[0])).toEqual(["output 系数", "output 系数 = 达成"]);
  expect(found[0]?.sides[0]?.text).toContain("| < 80%  | 0.5     |");
  expect(found[4]?.sides.map((side) => side?.text)).toEqual([undefined, "param 上限 = 200 CNY"]);
});

test("layout is no difference, and a name that only a later scheme has keeps its place there", () => {
  const found = beside("input 金额\noutput 奖金 = 金额*2", "input 金额\n附加 = 1 CNY\noutput 奖金 =   金额 * 2");
  expect(found.map(({ name, same }) => [name, same])).toEqual([
    ["金额", true],
    ["附加", false],
    ["奖金", true],
  ]);
});

test("exceptions are told apart by what they override, and a text that cannot be read stands as it is", () => {
  const rules = "input 金额\noutput 奖金 = 金额\nexcept when 金额 < 5 CNY\n  奖金 = 0 CNY";
  const found = beside(rules, "input 金额\noutput 奖金 = 金额 +");
  expect(found.map(({ name, sides }) => [name, ...sides.map((side) => side?.text)])).toEqual([
    ["金额", "input 金额", "input 金额"],
    ["奖金", "output 奖金 = 金额", "output 奖金 = 金额 +"],
    ["奖金/except 1", "except when 金额 < 5 CNY\n  奖金 = 0 CNY", undefined],
  ]);
});

test("schemes that share no name follow each other", () => {
  const found = beside("input 金额\noutput 奖金 = 金额", "input 达成\noutput 系数 = 达成");
  expect(found.map(({ name }) => name)).toEqual(["金额", "奖金", "达成", "系数"]);
});
