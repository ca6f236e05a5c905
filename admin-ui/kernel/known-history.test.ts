import { expect, test } from "vitest";
import { ColumnHistory, compile, Reference, rational, readCatalogue } from "../../engine/index.ts";
import { readAgentMonths } from "./agent-months-arrow.ts";
import { Evaluator } from "./evaluator.ts";
import { knownHistory } from "./known-history.ts";
import { CATALOGUE, schemeWith, smallCompany } from "./testing/small-company.ts";

const { catalogue } = readCatalogue(CATALOGUE);
const compiled = (task: string) =>
  compile(schemeWith(task, "output 名次 = rank(达成率) within all"), catalogue).program;

test("others are as they came out, and the one left out is computed by the rules that are asked", async () => {
  const data = smallCompany().data;
  if (data === undefined) throw new Error("the company has data");
  const columns = readAgentMonths(new Uint8Array(await data.arrayBuffer()), catalogue);
  const program = compiled("35");
  const evaluated = await new Evaluator().evaluate(program, columns, "2026-06", { pause: async () => {} });
  if (evaluated === undefined) throw new Error("nobody gave it up");
  const history = new ColumnHistory(evaluated.columns);
  const known = knownHistory(evaluated, history, "T1");
  const rateOf = (task: string, agent: string) => {
    const at = history.row(agent, "2026-06");
    if (at === undefined || at === "twice") throw new Error(`no row of ${agent}`);
    return new Reference(compiled(task), known).value("达成率", at);
  };
  expect(rateOf("10", "T2")).toEqual(rational(20, 35));
  expect(rateOf("10", "T1")).toEqual(rational(1));
  expect(rateOf("10", "T3")).toMatchObject({ code: "missing-value", name: "A类客户数" });
});
