import { expect, test } from "vitest";
import { schemeOf } from "../../explain/testing/scheme.ts";
import { LIMITS } from "../../limits.ts";

const codes = (rules: readonly string[]): string[] =>
  schemeOf(["input 上门人数", ...rules].join("\n")).diagnostics.map(({ code }) => code);
const many = (line: (at: number) => string): string[] =>
  Array.from({ length: LIMITS.operands + 1 }, (_, at) => line(at));

test("a score has no more deductions and vetoes than a chain has operands", () => {
  const score = ["score 总分 (分)", "| 指标 | 权重 | 得分 |", "| 甲 | 100% | 80 分 |", "output 总分"];
  const deductions = many((at) => `deduct 扣分${at} from 总分 = 1 分/人 * 上门人数 at most 1 分`);
  expect(codes([...score, ...deductions.slice(1)])).not.toContain("nesting-too-deep");
  expect(codes([...score, ...deductions])).toContain("nesting-too-deep");
});

test("a distribution has no more grades than a chain has operands", () => {
  const head = [
    `choice 级: ${many((at) => `G${at}`).join(",\n  ")}`,
    "distribute 级 by 上门人数 within all",
    "  places rounded, ties better, smallest group 5, otherwise G0",
    "| 等级 | 比例 |",
  ];
  const grades = many((at) => `| G${at} | ${at === 0 ? "100%" : "0%"} |`);
  expect(codes([...head, ...grades.slice(0, -1), "output 级"])).toEqual([]);
  expect(codes([...head, ...grades, "output 级"])).toEqual(["nesting-too-deep"]);
});
