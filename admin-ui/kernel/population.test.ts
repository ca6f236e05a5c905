import { expect, test } from "vitest";
import { type AgentMonth, compile, rational, readCatalogue, type Value } from "../../engine/index.ts";
import { evaluate } from "./population.ts";
import { schemeWith, smallCompany } from "./testing/small-company.ts";

const { catalogue } = readCatalogue(smallCompany().catalogue);
const { program } = compile(schemeWith("30", "input 部门\noutput 名次 = rank(A类客户数) within 部门"), catalogue);

const row = (agent: string, department: string, customers?: number): AgentMonth => ({
  agent,
  month: "2026-01",
  values: new Map<string, Value>([
    ["部门", department],
    ...(customers === undefined ? [] : [["A类客户数", rational(customers)] as const]),
  ]),
});

const provisional = async (months: readonly AgentMonth[]): Promise<number | undefined> =>
  (await evaluate(program, months, "2026-01", { pause: async () => {}, outdated: () => false }))?.provisional;

test("counts those who are ranked among peers of whom one has no value", async () => {
  const people = [row("甲", "一部", 3), row("乙", "一部", 2), row("丙", "二部", 1)];
  expect(await provisional(people)).toBe(0);
  expect(await provisional([...people, row("丁", "一部")])).toBe(2);
});
