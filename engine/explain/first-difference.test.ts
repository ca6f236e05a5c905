import { expect, test } from "vitest";
import type { Program } from "../ir/program.ts";
import { createExplainer } from "./explain.ts";
import { firstDifference } from "./first-difference.ts";
import type { Step } from "./step.ts";
import { agentMonth, programOf } from "./testing/scheme.ts";

const AT = agentMonth({ 成交额: "60000", A类客户数: "12" });

async function payOf(program: Program): Promise<Step> {
  const { outputs } = await createExplainer(program).explain(AT, [AT]);
  const pay = outputs.at(-1);
  if (!pay) throw new Error("it puts out nothing");
  return pay;
}

const rules = ({ edge = "50000", rate = "1%", task = "10 户", pay = "round(成交额 * 比例 * 系数 * 完成率, 2)" } = {}) =>
  programOf(`input 成交额, A类客户数
param 比例 = ${rate} range [0% .. 5%]
param 任务数 = ${task} range [0 .. 100]
完成率 = A类客户数 / 任务数
table
| 成交额 (CNY) | => 系数 |
| < ${edge}    | 0.5     |
| >= ${edge}   | 1       |
output 奖金 = ${pay}`);

const between = async (before: Program, after: Program) => firstDifference(await payOf(before), await payOf(after));
const namesOf = (found: Awaited<ReturnType<typeof between>>) => found?.steps.map(({ name }) => name);

test("the step is the one below which everything is the same", async () => {
  const edge = await between(rules(), rules({ edge: "80000" }));
  expect(namesOf(edge)).toEqual(["系数", "系数"]);
  expect(edge?.sentence).toEqual({
    zh: "「系数」：前者 1（取「>= 50000」一行）；后者 0.5（取「< 80000」一行）",
    en: "系数: 1 (row >= 50000) under the first, 0.5 (row < 80000) under the second",
  });
  const param = await between(rules(), rules({ rate: "2%" }));
  expect(param?.sentence.zh).toBe("「比例」：前者 1%；后者 2%");
  const formula = await between(rules(), rules({ pay: "round(成交额 * 比例 * 完成率 / 2 * 系数, 2)" }));
  expect(namesOf(formula)).toEqual(["奖金", "奖金"]);
});

test("of several that differ, it is the one that is used first", async () => {
  const found = await between(rules(), rules({ edge: "80000", task: "20 户" }));
  expect(namesOf(found)).toEqual(["系数", "系数"]);
});

test("an error on one side is a difference, with its words", async () => {
  const found = await between(rules(), rules({ task: "0 户" }));
  expect(namesOf(found)).toEqual(["任务数", "任务数"]);
  const divided = await between(rules(), rules({ pay: "round(成交额 * 比例 * 系数 * 完成率 / (任务数 - 任务数), 2)" }));
  expect(namesOf(divided)).toEqual(["奖金", "奖金"]);
  expect(divided?.sentence.en).toMatch(/^奖金: 720\.00 CNY \(.+\) under the first, .+ under the second$/);
});

test("where nothing has the same name, it is the first step of either", async () => {
  const other = programOf("input A类客户数\n单价 = 30 CNY/户\noutput 奖励 = round(A类客户数 * 单价, 2)");
  const found = await between(rules({ pay: "round(成交额 * 比例, 2)" }), other);
  expect(namesOf(found)).toEqual(["成交额", "A类客户数"]);
  expect(found?.sentence.zh).toContain("两边没有同名的步骤");
});

test("the same value has no first difference", async () => {
  expect(await between(rules(), rules({ edge: "60000" }))).toBeUndefined();
});
