import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../values/rational.ts";
import { createExplainer } from "./explain.ts";
import type { Step } from "./step.ts";
import { agentMonth, agentMonths, schemeOf, shipped } from "./testing/scheme.ts";

const explain = async (rules: string, values: Parameters<typeof agentMonth>[0]): Promise<readonly Step[]> =>
  (await createExplainer(schemeOf(rules).program).explain(agentMonth(values), [])).outputs;

const firstOf = (steps: readonly Step[]): Step => {
  const [step] = steps;
  if (!step) throw new Error("the scheme has no output");
  return step;
};

describe("formulas", () => {
  test("show the expression, the same with values, and each rounding that changed one", async () => {
    const { program } = shipped("telemarketing-center/draft.kpi.md");
    const month = agentMonth({ A类客户数: "45", B类客户数: "80", 意向客户成交额: "10000" });
    const { outputs } = await createExplainer(program).explain(month, []);
    const [factor, bonus] = outputs;
    expect(factor).toMatchObject({
      shown: "1.14",
      formula: {
        text: "round((A类客户数 / A类任务数 + B类客户数 / B类任务数) / 2, 2)",
        filled: "round((45 户 / 35 户 + 80 户 / 80 户) / 2, 2)",
      },
      roundings: [{ before: rational(8, 7), after: rational(114, 100), decimals: 2, mode: "half-away" }],
      clause: { number: "一" },
    });
    expect(factor?.operands.map(({ name, shown }) => `${name} ${shown}`)).toEqual([
      "A类客户数 45 户",
      "A类任务数 35 户",
      "B类客户数 80 户",
      "B类任务数 80 户",
    ]);
    expect(bonus).toMatchObject({
      shown: "556.00 CNY",
      formula: { filled: "round(400.00 CNY * 1.14 + 10000.00 CNY * 1%, 2)" },
      roundings: [],
    });
    expect(bonus?.operands.find(({ name }) => name === "绩效系数")).toBe(factor);
  });

  test("leave out branches that were not taken, and bracket negative values", async () => {
    const rules =
      "input 上门人数, 全费人数, 病假天数\nx = 0 人 - 上门人数\noutput y = if x < 0 then 10 人 - x else 全费人数";
    const step = firstOf(await explain(rules, { 上门人数: "3", 病假天数: "0" }));
    expect(step.formula?.filled).toBe("if (-3 人) < 0 人 then 10 人 - (-3 人) else 全费人数");
    expect(step.operands.map(({ name }) => name)).toEqual(["x"]);
    expect(step.shown).toBe("13 人");
  });

  test("shown decimals are for the reader only", async () => {
    const rules = "input 上门人数\noutput x = 上门人数 / 3 人 shown 2 decimals\noutput y = round(x * 3, 4)";
    const [x, y] = await explain(rules, { 上门人数: "1" });
    expect(x?.shown).toBe("0.33");
    expect(y?.formula?.filled).toBe("round(0.333333… * 3, 4)");
    expect(y?.shown).toBe("1");
  });

  test("an error shows what led there", async () => {
    const rules = "input 上门人数, 全费人数\nx = 上门人数 / 全费人数\noutput y = round(x, 2)";
    const step = firstOf(await explain(rules, { 上门人数: "1", 全费人数: "0" }));
    expect(step).toMatchObject({ shown: "—", outcome: { code: "division-by-zero", name: "x" }, roundings: [] });
    expect(step.operands.map(({ name, shown }) => `${name} ${shown}`)).toEqual(["x —"]);
    expect(step.operands[0]?.operands.map(({ shown }) => shown)).toEqual(["1 人", "0 人"]);
  });
});

