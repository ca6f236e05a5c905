import { describe, expect, test } from "vitest";
import { programOf } from "../explain/testing/scheme.ts";
import { printTerm, printTypedTest } from "./print-term.ts";
import type { Term } from "./term.ts";

function bodyOf(expression: string): Term {
  const rules = `input 上门人数, 全费人数, 岗位, 通话时长\nx = 上门人数 / 1 人\noutput y = ${expression}`;
  const found = programOf(rules).definitions.get("y");
  if (found?.kind !== "formula") throw new Error(`no formula in ${expression}`);
  return found.body;
}

test.each([
  "round((上门人数 + 全费人数) / 2, 2)",
  "上门人数 - (全费人数 - 5 人)",
  "-(x + 1) * 2",
  "if not (x > 1 and x < 3) or 岗位 = 质检专员 then 60% else 0%",
  "if 岗位 in (外呼专员, 客服专员) then 1 else 2",
  "if x in [1 .. 3) then max(x, 2) else clamp(x, 1, 5)",
  "round(通话时长 as 小时, 2)",
  "20 CNY/人 * 上门人数",
])("%s prints as it reads", (expression) => {
  expect(printTerm(bodyOf(expression))).toBe(expression);
});

test("what was written in other signs prints in canonical ones", () => {
  expect(printTerm(bodyOf("（ｘ＋１）×２÷3"))).toBe("(x + 1) * 2 / 3");
  expect(printTerm(bodyOf("2 万元 * x"))).toBe("20000 CNY * x");
});

test("names and choices may be worded otherwise", () => {
  const wording = { name: (name: string) => `<${name}>`, choice: (value: string) => `"${value}"` };
  expect(printTerm(bodyOf("if 岗位 = 质检专员 then x else 0"), wording)).toBe('if <岗位> = "质检专员" then <x> else 0');
});

describe("cells", () => {
  test.each(["-", "< 60", "[5 .. 9]", "(5 .. 9)", "60, 80, >= 100", "not (60, 80)", "7"])("%s", (cell) => {
    const program = programOf(`input 上门人数\ntable\n| 上门人数 (人) | => y |\n| ${cell} | 1 |\noutput y`);
    const found = program.tables[0]?.rows[0]?.tests[0];
    expect(found && printTypedTest(found, { unit: false })).toBe(cell);
  });
});
