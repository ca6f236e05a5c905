import { expect, test } from "vitest";
import type { StatementStep } from "../../../server/api-types.ts";
import { rootsOf } from "./statement-roots.ts";

const place = { line: 1, column: 1 };
const step = (name: string, ...operands: string[]): StatementStep => ({
  name,
  kind: "formula",
  clause: { number: "1", title: "" },
  start: place,
  end: place,
  roundings: [],
  operands,
});
const explanation = {
  outputs: ["级别", "奖金", "应发"],
  actions: [],
  steps: [step("应发", "奖金", "底薪"), step("奖金", "系数"), step("系数"), step("底薪"), step("级别", "系数")],
};

test("what the pay rests on stands in its tree only", () => {
  expect(rootsOf(explanation, "应发")).toEqual(["应发", "级别"]);
});

test("without pay, every output is told of", () => {
  expect(rootsOf(explanation, undefined)).toEqual(["级别", "奖金", "应发"]);
});
