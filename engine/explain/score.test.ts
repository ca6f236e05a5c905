import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Reference } from "../reference/reference.ts";
import { toExact } from "../values/rational.ts";
import { isRational, isRowError, type Outcome } from "../values/value.ts";
import { createExplainer } from "./explain.ts";
import { agentMonth, programOf, schemeOf } from "./testing/scheme.ts";

const RULES = `input 执行反馈评分, 上门人数, 病假天数
score 总分 (分)
| 指标   | 权重 | 得分   |
| 执行反馈评分 | 100% | 执行反馈评分 |
deduct 扣分 from 总分 = 5 分/人 * 上门人数 at most 20 分
veto 违规 of 总分 = 0 分 when 病假天数 > 3 天
output 总分`;

const read = (outcome: Outcome | undefined): string =>
  outcome === undefined || isRowError(outcome) ? "—" : isRational(outcome) ? toExact(outcome) : String(outcome);

const explain = async (rules: string, values: Parameters<typeof agentMonth>[0]) =>
  (await createExplainer(programOf(rules)).explain(agentMonth(values), [])).outputs[0];

describe("a score with a deduction and a veto", () => {
  test("shows what was taken off, as a step of its own held to its limit", async () => {
    const step = await explain(RULES, { 执行反馈评分: "100", 上门人数: "6", 病假天数: "0" });
    expect(read(step?.outcome)).toBe("80");
    expect(step?.formula).toEqual({ text: "100% * 执行反馈评分 - 扣分", filled: "100% * 100 分 - 20 分" });
    expect(step?.deductions?.map(({ name, points }) => [name, read(points)])).toEqual([["扣分", "20"]]);
    expect(step?.veto).toBeUndefined();
    const deduction = step?.operands.find(({ name }) => name === "扣分");
    expect(deduction?.formula?.filled).toBe("min(5 分/人 * 6 人, 20 分)");
  });

  test("cites the clause that vetoes", async () => {
    const { program } = schemeOf(RULES.replace("veto", "```\n\n## 二、否决\n\n```kpi\nveto"));
    const at = agentMonth({ 执行反馈评分: "100", 上门人数: "6", 病假天数: "4" });
    const [step] = (await createExplainer(program).explain(at, [])).outputs;
    expect([read(step?.outcome), step?.veto?.name, step?.clause.title]).toEqual(["0", "违规", "否决"]);
    expect(step?.operands.map(({ name, outcome }) => [name, read(outcome)])).toEqual([
      ["执行反馈评分", "100"],
      ["扣分", "20"],
      ["违规", "true"],
    ]);
  });
});

const values = fc.record({
  执行反馈评分: fc.constantFrom("60", "80", "100"),
  上门人数: fc.integer({ min: 0, max: 9 }).map(String),
  病假天数: fc.integer({ min: 0, max: 9 }).map(String),
});
const limit = fc.integer({ min: 0, max: 9 });

test("agrees with adding and taking off by hand, whatever holds", async () => {
  await fc.assert(
    fc.asyncProperty(
      values,
      fc.option(limit),
      fc.array(fc.tuple(limit, fc.constantFrom(0, 30)), { maxLength: 3 }),
      fc.option(fc.constantFrom("执行反馈评分", "上门人数", "病假天数"), { freq: 8 }),
      async (given, most, vetoes, missing) => {
        const program = programOf(
          [
            ...RULES.split("\n").slice(0, 4),
            `deduct 扣分 from 总分 = 2 分/人 * 上门人数${most === null ? "" : ` at most ${most} 分`}`,
            ...vetoes.map(([over, value], at) => `veto 否决${at} of 总分 = ${value} 分 when 病假天数 > ${over} 天`),
            "output 总分",
          ].join("\n"),
        );
        const at = agentMonth(Object.fromEntries(Object.entries(given).filter(([name]) => name !== missing)));
        const { outputs } = await createExplainer(program).explain(at, []);
        expect(outputs[0]?.outcome).toEqual(new Reference(program, []).value("总分", at));
        if (missing !== null) return;
        const taken = Math.min(2 * Number(given.上门人数), most ?? Number.POSITIVE_INFINITY);
        const holding = vetoes.flatMap(([over, value]) => (Number(given.病假天数) > over ? [value] : []));
        const expected = new Set(holding).size > 1 ? "—" : String(holding[0] ?? Number(given.执行反馈评分) - taken);
        expect(read(outputs[0]?.outcome)).toBe(expected);
      },
    ),
    { numRuns: 150 },
  );
});
