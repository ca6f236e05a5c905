import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agentMonth, schemeOf } from "../../explain/testing/scheme.ts";
import { Reference } from "../../reference/reference.ts";
import { compare, rational, ZERO } from "../../values/rational.ts";
import { isRational, isRowError } from "../../values/value.ts";

/** Every score and every count of sick days there can be. */
const SCORES = ["60", "80", "100"];
const DAYS = Array.from({ length: 311 }, (_, tenth) => String(tenth / 10));

const small = fc.integer({ min: 0, max: 6 });
const amount = fc.oneof(
  fc.tuple(small, small).map(([rate, less]) => `${rate} 分/天 * 病假天数 - ${less} 分`),
  fc.tuple(small, small).map(([from, points]) => `if 病假天数 > ${from} 天 then ${points} 分 else 0`),
  fc.tuple(small, small).map(([least, rate]) => `max(${least} 分, ${rate} 分/天 * 病假天数) - 3 分`),
);
const deduction = fc
  .tuple(amount, fc.option(fc.integer({ min: 0, max: 40 })))
  .map(([text, most]) => (most === null ? text : `${text} at most ${most} 分`));
const condition = fc.oneof(
  small.map((days) => `病假天数 > ${days} 天`),
  fc.tuple(small, small).map(([from, wide]) => `病假天数 in [${from} .. ${from + wide}]`),
  fc.constantFrom(...SCORES).map((score) => `执行反馈评分 = ${score} 分`),
);
const veto = fc.tuple(condition, fc.constantFrom(0, 0, 20)).map(([when, value]) => `${value} 分 when ${when}`);

const schemeWith = (deductions: readonly string[], vetoes: readonly string[], rows: readonly string[] = []) =>
  schemeOf(
    [
      "input 执行反馈评分, 病假天数",
      "score 总分 (分)",
      "| 指标   | 权重 | 得分   |",
      "| 执行反馈评分 | 100% | 执行反馈评分 |",
      ...deductions.map((text, at) => `deduct 扣分${at} from 总分 = ${text}`),
      ...vetoes.map((text, at) => `veto 否决${at} of 总分 = ${text}`),
      ...(rows.length === 0 ? [] : ["table", "| 总分 (分) | => 档次 |", ...rows]),
      `output ${rows.length === 0 ? "总分" : "档次"}`,
    ].join("\n"),
  );

const everyMonth = SCORES.flatMap((score) => DAYS.map((days) => agentMonth({ 执行反馈评分: score, 病假天数: days })));

describe("equals trying every input", () => {
  test("whether a deduction can be negative, and whether vetoes can contradict each other", () => {
    fc.assert(
      fc.property(
        fc.array(deduction, { minLength: 1, maxLength: 2 }),
        fc.array(veto, { maxLength: 3 }),
        (deductions, vetoes) => {
          const { program, diagnostics } = schemeWith(deductions, vetoes);
          const reference = new Reference(program, []);
          const negative = deductions.map((_, at) =>
            everyMonth.some((row) => {
              const outcome = reference.value(`扣分${at}`, row);
              return isRational(outcome) && compare(outcome, ZERO) < 0;
            }),
          );
          const contradict = everyMonth.some((row) => {
            const outcome = reference.value("总分", row);
            return isRowError(outcome) && outcome.code === "conflicting-vetoes";
          });
          // A veto may well hold for the better of two ratings.
          const codes = diagnostics.map(({ code }) => code).filter((code) => code !== "result-against-direction");
          expect(codes.filter((code) => code !== "deduction-negative" && code !== "vetoes-conflict")).toEqual([]);
          const count = (code: string): number => codes.filter((one) => one === code).length;
          expect(count("deduction-negative")).toBe(negative.filter((one) => one).length);
          expect(count("vetoes-conflict") > 0).toBe(contradict);
          expect(diagnostics.every(({ witness, code }) => code !== "deduction-negative" || witness)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("whether a grade table over the score has a gap", () => {
    fc.assert(
      fc.property(
        fc.array(deduction, { minLength: 1, maxLength: 2 }),
        fc.array(veto, { maxLength: 1 }),
        fc.integer({ min: -60, max: 90 }),
        fc.integer({ min: 1, max: 60 }),
        (deductions, vetoes, from, width) => {
          const rows = [`| [${from} .. ${from + width}) | 1 |`, `| >= ${from + width} | 2 |`];
          const { program, diagnostics } = schemeWith(deductions, vetoes, rows);
          const reference = new Reference(program, []);
          const lowest = rational(from);
          const below = everyMonth.some((row) => {
            const outcome = reference.value("总分", row);
            return isRational(outcome) && compare(outcome, lowest) < 0;
          });
          expect(diagnostics.some(({ code }) => code === "table-gap")).toBe(below);
          const known = ["table-gap", "deduction-negative", "table-row-unreachable"];
          expect(diagnostics.map(({ code }) => code).filter((code) => !known.includes(code))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
