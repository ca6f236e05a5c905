import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Program } from "../ir/program.ts";
import { Reference } from "../reference/reference.ts";
import { createExplainer } from "./explain.ts";
import { agentMonth, agentMonths, programOf, shipped } from "./testing/scheme.ts";

const SHIPPED = [
  "telemarketing-center/draft",
  "telemarketing-specialist/v6.0",
  "sales-scorecard/as-written",
  "sales-scorecard/1.0",
  "sales-scorecard-visits/1.0",
  "telesales-indicators/1.0",
  "telesales-appraisal/1.0",
  "department-scorecard/1.0",
];

/** Explaining holds every row and exception against the reference itself; a difference rejects. */
async function expectAgreement(program: Program, month: Parameters<Reference["value"]>[1]): Promise<void> {
  const { outputs } = await createExplainer(program).explain(month, []);
  const reference = new Reference(program, []);
  for (const { name, outcome } of outputs) expect(outcome).toEqual(reference.value(name, month));
}

// ── generated schemes: two tables, one on top of the other, and exceptions over both ─────────────

const count = fc.integer({ min: 0, max: 12 });
const bound = fc.oneof(
  { weight: 4, arbitrary: count.map(String) },
  { weight: 1, arbitrary: fc.constantFrom("p", "q", "p + 1", "p * 2", "q / 2") },
);
const interval = fc
  .tuple(fc.constantFrom("[", "("), count, count, fc.constantFrom("]", ")"))
  .map(([open, a, b, close]) => `${open}${Math.min(a, b)} .. ${Math.max(a, b) + 1}${close}`);
const simpleTest = fc.oneof(
  fc.tuple(fc.constantFrom("<", "<=", ">", ">=", "=", "!="), bound).map(([sign, value]) => `${sign} ${value}`),
  interval,
  count.map(String),
);
const numberTest = fc.oneof(
  { weight: 4, arbitrary: simpleTest },
  { weight: 1, arbitrary: fc.constant("-") },
  { weight: 1, arbitrary: simpleTest.map((inner) => `not ${inner}`) },
  { weight: 1, arbitrary: fc.array(simpleTest, { minLength: 2, maxLength: 3 }).map((list) => list.join(", ")) },
);
const level = fc.constantFrom("未评定", "未达标", "初级", "中级", "高级", "资深");
const levelTest = fc.oneof(
  fc.constant("-"),
  level,
  level.map((one) => `not ${one}`),
  fc.tuple(fc.constantFrom("<", "<=", ">", ">="), level).map(([sign, one]) => `${sign} ${one}`),
  fc.uniqueArray(level, { minLength: 2, maxLength: 4 }).map((list) => list.join(", ")),
);

const comparison = fc.oneof(
  fc
    .tuple(fc.constantFrom("a", "b", "x", "x / b", "a - b"), fc.constantFrom("<", ">=", "=", "!="), count)
    .map((parts) => parts.join(" ")),
  fc.tuple(count, fc.constantFrom("<", ">="), fc.constantFrom("a", "x / b")).map((parts) => parts.join(" ")),
  fc.tuple(fc.constantFrom("x", "a", "a / b"), interval).map(([left, range]) => `${left} in ${range}`),
  fc.tuple(level, fc.constantFrom("<", "<=", "!="), fc.constant("级别")).map((parts) => parts.join(" ")),
  fc.uniqueArray(level, { minLength: 1, maxLength: 3 }).map((list) => `级别 in (${list.join(", ")})`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small" },
    comparison,
    tie("condition").map((inner) => `not (${inner})`),
    fc
      .tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition"))
      .map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
  ),
}));

const schemes = fc
  .record({
    first: fc.array(fc.tuple(numberTest, levelTest, count), { minLength: 1, maxLength: 6 }),
    second: fc.array(fc.tuple(numberTest, count), { minLength: 1, maxLength: 6 }),
    policies: fc.tuple(fc.constantFrom("", " first"), fc.constantFrom("", " first")),
    exceptions: fc.array(condition, { maxLength: 3 }),
  })
  .map(({ first, second, policies, exceptions }) =>
    [
      "input 上门人数, 全费人数, 级别",
      "param p = 3",
      "param q = 4",
      "a = 上门人数 / 1 人",
      "b = 全费人数 / 1 人",
      `table 甲${policies[0]}`,
      "| a | 级别 | => x |",
      ...first.map((cells) => `| ${cells.join(" | ")} |`),
      `table 乙${policies[1]}`,
      "| x | => y |",
      ...second.map(([numbers, value]) => `| ${numbers} | ${value} + q |`),
      ...exceptions.flatMap((when) => [`except when ${when}`, "  y = q + a"]),
      "output x",
      "output y",
    ].join("\n"),
  );

const months = fc
  .record({ visits: count, paid: fc.integer({ min: 0, max: 3 }), level: fc.option(level, { nil: undefined }) })
  .map(({ visits, paid, level: graded }) =>
    agentMonth({ 上门人数: `${visits}`, 全费人数: `${paid}`, ...(graded !== undefined && { 级别: graded }) }),
  );

describe("json-rules-engine decides what the reference decides", () => {
  test.each(SHIPPED)("%s", async (path) => {
    const { program } = shipped(`${path}.kpi.md`);
    await fc.assert(
      fc.asyncProperty(agentMonths(program), (month) => expectAgreement(program, month)),
      { numRuns: 300 },
    );
  });

  test("generated tables and exceptions", async () => {
    await fc.assert(
      fc.asyncProperty(schemes, fc.array(months, { minLength: 4, maxLength: 4 }), async (rules, some) => {
        const program = programOf(rules);
        for (const month of some) await expectAgreement(program, month);
      }),
      { numRuns: 300 },
    );
  });
});
