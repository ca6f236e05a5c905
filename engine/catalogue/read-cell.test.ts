import { describe, expect, test } from "vitest";
import { rational, toExact } from "../values/rational.ts";
import { isRational, isRowError, type Outcome } from "../values/value.ts";
import { readCatalogue } from "./read-catalogue.ts";
import { formatCell, readCell } from "./read-cell.ts";

const { catalogue } = readCatalogue(`---
catalogue: metrics
title: 指标
version: 1.0
---
## 1 指标
\`\`\`kpi
units
| 单位 |
| 户 |

metrics
| 指标 | 英文键 | 单位 | 小数位 | 允许值 |
| 客户数 | customers | 户 | 0 | [0 .. 100000] |
| 成交额 | sales | CNY | 2 | |
| 完成率 | rate | % | 1 | [0% .. 150%) |
| 评分 | rating | | | 60, 80, 100 |
| 岗位 | position | | | 外呼专员, 客服专员 |
| 部门 | department | | | 文字 |
| 入职日期 | hire_date | | | 日期 |
| 在职 | active | | | 是/否 |
\`\`\`
`);

const metric = (name: string) => {
  const found = catalogue.metrics.get(name);
  if (!found) throw new Error(`no metric ${name}`);
  return found;
};
const read = (name: string, text: string) => readCell(metric(name), text);
/** An exact decimal, the value itself, or the code of the error. */
const plain = (outcome: Outcome | undefined): unknown => {
  if (outcome === undefined || typeof outcome !== "object") return outcome;
  return isRowError(outcome) ? outcome.code : isRational(outcome) && toExact(outcome);
};

test.each(["", "  ", "\u3000", "\u00a0", "\t"])("%j is blank", (text) => {
  for (const name of catalogue.metrics.keys()) expect(read(name, text)).toBeUndefined();
});

describe("numbers", () => {
  test.each([
    ["客户数", "35", "35"],
    ["客户数", " ３５ ", "35"],
    ["客户数", "1,234", "1234"],
    ["客户数", "100,000", "100000"],
    ["客户数", "+7", "7"],
    ["客户数", "35.0", "35"],
    ["成交额", "1,234,567.89", "1234567.89"],
    ["成交额", "-3.5", "-3.5"],
    ["成交额", "−3.5", "-3.5"],
    ["完成率", "98.5%", "0.985"],
    ["完成率", "98.5 ％", "0.985"],
    ["完成率", "0.985", "0.985"],
    ["评分", "80", "80"],
  ])("%s %j is %s", (name, text, value) => {
    expect(plain(read(name, text))).toBe(value);
  });

  test.each([
    ["客户数", "abc", "not-a-number"],
    ["客户数", "1,23", "not-a-number"],
    ["客户数", "1234,567", "not-a-number"],
    ["客户数", "12,34,567", "not-a-number"],
    ["客户数", "1e3", "not-a-number"],
    ["客户数", "35 户", "not-a-number"],
    ["客户数", "1/2", "not-a-number"],
    ["客户数", "--5", "not-a-number"],
    ["客户数", "5%", "not-a-number"],
    ["客户数", "NaN", "not-a-number"],
    ["客户数", "0x10", "not-a-number"],
    ["客户数", "3.5", "too-many-decimals"],
    ["客户数", "-1", "out-of-bounds"],
    ["客户数", "100001", "out-of-bounds"],
    ["成交额", "0.001", "too-many-decimals"],
    ["完成率", "150%", "out-of-bounds"],
    ["完成率", "98.5", "out-of-bounds"],
    ["完成率", "98.55%", "too-many-decimals"],
    ["评分", "70", "out-of-bounds"],
    ["客户数", "9".repeat(31), "number-too-large"],
    ["成交额", "9".repeat(1_000_000), "number-too-large"],
  ])("%s %.40j gives %s", (name, text, code) => {
    expect(plain(read(name, text))).toBe(code);
  });
});

describe("other types", () => {
  test.each([
    ["岗位", " 外呼专员 ", "外呼专员"],
    ["岗位", "外呼", "unknown-choice"],
    ["岗位", "__proto__", "unknown-choice"],
    ["部门", "电销一部", "电销一部"],
    ["入职日期", "2024-02-29", "2024-02-29"],
    ["入职日期", "2023-02-29", "not-a-date"],
    ["入职日期", "2023-13-01", "not-a-date"],
    ["入职日期", "2023-04-31", "not-a-date"],
    ["入职日期", "2023-04-00", "not-a-date"],
    ["入职日期", "2023/04/01", "not-a-date"],
    ["入职日期", "45017", "not-a-date"],
    ["在职", "是", true],
    ["在职", "No", false],
    ["在职", "也许", "not-a-truth-value"],
  ])("%s %j is %j", (name, text, value) => {
    expect(plain(read(name, text))).toBe(value);
  });
});

describe("messages", () => {
  const message = (name: string, text: string) => {
    const outcome = read(name, text);
    return outcome !== undefined && isRowError(outcome) ? outcome.message : undefined;
  };

  test("quote the cell and say what is permitted, in both languages", () => {
    expect(message("客户数", "-1")).toEqual({
      zh: "“客户数”的值“-1”有误：允许的值为 [0 .. 100000] 户",
      en: '"客户数" cannot be "-1": permitted is [0 .. 100000] 户',
    });
    expect(message("完成率", "200%")?.en).toContain("[0% .. 150%)");
    expect(message("完成率", "1.55%")?.en).toContain("1 decimal at most");
    expect(message("岗位", "经理")?.zh).toContain("外呼专员、客服专员");
  });

  test("cut what is long", () => {
    expect(message("客户数", "x".repeat(10_000))?.en.length).toBeLessThan(150);
  });
});

test.each([
  ["客户数", rational(35), "35"],
  ["成交额", rational(1234567, 100), "12345.67"],
  ["完成率", rational(985, 1000), "98.5%"],
  ["岗位", "客服专员", "客服专员"],
  ["在职", false, "否"],
] as const)("%s is written so that it reads back", (name, value, text) => {
  expect(formatCell(metric(name), value)).toBe(text);
  expect(read(name, text)).toEqual(value);
});