describe("tables", () => {
  const rules = `input 月均上门, 岗位
param 门槛 = 10 人
table 补贴表
| 档 | 上门人数 (人) | 岗位 | => 补贴 (CNY) |
| 低 | < 门槛 | - | 0 |
| 中 | [门槛 .. 20) | 外呼专员, 客服专员 | 100 |
| 高 | >= 20 | not 质检专员 | 门槛 * 20 CNY/人 |
output 补贴`.replace("月均上门", "上门人数");

  test("show every row: what held, what did not, and how far the next one is", async () => {
    const { decision, operands, formula } = firstOf(await explain(rules, { 上门人数: "14", 岗位: "客服专员" }));
    expect(formula).toBeUndefined();
    expect(operands.map(({ name }) => name)).toEqual(["上门人数", "岗位", "门槛"]);
    expect(decision).toMatchObject({ table: "补贴表", decided: 1 });
    expect(decision?.rows.map(({ id, holds }) => [id, holds])).toEqual([
      ["低", false],
      ["中", true],
      ["高", false],
    ]);
    expect(decision?.rows.map(({ cells }) => cells[0])).toEqual([
      { column: "上门人数", test: "< 门槛", value: "14 人", holds: false, distance: rational(4) },
      { column: "上门人数", test: "[门槛 .. 20)", value: "14 人", holds: true },
      { column: "上门人数", test: ">= 20", value: "14 人", holds: false, distance: rational(6) },
    ]);
  });

  test("a result may be a formula, shown like any other", async () => {
    const step = firstOf(await explain(rules, { 上门人数: "25", 岗位: "外呼专员" }));
    expect(step).toMatchObject({ shown: "200.00 CNY", formula: { filled: "10 人 * 20 CNY/人" } });
  });

  test("no row, and an input without a value", async () => {
    const gap = firstOf(await explain(rules, { 上门人数: "14", 岗位: "质检专员" }));
    expect(gap).toMatchObject({ shown: "—", outcome: { code: "no-row-matches" } });
    expect(gap.decision?.decided).toBeUndefined();
    const missing = firstOf(await explain(rules, { 上门人数: "14" }));
    expect(missing).toMatchObject({ outcome: { code: "missing-value", name: "岗位" } });
    expect(missing.decision).toBeUndefined();
    expect(missing.operands.map(({ shown }) => shown)).toEqual(["14 人", "—"]);
  });

  test("first: the first row that holds decides; unique: several rows are an error", async () => {
    const grid = "\n| 上门人数 | => x |\n| >= 5 | 1 |\n| >= 10 | 2 |\noutput x";
    const first = firstOf(await explain(`input 上门人数\ntable x first${grid}`, { 上门人数: "12" }));
    expect(first.decision).toMatchObject({ decided: 0, rows: [{ holds: true }, { holds: true }] });
    expect(first.shown).toBe("1");
    const unique = firstOf(await explain(`input 上门人数\ntable x${grid}`, { 上门人数: "12" }));
    expect(unique.outcome).toMatchObject({ code: "several-rows-match" });
  });

  test("of a large table, the rows around the decision", async () => {
    const rows = Array.from({ length: 500 }, (_, at) => `| [${at} .. ${at + 1}) | ${at * 2} |`);
    const large = `input 外呼量\ntable\n| 外呼量 | => x |\n${rows.join("\n")}\noutput x`;
    const step = firstOf(await explain(large, { 外呼量: "250" }));
    expect(step.shown).toBe("500");
    expect(step.decision?.rows.map(({ id }) => id)).toEqual(["[249 .. 250)", "[250 .. 251)", "[251 .. 252)"]);
    expect(step.decision?.decided).toBe(1);
    const outside = firstOf(await explain(large, { 外呼量: "500" }));
    expect(outside.outcome).toMatchObject({ code: "no-row-matches" });
    const shown = ["[0 .. 1)", "[1 .. 2)", "[498 .. 499)", "[499 .. 500)"];
    expect(outside.decision?.rows.map(({ id }) => id)).toEqual(shown);
  });
});

