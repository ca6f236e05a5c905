import { expect, test } from "vitest";
import { agentMonth, programOf, shipped } from "../explain/testing/scheme.ts";
import { historyOf } from "../reference/history.ts";
import { rational, toExact } from "../values/rational.ts";
import { isRational, isRowError, type Outcome } from "../values/value.ts";
import { figuresBehind, type PayCurve, type PayCurveQuestion, payCurve } from "./pay-curve.ts";

const number = (outcome: Outcome | undefined): string =>
  outcome === undefined
    ? "none"
    : isRational(outcome)
      ? toExact(outcome)
      : isRowError(outcome)
        ? outcome.code
        : String(outcome);

const jumpsOf = (curve: PayCurve | undefined) =>
  curve?.jumps.map(({ edge, below, above, decided }) => [
    toExact(edge),
    toExact(below),
    toExact(above),
    ...(decided ? [decided.name, number(decided.below), number(decided.above)] : []),
  ]);

const at = agentMonth({
  岗位: "外呼专员",
  咨询量: "150",
  月初签订目标: "200",
  日目标: "8",
  病假天数: "0",
  上门人数: "30",
  全费人数: "4",
});
const about: PayCurveQuestion = {
  figure: "月目标完成率",
  output: "专员绩效奖金",
  at,
  from: rational(1, 2),
  to: rational(14, 10),
};

test("moves a computed figure along the bands of its table and tells where what is paid jumps", () => {
  const { program } = shipped("telemarketing-specialist/v6.0.kpi.md");
  const curve = payCurve(program, historyOf([at]), about);
  expect(jumpsOf(curve)).toEqual([
    ["0.6", "0", "480", "绩效奖金系数", "0", "0.6"],
    ["0.8", "480", "640", "绩效奖金系数", "0.6", "0.8"],
    ["1", "640", "800", "绩效奖金系数", "0.8", "1"],
    ["1.2", "900", "1060", "绩效奖金系数", "1", "1.2"],
  ]);
  const places = curve?.points.map(({ x }) => Number(toExact(x))) ?? [];
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect([places[0], places.at(-1)]).toEqual([0.5, 1.4]);
  // On both sides of each edge, and at every percent between.
  expect(places).toHaveLength(91 + 4);
  expect(curve?.points.filter(({ x }) => toExact(x) === "1.1").map(({ y }) => number(y))).toEqual(["850"]);
});

test("an edge that belongs below has its jump behind it, and a condition is an edge too", () => {
  const program = programOf(`input 上门人数
table 奖
| 上门人数 | => 奖 (CNY) |
| <= 10 | 0 |
| > 10 | 100 |
output 应发 = if 上门人数 > 20 人 then 奖 * 2 else 奖`);
  const month = agentMonth({ 上门人数: "5" });
  const curve = payCurve(program, historyOf([month]), {
    figure: "上门人数",
    output: "应发",
    at: month,
    from: rational(0),
    to: rational(30),
  });
  expect(jumpsOf(curve)).toEqual([
    ["10", "0", "100", "奖", "0", "100"],
    ["20", "100", "200", "应发", "100", "200"],
  ]);
});

test("where no row decides, there is no result and no jump", () => {
  const program = programOf(`input 上门人数
table 奖
| 上门人数 | => 奖 (CNY) |
| < 10 | 0 |
| >= 15 | 100 |
output 应发 = 奖`);
  const month = agentMonth({ 上门人数: "5" });
  const curve = payCurve(program, historyOf([month]), {
    figure: "上门人数",
    output: "应发",
    at: month,
    from: rational(0),
    to: rational(20),
  });
  expect(curve?.jumps).toEqual([]);
  expect(curve?.points.filter(({ x }) => toExact(x) === "12").map(({ y }) => number(y))).toEqual(["no-row-matches"]);
});

test("reaches beyond every edge, though not below zero where no figure does", () => {
  const { program } = shipped("telemarketing-specialist/v6.0.kpi.md");
  const curve = payCurve(program, historyOf([at]), { ...about, from: rational(9, 10), to: rational(11, 10) });
  expect([curve?.points[0], curve?.points.at(-1)].map((point) => point && toExact(point.x))).toEqual(["0.54", "1.26"]);
  expect(curve?.jumps).toHaveLength(4);
});

test("names the figures along which what is paid may change", () => {
  const { program } = shipped("telemarketing-specialist/v6.0.kpi.md");
  expect(figuresBehind(program, "应发工资")).toEqual([
    "上季月均上门人数",
    "上季记录月数",
    "调整后目标",
    "月目标完成率",
  ]);
  expect(figuresBehind(program, "绩效奖金系数")).toEqual(["调整后目标", "月目标完成率"]);
});

test("a figure that is no number has no curve", () => {
  const { program } = shipped("telemarketing-specialist/v6.0.kpi.md");
  expect(payCurve(program, historyOf([at]), { ...about, figure: "岗位" })).toBeUndefined();
  expect(payCurve(program, historyOf([at]), { ...about, figure: "没有" })).toBeUndefined();
});
