import { expect, test } from "vitest";
import { createBatch } from "../../batch/batch.ts";
import { columnsOf } from "../../columns/columns-builder.ts";
import { agentMonth, catalogue, programOf } from "../../explain/testing/scheme.ts";
import { rational } from "../../values/rational.ts";
import { compareSchemes } from "./compare-schemes.ts";
import { type Paid, paidEvaluation } from "./paid.ts";

const program = programOf("input 病假天数\noutput 奖金 = round(100 CNY - 病假天数 * 10 CNY/天, 2)");
const [output] = program.outputs;
const columns = columnsOf(
  ["E1", "E2", "E3"].map((agent) => ({ ...agentMonth({ 病假天数: "1" }), agent })),
  catalogue,
);
const month = "2026-01";
const paid = (...amounts: readonly Paid[]) => {
  if (!output) throw new Error("it puts out one number");
  return paidEvaluation(amounts, { program, output }, columns);
};

test("what was paid is compared as what a scheme pays", () => {
  const { evaluation, outside } = paid(
    { agent: "E1", month, amount: rational(90) },
    { agent: "E2", month, amount: rational(9_100, 100) },
    { agent: "E2", month: "2026-02", amount: rational(1) },
    { agent: "E9", month, amount: rational(1) },
  );
  expect(outside).toBe(2);
  const found = compareSchemes([evaluation, createBatch(program, columns).evaluate()]);
  expect(found.pay?.amount.totals.map((totals) => totals?.all)).toEqual([
    { value: rational(181), counted: 2 },
    { value: rational(270), counted: 3 },
  ]);
  expect(found.pay?.against[0]?.agents).toMatchObject({ winners: [], losers: [1], unchanged: 1 });
  expect([...found.failures.rows]).toEqual([2]);
  expect(found.failures.errorOf(0, 2)?.message.zh).toContain("没有这个人这个月");
});

test("nobody is paid twice for a month", () => {
  const twice = { agent: "E1", month, amount: rational(1) };
  expect(() => paid(twice, twice)).toThrow("E1 is paid twice");
});
