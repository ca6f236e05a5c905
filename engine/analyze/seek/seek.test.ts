import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Columns } from "../../columns/columns.ts";
import { columnsOf } from "../../columns/columns-builder.ts";
import { type Compilation, compile } from "../../compile.ts";
import { agentMonth, catalogue, schemeOf } from "../../explain/testing/scheme.ts";
import { printLiteral } from "../../ir/print-term.ts";
import type { AgentMonth } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { applyEdits } from "../../source/span.ts";
import { monthAt } from "../../values/month.ts";
import { abs, add, compare, divide, equal, type Rational, rational, subtract, ZERO } from "../../values/rational.ts";
import { isRational } from "../../values/value.ts";
import { type Lever, leversOf, type Move, moveOf } from "../levers/lever.ts";
import { errorsOfWhatIf } from "../levers/what-if-errors.ts";
import { sensitivity } from "../sensitivity/sensitivity.ts";
import { setValue } from "../set-value.ts";
import type { Goal } from "./goal.ts";
import { type Grid, gridOf } from "./grid.ts";
import { readGoal } from "./read-goal.ts";
import { seek } from "./seek.ts";
import { front, smallestChange } from "./several.ts";

/** A lever of each kind; the price is a slot, the rest are numbers of tables and scores. */
const SCHEME = schemeOf(`input 上门人数, 全费人数
param 单价 = 20 CNY/人 range [0 .. 60] step 5
param 线 = 3 人 range [1 .. 8] step 1
table 系数
| 档 | 上门人数 (人) | => 系数 |
| 低 | < 线          | 0.5     |
| 中 | [线 .. 6)     | 1       |
| 高 | >= 6          | 1.5     |
score 得分 (分)
| 指标 | 权重 | 得分             |
| 上门 | 60%  | 上门人数 * 1 分/人 |
| 全费 | 40%  | 全费人数 * 1 分/人 |
奖金 = round(单价 * 上门人数 * 系数, 2)
output 奖金
output 得分
output 应发 = 奖金 + round(得分 * 3 CNY/分, 2)`);

const LEVERS = new Map(leversOf(SCHEME.program).map((lever) => [lever.address, lever]));
const leverAt = (address: string): Lever => {
  const lever = LEVERS.get(address);
  if (!lever) throw new Error(`no lever ${address}`);
  return lever;
};
const gridAt = (address: string, from?: Rational, to?: Rational, step?: Rational): Grid => {
  const grid = gridOf({ lever: leverAt(address), ...(from && { from }), ...(to && { to }), ...(step && { step }) });
  if (typeof grid === "string") throw new Error(grid);
  return grid;
};
const GRIDS = [
  gridAt("单价"),
  gridAt("线"),
  gridAt("系数/中/系数", rational(1, 2), rational(2), rational(1, 4)),
  gridAt("系数/上门人数/edge 6", rational(4), rational(9), rational(1)),
  gridAt("得分/上门/权重", rational(1, 2), rational(9, 10), rational(1, 10)),
];

const histories = fc.array(
  fc.record({
    agent: fc.constantFrom("a", "b", "c"),
    month: fc.integer({ min: 24_300, max: 24_301 }).map(monthAt),
    visits: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined, freq: 8 }),
    paid: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 1, maxLength: 6 },
);
type Drawn = typeof histories extends fc.Arbitrary<infer T> ? T : never;

const rowsOf = (drawn: Drawn): AgentMonth[] =>
  [...new Map(drawn.map((row) => [`${row.agent} ${row.month}`, row])).values()].map(
    ({ agent, month, visits, paid }) => ({
      ...agentMonth({ 全费人数: String(paid), ...(visits !== undefined && { 上门人数: String(visits) }) }),
      agent,
      month,
    }),
  );

