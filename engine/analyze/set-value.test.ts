import { describe, expect, test } from "vitest";
import { type Compilation, compile } from "../compile.ts";
import { catalogue, schemeOf, shipped } from "../explain/testing/scheme.ts";
import { listAddresses } from "../ir/address.ts";
import { applyEdits } from "../source/span.ts";
import { exactText } from "../values/show.ts";
import { setValue } from "./set-value.ts";

/** The lines that setting changes, before and after, or the code of what is wrong. */
function changed(compilation: Compilation, address: string, value: string): string[] | string {
  const result = setValue(compilation, address, value);
  if ("diagnostic" in result) return result.diagnostic.code;
  const before = compilation.text.split("\n");
  const after = applyEdits(compilation.text, result.edits).split("\n");
  return after.filter((line, at) => line !== before[at]);
}

const scheme = schemeOf(
  `input 上门人数, 岗位
param 费率 = 1%   range [0% .. 5%] step 0.1%
param 底薪 = 2000 元`.replace("2,000", "2000") +
    `
param 上限 = 2 万元 range (0 万元 .. 5 万元]
param 倍数 = －１．５
param 步 = 4 step 2
choice 等: 甲, 乙, 底薪
table 表
| 档 | 上门人数 (人) | 岗位 | => 奖 (CNY) | => 等 |
| 低 | < 10 | - | 0 | 甲 |
| 高 | >= 10 人 | 外呼专员 | 100 | 乙 |
score 总分 (分)
| 指标 | 权重 | 得分 |
| 一 | 60% | 30 分 |
| 二 | 40% | 50 分 |
choice 级: B, A
distribute 级 by 上门人数 within all places rounded, ties better, smallest group 5, otherwise B
| 等级 | 比例 |
| A | 20% |
| B | 80% |
output 总分`,
);

describe("the smallest edit", () => {
  test.each([
    ["费率", "1.5%", ["param 费率 = 1.5%   range [0% .. 5%] step 0.1%"]],
    ["费率", "１．５０％", ["param 费率 = 1.5%   range [0% .. 5%] step 0.1%"]],
    ["底薪", "2100", ["param 底薪 = 2100 元"]],
    ["底薪", "2100 元", ["param 底薪 = 2100 元"]],
    ["底薪", "2100 CNY", ["param 底薪 = 2100 CNY"]],
    ["底薪", "0.21 万元", ["param 底薪 = 0.21 万元"]],
    ["上限", "3", ["param 上限 = 3 万元 range (0 万元 .. 5 万元]"]],
    ["倍数", "-2", ["param 倍数 = -2"]],
    ["步", "6", ["param 步 = 6 step 2"]],
    ["表/高/奖", "120.5", ["| 高 | >= 10 人 | 外呼专员 | 120.5 | 乙 |"]],
    ["表/高/奖", "1 万元", ["| 高 | >= 10 人 | 外呼专员 | 1 万元 | 乙 |"]],
    ["表/高/等", "甲", ["| 高 | >= 10 人 | 外呼专员 | 100 | 甲 |"]],
    ["表/高/等", "底薪", ['| 高 | >= 10 人 | 外呼专员 | 100 | "底薪" |']],
    ["表/上门人数/edge 10", "12", ["| 低 | < 12 | - | 0 | 甲 |", "| 高 | >= 12 | 外呼专员 | 100 | 乙 |"]],
    ["总分/一/weight", "65%", ["| 一 | 65% | 30 分 |"]],
    ["级/A/share", "25%", ["| A | 25% |"]],
  ])("%s := %s", (address, value, lines) => {
    expect(changed(scheme, address, value)).toEqual(lines);
  });

  test("recompiled, the address has the value", () => {
    for (const path of ["telemarketing-center/draft", "telemarketing-specialist/v6.0", "sales-scorecard/1.0"]) {
      const compilation = shipped(`${path}.kpi.md`);
      for (const { address, kind, type, value } of listAddresses(compilation.program)) {
        if (type.kind !== "number" || kind === "edge") continue;
        const wanted = exactText(value) === "0" ? "1" : "0";
        const result = setValue(compilation, address, type.percent ? `${wanted}%` : wanted);
        if ("diagnostic" in result) {
          expect(result.diagnostic.code).toBe("value-out-of-range");
          continue;
        }
        const { program } = compile(applyEdits(compilation.text, result.edits), catalogue);
        const set = listAddresses(program).find((each) => each.address === address);
        expect(set && exactText(set.value)).toBe(type.percent && wanted === "1" ? "0.01" : wanted);
      }
    }
  });
});

describe("what is refused", () => {
  test.each([
    ["费率", "1.5", "set-percent"],
    ["费率", "0", "set-percent"],
    ["费率", "1 元", "set-unit"],
    ["费率", "6%", "value-out-of-range"],
    ["费率", "1.55%", "value-off-step"],
    ["上限", "0", "value-out-of-range"],
    ["上限", "50001 元", "value-out-of-range"],
    ["步", "5", "value-off-step"],
    ["底薪", "20%", "set-unit"],
    ["底薪", "20 人", "set-unit"],
    ["底薪", "20 斤", "set-unit"],
    ["底薪", "很多", "set-not-a-value"],
    ["底薪", "1 + 1", "set-not-a-value"],
    ["底薪", "", "set-not-a-value"],
    ["底薪", "1 元\noutput x = 1", "set-not-a-value"],
    ["表/高/等", "丙", "choice-value"],
    ["表/高/等", "1", "set-not-a-value"],
    ["表/中/奖", "1", "address-unknown"],
    ["__proto__", "1", "address-unknown"],
  ])("%s := %s is %s", (address, value, code) => {
    expect(changed(scheme, address, value)).toBe(code);
  });

  test("says what to write, and the nearest address", () => {
    const message = (address: string, value: string): string => {
      const result = setValue(scheme, address, value);
      return "diagnostic" in result ? result.diagnostic.message.zh : "";
    };
    expect(message("费率", "1.5")).toBe("“费率”是百分数，请写 1.5%，不要写“1.5”");
    expect(message("费率", "6%")).toBe("6% 不在允许范围 [0% .. 5%] 内");
    expect(message("费率", "1.55%")).toBe("1.55% 不合步长 0.1%（从 0% 起）");
    expect(message("底薪", "20 人")).toBe("“底薪”应为单位为 CNY 的数，“20 人”的单位不合");
    expect(message("表/高/奖金", "1")).toBe("没有可设的“表/高/奖金”，是不是“表/高/奖”？");
  });
});
