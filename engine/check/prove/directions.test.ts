import { describe, expect, test } from "vitest";
import { findings, scheme } from "./scheme.fixture.ts";

const against = (rules: string): string[] => {
  expect(scheme(rules).errors).toEqual([]);
  return findings(rules, "result-against-direction").map(({ message }) => message.en.replace(/, against.*/, ""));
};

const perDeal = "param 单价 = 2 CNY/件";

describe("pay against the direction of a metric", () => {
  test("that falls with a metric of which more is better", () => {
    expect(against(`input 成单\n${perDeal}\noutput 奖金 = 1000 CNY - 单价 * 成单`)).toEqual([
      "where 成单 rises from 0 件 to 1 件, 奖金 goes from 1000.00 CNY to 998.00 CNY",
    ]);
  });

  test("that rises with a metric of which less is better", () => {
    expect(against(`input 投诉\n${perDeal}\noutput 奖金 = 1000 CNY + 单价 * 投诉`)).toEqual([
      "where 投诉 rises from 0 件 to 1 件, 奖金 goes from 1000.00 CNY to 1002.00 CNY",
    ]);
  });

  test("at the edge of a tier only, and in a score as well", () => {
    const rules = ["input 成单", "tiers t slab of 成单", "| 起点 (件) | 比例 |", "| 0 | 3 分/件 |", "| 10 | 2 分/件 |"];
    expect(against([...rules, "output 得分 = t"].join("\n"))).toEqual([
      "where 成单 rises from 9 件 to 10 件, 得分 goes from 27 分 to 20 分",
    ]);
  });

  test("and which rule it begins with is where the finding stands", () => {
    const rules = `input 成单\n${perDeal}\n甲 = if 成单 > 5 件 then 0 CNY else 单价 * 成单\n乙 = 甲 * 2\noutput 奖金 = 乙 + 1 CNY`;
    const { text } = scheme(rules);
    const [found] = findings(rules, "result-against-direction");
    expect(text.slice(found?.span.start, found?.span.end)).toBe("甲");
    expect(found?.message.zh).toContain("请核对“甲”（一 规则）");
    expect(found?.witness?.inputs).toEqual(new Map([["成单", "5"]]));
    expect(found?.witness?.compared?.inputs).toEqual(new Map([["成单", "6"]]));
  });
});

describe("nothing is said", () => {
  test.each([
    ["of what moves with its direction", `input 成单, 投诉\n${perDeal}\noutput 奖金 = 单价 * 成单 - 单价 * 投诉`],
    ["of a metric with a target range", `input 工时\n${perDeal}\noutput 奖金 = 100 CNY - 单价 * 工时`],
    [
      "of a deduction beside the pay",
      `input 成单, 投诉\n${perDeal}\noutput 奖金 = 单价 * 成单\noutput 扣款 = 单价 * 投诉`,
    ],
    [
      "of a deduction that the pay is computed from",
      `input 投诉\n${perDeal}\noutput 扣款 = 单价 * 投诉\noutput 奖金 = 3000 CNY - 扣款`,
    ],
    [
      "of what is divided by",
      "input 成单, 外呼, 金额\noutput 得分 = if 外呼 > 0 件 then 成单 / 外呼 * 100 分 else 0 分 shown 2 decimals",
    ],
    [
      "of a figure of a rate that is read as well",
      "input 成单率, 外呼\noutput 得分 = 成单率 * 100 分 - 外呼 / 1 件 * 1 分 shown 2 decimals",
    ],
    ["of what is neither money nor a score", "input 成单\noutput 排位 = 1000 - 成单 / 1 件"],
    ["of what depends on a hole", "input 成单\nparam 单价 = ? CNY/件\noutput 奖金 = 1 CNY - 单价 * 成单"],
  ])("%s", (_, rules) => {
    expect(findings(rules, "result-against-direction")).toEqual([]);
  });
});