describe("exceptions", () => {
  const rules = `input 岗位, 上门人数
x = 上门人数 * 2
except when 岗位 = 质检专员
  x = 7 人
except when not (岗位 in (质检专员, 外呼专员) or 上门人数 < 10 人)
  x = 上门人数 + 1 人
output x`;

  test("one that holds gives the value, its clause and its condition", async () => {
    const step = firstOf(await explain(rules, { 岗位: "质检专员", 上门人数: "4" }));
    expect(step).toMatchObject({ shown: "7 人", exception: { condition: "岗位 = 质检专员" } });
    expect(step.operands.map(({ name }) => name)).toEqual(["岗位"]);
    const other = firstOf(await explain(rules, { 岗位: "客服专员", 上门人数: "10" }));
    expect(other).toMatchObject({ shown: "11 人", formula: { filled: "10 人 + 1 人" } });
  });

  test("one that does not hold leaves no trace", async () => {
    const step = firstOf(await explain(rules, { 岗位: "外呼专员", 上门人数: "10" }));
    expect(step).toMatchObject({ shown: "20 人" });
    expect(step.exception).toBeUndefined();
    expect(step.operands.map(({ name }) => name)).toEqual(["上门人数"]);
  });

  test("its clause is cited", async () => {
    const { program } = shipped("telemarketing-specialist/v6.0.kpi.md");
    const month = agentMonth({ 岗位: "质检专员", 咨询量: "300", 月初签订目标: "200", 日目标: "10", 病假天数: "0" });
    const { outputs } = await createExplainer(program).explain(month, []);
    const bonus = outputs.find(({ name }) => name === "超额完成奖金");
    expect(bonus).toMatchObject({ shown: "0.00 CNY", clause: { number: "3.4.1 d" } });
  });

  test("two that hold, and a condition without a value", async () => {
    const twice = `${rules}\nexcept when 上门人数 < 5 人\n  x = 1 人`;
    const both = firstOf(await explain(twice, { 岗位: "质检专员", 上门人数: "4" }));
    expect(both.outcome).toMatchObject({ code: "conflicting-exceptions" });
    const missing = firstOf(await explain(rules, { 上门人数: "4" }));
    expect(missing.outcome).toMatchObject({ code: "missing-value", name: "岗位" });
    expect(missing.operands.map(({ name }) => name)).toEqual(["岗位"]);
  });
});

describe("scores", () => {
  test("show each part, held within its limits", async () => {
    const rules = `input 专业知识评分, 满意度
x = 专业知识评分 * 2
score 总分 (分)
| 指标 | 权重 | 得分 | 下限 | 上限 |
| 知识 | 60% | x | 40 | 120 |
| 其他 | 40% | 30 分 | 50 | |
output 总分`;
    const step = firstOf(await explain(rules, { 专业知识评分: "80" }));
    expect(step.parts).toMatchObject([
      { indicator: "知识", weight: rational(3, 5), score: rational(160), held: rational(120), limited: "upper" },
      { indicator: "其他", score: rational(30), held: rational(50), limited: "lower", points: rational(20) },
    ]);
    expect(step).toMatchObject({
      shown: "92 分",
      formula: { text: "60% * x + 40% * 30 分", filled: "60% * 120 分 + 40% * 50 分" },
    });
    const missing = firstOf(await explain(rules, {}));
    expect(missing).toMatchObject({ outcome: { code: "missing-value" }, formula: { filled: "60% * — + 40% * 50 分" } });
  });
});

test("names like __proto__ are ordinary names", async () => {
  const rules = `input 上门人数
__proto__ = 上门人数 * 2
table toString
| __proto__ | => constructor |
| < 10 | 1 |
| >= 10 | 2 |
except when __proto__ > 100 人
  constructor = 3
output constructor`;
  const shown = async (visits: string) => firstOf(await explain(rules, { 上门人数: visits })).shown;
  expect([await shown("4"), await shown("5"), await shown("51")]).toEqual(["1", "2", "3"]);
});

test("a row that stands twice has no value and no reasons", async () => {
  const { program } = shipped("sales-scorecard/1.0.kpi.md");
  const month = agentMonth({ 有效信息条数: "9" });
  const { outputs } = await createExplainer(program).explain(month, [month, { ...month }]);
  for (const step of outputs) expect(step).toMatchObject({ outcome: { code: "duplicate-row" }, operands: [] });
});

test("many explanations at once are each their own", async () => {
  const { program } = shipped("sales-scorecard/1.0.kpi.md");
  const months = fc.sample(agentMonths(program), { numRuns: 60, seed: 7 });
  const explainer = createExplainer(program);
  const together = await Promise.all(months.map((month) => explainer.explain(month, [])));
  for (const [at, month] of months.entries()) expect(together[at]).toEqual(await explainer.explain(month, []));
});

test("a disagreement with the reference is thrown, never hidden", async () => {
  const { program } = schemeOf("input 上门人数\ntable\n| 上门人数 | => x |\n| < 10 | 1 |\n| >= 10 | 2 |\noutput x");
  const explainer = createExplainer(program);
  // The rules were made; the table that the reference reads is another from here on.
  for (const { rows } of program.tables) (rows as unknown as unknown[]).reverse();
  await expect(explainer.explain(agentMonth({ 上门人数: "4" }), [])).rejects.toThrow('disagree about "x"');
});
