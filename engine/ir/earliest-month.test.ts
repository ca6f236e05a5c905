import { expect, test } from "vitest";
import { namesPutOut } from "../batch/batch.ts";
import { Reference } from "../reference/reference.ts";
import { catalogue } from "../testing/catalogue.ts";
import { Chance } from "../testing/chance.ts";
import { generateHistory } from "../testing/generate-history.ts";
import { documentOf, generateScheme } from "../testing/generate-scheme.ts";
import { programOf } from "../testing/program-of.ts";
import { earliestMonth } from "./earliest-month.ts";

const seenFrom = (month: string, ...statements: string[]) => {
  const program = programOf(documentOf(["input 人数", "input 新人数", ...statements]), catalogue);
  return earliestMonth(program, namesPutOut(program), month);
};

test.each([
  [["output 值 = 人数"], "2025-05"],
  [["output 值 = sum(人数) over last 3 months"], "2025-03"],
  [["output 值 = sum(人数) over previous 3 months"], "2025-02"],
  [["output 值 = sum(人数) over this quarter"], "2025-04"],
  [["output 值 = sum(人数) over previous quarter"], "2025-01"],
  [["input 新人率", "output 值 = 新人率 over this year"], "2025-01"],
  [["季 = sum(人数) over previous quarter", "output 值 = sum(季) over previous year"], "2023-10"],
  [["output 值 = months in last 2 months where (sum(人数) over last 2 months) > 3 人"], "2025-03"],
  [["旧 = sum(人数) over last 9 months", "output 值 = 人数"], "2025-05"],
  [["output 值 = streak(人数 > 3 人)"], undefined],
  [
    [
      "季 = sum(人数) over last 4 months",
      "table 档",
      "| 季 (人) | => 奖 |",
      "| < 5 | 1 |",
      "| >= 5 | 2 |",
      "output 奖",
    ],
    "2025-02",
  ],
])("%j looks back to %s", (statements, expected) => {
  expect(seenFrom("2025-05", ...statements)).toBe(expected);
});

test("rows before the earliest month have no part in the results", () => {
  const chance = new Chance(2511);
  let bounded = 0;
  for (let round = 0; round < 150; round += 1) {
    const program = programOf(generateScheme(chance, catalogue).text, catalogue);
    const history = generateHistory(chance, catalogue, { agents: 4, months: 14, first: "2023-11" });
    const names = namesPutOut(program);
    const month = "2024-12";
    const earliest = earliestMonth(program, names, month);
    if (earliest === undefined || earliest <= "2023-11") continue;
    bounded += 1;
    const whole = new Reference(program, history);
    const rest = history.filter((row) => row.month >= earliest);
    const part = new Reference(program, rest);
    for (const row of rest.filter((each) => each.month === month)) {
      for (const name of names) expect(part.value(name, row)).toEqual(whole.value(name, row));
    }
  }
  expect(bounded).toBeGreaterThan(30);
});
