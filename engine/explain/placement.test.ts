import fc from "fast-check";
import { expect, test } from "vitest";
import type { AgentMonth } from "../ir/program.ts";
import { Reference } from "../reference/reference.ts";
import { rational } from "../values/rational.ts";
import type { Value } from "../values/value.ts";
import { createExplainer } from "./explain.ts";
import { programOf } from "./testing/scheme.ts";

const RULES = `input 上门人数, 部门
choice 等级: C, B, A
distribute 等级 by 上门人数 within 部门
  places rounded, ties better, smallest group 3, otherwise B
| 等级 | 比例 |
| A    | 30%  |
| B    | 50%  |
| C    | 20%  |
output 等级`;
const program = programOf(RULES);

const company = (visits: readonly (number | undefined)[], department = "一部"): AgentMonth[] =>
  visits.map((count, at) => ({
    agent: `T${at + 1}`,
    month: "2026-01",
    values: new Map<string, Value>([
      ["部门", department],
      ...(count === undefined ? [] : [["上门人数", rational(count)] as const]),
    ]),
  }));

const placed = async (people: readonly AgentMonth[], at: number) => {
  const person = people[at];
  if (!person) throw new Error("nobody there");
  const { outputs } = await createExplainer(program).explain(person, people);
  const [step] = outputs;
  if (!step) throw new Error("no output");
  return step;
};

test("tells the rank, the group, the ranks of each grade and which grade held it", async () => {
  const step = await placed(company([9, 8, 8, 7, 6, 5]), 1);
  expect(step.outcome).toBe("A");
  const { grades, ...placement } = step.placement ?? { grades: [] };
  expect(placement).toEqual({ rank: 2, size: 6, smallest: 3, decided: 0 });
  expect(grades.map(({ grade, upTo, holds }) => [grade, upTo, holds])).toEqual([
    ["A", 2, true],
    ["B", 5, true],
    ["C", 6, true],
  ]);
  expect(step.formula).toEqual({ text: "rank(上门人数) within 部门", filled: "rank(上门人数) within 部门" });
  expect(step.peers).toEqual([{ text: "rank(上门人数) within 部门", counted: 6, leftOut: 0 }]);
});

test("says how many an error left out of the ranking", async () => {
  const step = await placed(company([9, 8, undefined, 7]), 3);
  expect([step.outcome, step.placement?.rank, step.placement?.size, step.peers[0]?.leftOut]).toEqual(["C", 3, 3, 1]);
});

test("places nobody by rank in a group that is too small", async () => {
  const step = await placed(company([9, 8]), 1);
  expect(step.outcome).toBe("B");
  expect(step.placement?.decided).toBeUndefined();
  expect(step.placement?.grades.some(({ holds }) => holds)).toBe(false);
});

test("has nothing to place where the agent's own value has an error", async () => {
  const step = await placed(company([9, 8, 7, undefined]), 3);
  expect(step.outcome).toMatchObject({ code: "missing-value" });
  expect(step.placement).toBeUndefined();
});

test("agrees with the reference for everyone of every group", async () => {
  const person = fc.tuple(fc.constantFrom("一部", "二部"), fc.option(fc.integer({ min: 0, max: 5 }), { freq: 6 }));
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 9 }), async (people) => {
      const rows = people.flatMap(([department, count], at) =>
        company([count ?? undefined], department).map((row) => ({ ...row, agent: `T${at}` })),
      );
      const reference = new Reference(program, rows);
      const explainer = createExplainer(program);
      for (const row of rows) {
        const { outputs } = await explainer.explain(row, rows);
        expect(outputs[0]?.outcome).toEqual(reference.value("等级", row));
      }
    }),
    { numRuns: 60 },
  );
});
