import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const SCRIPT = `
import { agentMonth, shipped } from ${JSON.stringify(new URL("testing/scheme.ts", import.meta.url).href)};
import { createExplainer } from ${JSON.stringify(new URL("explain.ts", import.meta.url).href)};
const { program } = shipped("telemarketing-center/draft.kpi.md");
const month = agentMonth({ A类客户数: "45", B类客户数: "80", 意向客户成交额: "10000" });
const { outputs } = await createExplainer(program).explain(month, []);
console.log(outputs.map(({ shown }) => shown).join(" "));
`;

/** The app's policy forbids making code from strings; json-rules-engine brings libraries that could. */
test("explains where code cannot be made from strings", () => {
  const args = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", SCRIPT];
  expect(execFileSync(process.execPath, args, { encoding: "utf8" }).trim()).toBe("1.14 556.00 CNY");
});
