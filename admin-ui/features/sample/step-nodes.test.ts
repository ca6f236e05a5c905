import { expect, test } from "vitest";
import type { Outcome, Step } from "../../../engine/index.ts";
import { headlineFirst, visibleSteps } from "./step-nodes.ts";

const clause = { number: "一", title: "奖金", depth: 2, span: { start: 0, end: 1 } };
const step = (name: string, kind: Step["kind"], operands: readonly Step[] = [], outcome: Outcome = true): Step => ({
  name,
  kind,
  type: { kind: "truth" },
  outcome,
  shown: "是",
  clause,
  span: { start: 0, end: 1 },
  roundings: [],
  windows: [],
  peers: [],
  operands,
});

const volume = step("咨询量", "input");
const target = step("目标", "formula", [step("日目标", "input")]);
const rate = step("完成率", "formula", [volume, target]);
const factor = step("系数", "column", [rate]);
const pay = step("奖金", "formula", [factor, rate]);

const lines = (roots: readonly Step[], opened = new Map<string, boolean>()): string[] =>
  visibleSteps(roots, opened).map(({ step: { name }, level, open }) => `${level} ${name}${open ? " -" : ""}`);

test("the first root is open down to what the formulas already show, the others are closed", () => {
  expect(lines([pay, rate])).toEqual([
    "1 奖金 -",
    "2 系数 -",
    "3 完成率 -",
    "4 咨询量",
    "4 目标",
    "2 完成率",
    "1 完成率",
  ]);
});

test("what was opened or closed by hand stays so when values change", () => {
  const opened = new Map([
    ["奖金/系数", false],
    ["完成率", true],
  ]);
  expect(lines([pay, rate], opened)).toEqual([
    "1 奖金 -",
    "2 系数",
    "2 完成率 -",
    "3 咨询量",
    "3 目标",
    "1 完成率 -",
    "2 咨询量",
    "2 目标",
  ]);
});

test("an input that fails is shown", () => {
  const message = { zh: "缺少", en: "missing" };
  const missing: Outcome = { kind: "row-error", code: "missing-value", name: "咨询量", message };
  const failed = step("目标", "formula", [step("咨询量", "input", [], missing)], missing);
  expect(lines([failed])).toEqual(["1 目标 -", "2 咨询量"]);
});

test("a line knows its place among its siblings and its parent", () => {
  expect(visibleSteps([pay], new Map())[2]).toMatchObject({
    path: "奖金/系数/完成率",
    parent: "奖金/系数",
    position: 1,
    siblings: 1,
  });
});

test("the headline's tree comes first", () => {
  expect(headlineFirst([rate, pay], "奖金").map(({ name }) => name)).toEqual(["奖金", "完成率"]);
  expect(headlineFirst([rate, pay], undefined)).toEqual([rate, pay]);
});