const longHistories = fc.array(
  fc.record({
    agent: fc.constantFrom("a", "b"),
    month: fc.integer({ min: 24_300, max: 24_303 }).map(monthAt),
    visits: fc.integer({ min: 0, max: 9 }),
    paid: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 4, maxLength: 8 },
);

const goals = fc
  .record({
    aggregate: fc.constantFrom("sum", "average", "min", "max" as const),
    name: fc.constantFrom("奖金", "应发"),
    operator: fc.constantFrom("<=", ">=", "<", ">" as const),
    eachMonth: fc.boolean(),
    bound: fc.integer({ min: 0, max: 600 }).map((bound) => rational(bound)),
  })
  .map((goal): Goal => goal as Goal);

/** The scheme with the move written into its text; `undefined` where it does not permit it. */
function written(move: Move): Compilation | undefined {
  const edits = [...move].flatMap(([address, value]) => {
    const found = setValue(SCHEME, address, printLiteral(value, typeAt(address)));
    return "edits" in found ? [found.edits] : [undefined];
  });
  if (edits.includes(undefined)) return undefined;
  const changed = compile(
    applyEdits(
      SCHEME.text,
      edits.flatMap((each) => each ?? []),
    ),
    catalogue,
  );
  return errorsOfWhatIf(changed).length === 0 ? changed : undefined;
}
const typeAt = (address: string) => leverAt(address).type;

const REMEMBERED = new Map<string, Compilation | undefined>();
function remembered(move: Move): Compilation | undefined {
  const key = [...move].map(([address, { numerator, denominator }]) => `${address}=${numerator}/${denominator}`).join();
  if (!REMEMBERED.has(key)) REMEMBERED.set(key, written(move));
  return REMEMBERED.get(key);
}

function holds(goal: Goal, { program }: Compilation, rows: readonly AgentMonth[]): boolean {
  const reference = new Reference(program, rows);
  const months = goal.eachMonth ? [...new Set(rows.map(({ month }) => month))] : [undefined];
  return months.every((month) => {
    const values = rows
      .filter((row) => month === undefined || row.month === month)
      .map((row) => reference.value(goal.name, row))
      .filter(isRational);
    const sum = values.reduce(add, ZERO);
    const [first, ...rest] = values;
    const extreme = (sign: number) => first && rest.reduce((a, b) => (sign * compare(a, b) >= 0 ? a : b), first);
    const value = {
      sum,
      average: values.length > 0 ? divide(sum, rational(values.length)) : undefined,
      min: extreme(-1),
      max: extreme(1),
      count: undefined,
    }[goal.aggregate];
    if (!value) return false;
    const order = compare(value, goal.bound);
    return { "<=": order <= 0, ">=": order >= 0, "<": order < 0, ">": order > 0, "=": order === 0 }[goal.operator];
  });
}

const TURN = { pause: () => Promise.resolve() };

test("the scheme of these tests is sound", () => {
  expect(SCHEME.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

describe("one lever", () => {
  test("finds what trying every value in the text finds, and the nearest to today's of them", async () => {
    await fc.assert(
      fc.asyncProperty(histories, goals, fc.constantFrom(...GRIDS), async (drawn, goal, grid) => {
        const rows = rowsOf(drawn);
        const columns = columnsOf(rows, catalogue);
        const found = await seek(SCHEME, columns, grid, { goals: [goal] }, TURN);
        const meeting = grid.values.filter((value) => {
          const changed = remembered(moveOf(grid.lever, value));
          return changed && holds(goal, changed, rows);
        });
        const listed = found.ranges.flatMap(({ first, last }) =>
          grid.values.filter((value) => compare(first, value) <= 0 && compare(value, last) <= 0),
        );
        expect(listed).toEqual(meeting);
        expect(found.ranges.reduce((sum, { count }) => sum + count, 0)).toBe(meeting.length);
        const far = (value: Rational) => abs(subtract(value, grid.lever.value));
        const [nearest] = meeting.toSorted((a, b) => compare(far(a), far(b)));
        expect(found.best?.values[0]?.value).toEqual(nearest);
        expect(found.today[0]?.meets).toBe(holds(goal, SCHEME, rows));
      }),
      { numRuns: 150 },
    );
  });

  test("lists every run of values, since totals need not move one way", async () => {
    const scheme = schemeOf(`input 上门人数
param 单价 = 20 CNY/人 range [0 .. 60] step 5
output 奖金 = max(单价 * 上门人数 - 100 CNY, 100 CNY - 单价 * 上门人数)`);
    const [lever] = leversOf(scheme.program);
    const grid = lever && gridOf({ lever });
    if (!grid || typeof grid === "string") throw new Error("no grid");
    const columns = columnsOf(rowsOf([{ agent: "a", month: "2026-01", visits: 5, paid: 0 }]), catalogue);
    const goal: Goal = { aggregate: "sum", name: "奖金", eachMonth: false, operator: ">=", bound: rational(50) };
    expect(await seek(scheme, columns, grid, { goals: [goal] }, TURN)).toMatchObject({
      ranges: [
        { first: ZERO, last: rational(10), count: 3 },
        { first: rational(30), last: rational(60), count: 7 },
      ],
    });
  });

  test("values that the scheme does not permit are told apart", async () => {
    const columns = columnsOf(rowsOf([{ agent: "a", month: "2026-01", visits: 5, paid: 0 }]), catalogue);
    const goal: Goal = { aggregate: "sum", name: "奖金", eachMonth: false, operator: ">=", bound: ZERO };
    const { ranges, refused } = await seek(SCHEME, columns, gridAt("线"), { goals: [goal] }, TURN);
    // From 7 on the first row of the table runs into the third.
    expect(ranges).toEqual([{ first: rational(1), last: rational(6), count: 6 }]);
    expect(refused.map(({ value }) => value)).toEqual([rational(7), rational(8)]);
  });

  test("by hand: 奖金 is 20 · 5 · 1 = 100, and at most 80 up to a price of 15", async () => {
    const columns = columnsOf(rowsOf([{ agent: "a", month: "2026-01", visits: 5, paid: 0 }]), catalogue);
    const goal: Goal = { aggregate: "sum", name: "奖金", eachMonth: false, operator: "<=", bound: rational(80) };
    const found = await seek(SCHEME, columns, gridAt("单价"), { goals: [goal] }, TURN);
    expect(found).toMatchObject({
      tried: 13,
      today: [{ value: rational(100), meets: false }],
      ranges: [{ first: ZERO, last: rational(15), count: 4 }],
      best: {
        values: [{ value: rational(15) }],
        reached: [{ value: rational(75), meets: true }],
        effect: { change: rational(-25), up: 0, down: 1, winners: 0, losers: 1 },
      },
      beyond: { values: [{ value: rational(20) }], reached: [{ value: rational(100), meets: false }] },
    });
    const none = { ...goal, operator: "<" as const, bound: ZERO };
    expect(await seek(SCHEME, columns, gridAt("单价"), { goals: [none] }, TURN)).toMatchObject({
      ranges: [],
      refused: [],
    });
  });
});

describe("counting", () => {
  const counted = schemeOf(`input 上门人数
param 线 = 3 人 range [1 .. 5] step 1
choice 级别: 低, 高
table 级别
| 上门人数 (人) | => 级别 |
| < 线          | 低      |
| >= 线         | 高      |
output 级别
output 达标 = 上门人数 >= 线
output 人数 = 上门人数`);
  const rows = [1, 2, 4, 5].map((visits, at) => ({
    ...agentMonth({ 上门人数: String(visits) }),
    agent: `n${at % 2}`,
    month: monthAt(24_300 + Math.floor(at / 2)),
  }));
  const [lever] = leversOf(counted.program);

  test.each([
    // Of 1, 2 and 4, 5 people, those at or above the line: 4, 3, 2, 2, 1 for a line of 1 to 5.
    ["count(级别 = 高) = 2", [3, 4]],
    ["count(级别 = 低) >= 3", [5]],
    ["count(达标) >= 3", [1, 2]],
    ["count(达标) each month >= 1", [1, 2]],
  ] as const)("%s", async (text, expected) => {
    const goal = readGoal(text, counted.program);
    const grid = lever && gridOf({ lever });
    if ("problem" in goal || !grid || typeof grid === "string") throw new Error("nothing to seek");
    const found = await seek(counted, columnsOf(rows, catalogue), grid, { goals: [goal], output: "人数" }, TURN);
    const values = found.ranges.flatMap(({ first, last }) =>
      expected.filter((value) => compare(first, rational(value)) <= 0 && compare(rational(value), last) <= 0),
    );
    expect(values).toEqual([...expected]);
    expect(found.ranges.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
    expect(found.best?.effect).toMatchObject({ change: ZERO, up: 0, down: 0 });
  });
});

const TWO: [Grid, Grid] = [gridAt("单价"), gridAt("系数/中/系数", rational(1, 2), rational(2), rational(1, 4))];

describe("two levers", () => {
  const combinations = TWO[0].values.flatMap((price) => TWO[1].values.map((factor) => [price, factor] as const));
  const steps = (values: readonly Rational[]) =>
    values.map((value, at) => {
      const grid = TWO[at];
      return grid ? divide(abs(subtract(value, grid.lever.value)), grid.step) : ZERO;
    });

  const meeting = (goal: Goal, rows: readonly AgentMonth[]) =>
    combinations.filter((values) => {
      const changed = remembered(new Map(TWO.map(({ lever }, at) => [lever.address, values[at] ?? ZERO])));
      return changed && holds(goal, changed, rows);
    });

  const keyOf = (values: readonly (Rational | undefined)[]) =>
    values.map((value) => `${value?.numerator}/${value?.denominator}`).join();

  test("the smallest change is that of trying all", async () => {
    await fc.assert(
      fc.asyncProperty(histories, goals, async (drawn, goal) => {
        const rows = rowsOf(drawn);
        const columns: Columns = columnsOf(rows, catalogue);
        const found = await smallestChange(SCHEME, columns, TWO, { goals: [goal], measure: "steps" }, TURN);
        const all = meeting(goal, rows).map((values) => ({ values, sum: steps(values).reduce(add, ZERO) }));
        const [least] = all.toSorted((a, b) => compare(a.sum, b.sum));
        const expected = all.filter(({ sum }) => least && equal(sum, least.sum)).map(({ values }) => keyOf(values));
        expect(found.solutions.map(({ values }) => keyOf(values.map(({ value }) => value))).sort()).toEqual(
          expected.sort(),
        );
        expect(found.combinations).toBe(combinations.length);
      }),
      { numRuns: 25 },
    );
  });

  test("the front is what no other combination betters", async () => {
    await fc.assert(
      fc.asyncProperty(histories, goals, async (drawn, goal) => {
        const rows = rowsOf(drawn);
        const found = await front(SCHEME, columnsOf(rows, catalogue), TWO, { goals: [goal], measure: "steps" }, TURN);
        const all = meeting(goal, rows).map((values) => ({ values, moves: steps(values) }));
        const atMost = (a: readonly Rational[], b: readonly Rational[]) =>
          a.every((move, at) => compare(move, b[at] ?? ZERO) <= 0);
        const expected = all.filter(
          ({ moves }) => !all.some((other) => atMost(other.moves, moves) && !atMost(moves, other.moves)),
        );
        expect(found.solutions.map(({ values }) => keyOf(values.map(({ value }) => value))).sort()).toEqual(
          expected.map(({ values }) => keyOf(values)).sort(),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe("sensitivity", () => {
  test("each effect is that of the same figures in the text", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (drawn) => {
        const rows = rowsOf(drawn);
        const { levers, output } = await sensitivity(SCHEME, columnsOf(rows, catalogue), {}, TURN);
        expect(output).toBe("应发");
        expect(levers.map(({ lever }) => lever.address).sort()).toEqual([...LEVERS.keys()].sort());
        const paid = ({ program }: Compilation) => {
          const reference = new Reference(program, rows);
          return rows.map((row) => reference.value("应发", row));
        };
        const before = paid(SCHEME);
        for (const { down, up } of levers) {
          for (const { move, outcome } of [down, up]) {
            const changed = remembered(move);
            expect("refused" in outcome).toBe(changed === undefined);
            if ("refused" in outcome || !changed) continue;
            const differences = paid(changed).map((after, at) => {
              const old = before[at];
              return isRational(after) && old !== undefined && isRational(old) ? subtract(after, old) : ZERO;
            });
            expect(outcome).toMatchObject({
              change: differences.reduce(add, ZERO),
              up: differences.filter((difference) => compare(difference, ZERO) > 0).length,
              down: differences.filter((difference) => compare(difference, ZERO) < 0).length,
            });
          }
        }
        const sizes = levers.map(({ down, up }) =>
          [down, up].reduce((most, { outcome }) => {
            const size = "refused" in outcome ? ZERO : abs(outcome.change);
            return compare(size, most) > 0 ? size : most;
          }, ZERO),
        );
        expect(sizes).toEqual(sizes.toSorted((a, b) => compare(b, a)));
      }),
      { numRuns: 40 },
    );
  });

  test("may be of some agent-months, with gaps between those of one agent", async () => {
    await fc.assert(
      fc.asyncProperty(longHistories, fc.uniqueArray(fc.nat(7)), async (drawn, left) => {
        const rows = rowsOf(drawn);
        const columns = columnsOf(rows, catalogue);
        const among = columns.source.map((_, row) => row).filter((row) => !left.includes(columns.source[row] ?? -1));
        const asked = rows.filter((_, at) => !left.includes(at));
        const { levers } = await sensitivity(SCHEME, columns, { levers: ["单价"], among }, TURN);
        for (const { move, outcome } of levers.flatMap(({ down, up }) => [down, up])) {
          const changed = remembered(move);
          if (!changed || "refused" in outcome) throw new Error("every price may be");
          const paid = ({ program }: Compilation, row: AgentMonth) => new Reference(program, rows).value("应发", row);
          const changes = new Map<string, Rational>();
          for (const row of asked) {
            const [before, after] = [paid(SCHEME, row), paid(changed, row)];
            if (!isRational(before) || !isRational(after)) continue;
            changes.set(row.agent, add(changes.get(row.agent) ?? ZERO, subtract(after, before)));
          }
          const sums = [...changes.values()];
          expect(outcome).toMatchObject({
            change: sums.reduce(add, ZERO),
            winners: sums.filter((sum) => compare(sum, ZERO) > 0).length,
            losers: sums.filter((sum) => compare(sum, ZERO) < 0).length,
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  test("a weight takes the others with it, in whole hundredths of a point", () => {
    expect(moveOf(leverAt("得分/上门/权重"), rational(66, 100))).toEqual(
      new Map([
        ["得分/上门/权重", rational(66, 100)],
        ["得分/全费/权重", rational(34, 100)],
      ]),
    );
  });
});

describe("a goal", () => {
  const read = (text: string) => readGoal(text, SCHEME.program);

  test("is read with the unit of what it bounds", () => {
    const goal = { aggregate: "sum", name: "奖金", eachMonth: false, operator: "<=", bound: rational(5000) };
    for (const text of ["sum(奖金) <= 5000", "sum（奖金）≤5000 元", "sum( 奖金 )<=0.5万元", "sum(奖金) <= 5,000 CNY"]) {
      expect(read(text)).toEqual(goal);
    }
    expect(read("max(得分) each month > 5.5")).toMatchObject({
      aggregate: "max",
      eachMonth: true,
      bound: rational(11, 2),
    });
  });

  test.each([
    ["奖金 <= 5", "a goal should read"],
    ["sum(奖金额) <= 5", 'did you mean "奖金"'],
    ["sum(奖金) <= 5%", '"5%" should be a number in CNY'],
    ["count(奖金) <= 5", "count is of a grade"],
  ])("%s is refused", (text, message) => {
    expect(read(text)).toMatchObject({ problem: { en: expect.stringContaining(message) } });
  });
});
