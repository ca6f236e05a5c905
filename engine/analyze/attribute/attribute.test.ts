import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finish } from "../../batch/work.ts";
import { columnsOf } from "../../columns/columns-builder.ts";
import { agentMonth, catalogue, programOf } from "../../explain/testing/scheme.ts";
import type { AgentMonth, Program } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { monthAt } from "../../values/month.ts";
import { add, divide, type Rational, rational, subtract, ZERO } from "../../values/rational.ts";
import { isRational, isRowError, type Outcome } from "../../values/value.ts";
import { attribute, type Split } from "./attribute.ts";
import { type Coalition, everybody, isIn, NOBODY } from "./coalition.ts";
import type { Between } from "./game.ts";

const RULES = `input 上门人数, 全费人数, 病假天数
param 每人 = 20 CNY/人 range [0 .. 100]
param 线 = 3 人
提成 = 上门人数 * 每人
table 奖
| 上门人数 (人) | => 奖金 (CNY) | => 倍数 |
| < 线          | 10            | 1       |
| [线 .. 5)     | 50            | 1.1     |
| >= 5          | 80            | 1.3     |
except when 病假天数 > 3 天
  奖金 = 5 CNY
近况 = sum(提成) over last 2 months
率 = if 全费人数 > 0 人 then 上门人数 / 全费人数 else 0.5
tiers 阶梯 marginal of 近况
| 起点 (CNY) | 比例 |
| 0          | 0%   |
| 50         | 10%  |
| 200        | 20%  |
名次 = rank(提成) within all
output 合计 = round(提成 * 倍数 * 率, 2) + 奖金 + 阶梯 - 名次 * 0.5 CNY`;

type Name =
  | "price"
  | "line"
  | "middle"
  | "top"
  | "factor"
  | "edge"
  | "sick"
  | "guard"
  | "tier"
  | "start"
  | "rank"
  | "window"
  | "formula"
  | "reason";

/** By name, what is written instead of what. */
const EDITS: Readonly<Record<Name, readonly (readonly [from: string, to: string])[]>> = {
  price: [["每人 = 20 CNY", "每人 = 25.5 CNY"]],
  line: [["线 = 3 人", "线 = 2 人"]],
  middle: [["| 50            |", "| 60            |"]],
  top: [["| 80            |", "| 75            |"]],
  factor: [["1.3     |", "1.25    |"]],
  edge: [
    [".. 5)", ".. 4)"],
    [">= 5 ", ">= 4 "],
  ],
  sick: [["病假天数 > 3 天", "病假天数 > 1 天"]],
  guard: [["全费人数 > 0 人", "全费人数 > -1 人"]],
  tier: [["| 20%  |", "| 30%  |"]],
  start: [["| 50         |", "| 60         |"]],
  rank: [["名次 * 0.5", "名次 * 0.7"]],
  window: [["last 2 months", "last 3 months"]],
  formula: [["* 倍数 * 率", "* 率"]],
  reason: [["else 0.5", "else 0.5 # 半"]],
};

function betweenOf(names: readonly Name[]): Between {
  const programs = new Map<Coalition, Program>();
  return {
    players: names.length,
    program(coalition) {
      const known = programs.get(coalition);
      if (known) return known;
      const made = names.flatMap((name, player) => (isIn(player, coalition) ? EDITS[name] : []));
      const text = made.reduce((rules, [from, to]) => {
        if (!rules.includes(from)) throw new Error(`no ${from}`);
        return rules.replace(from, to);
      }, RULES);
      const program = programOf(text);
      programs.set(coalition, program);
      return program;
    },
  };
}

const histories: fc.Arbitrary<AgentMonth[]> = fc.uniqueArray(
  fc
    .record({
      agent: fc.constantFrom("a", "b", "c"),
      month: fc.integer({ min: 24_300, max: 24_303 }).map(monthAt),
      visits: fc.option(fc.integer({ min: 0, max: 7 }), { nil: undefined, freq: 12 }),
      paid: fc.integer({ min: 0, max: 3 }),
      sick: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ agent, month, visits, paid, sick }) => ({
      agent,
      month,
      values: new Map<string, Outcome>([
        ...(visits === undefined ? [] : [["上门人数", rational(visits)] as const]),
        ["全费人数", rational(paid)],
        ["病假天数", rational(sick)],
      ]),
    })),
  { selector: ({ agent, month }) => `${agent} ${month}`, minLength: 1, maxLength: 10 },
);

function* ordersOf(players: readonly number[]): Generator<number[]> {
  if (players.length === 0) yield [];
  for (const first of players) {
    for (const rest of ordersOf(players.filter((one) => one !== first))) yield [first, ...rest];
  }
}

/** The same by the reference and by definition. */
function byAllOrders(
  between: Between,
  rows: readonly AgentMonth[],
  isAsked: (row: AgentMonth, at: number) => boolean = () => true,
) {
  const pay = Array.from({ length: 2 ** between.players }, (_, coalition) => {
    const law = new Reference(between.program(coalition), rows);
    return rows.map((row) => law.value("合计", row));
  });
  const counted = rows.flatMap((_, at) => (pay.some((each) => isRowError(each[at] ?? ZERO)) ? [] : [at]));
  const worth = (coalition: Coalition): Rational =>
    counted
      .filter((at) => rows[at] !== undefined && isAsked(rows[at], at))
      .map((at) => pay[coalition]?.[at] ?? ZERO)
      .reduce<Rational>((sum, value) => (isRational(value) ? add(sum, value) : sum), ZERO);
  const shares = new Array<Rational>(between.players).fill(ZERO);
  let orders = 0;
  for (const order of ordersOf(shares.map((_, at) => at))) {
    orders += 1;
    let present: Coalition = NOBODY;
    for (const player of order) {
      const next = present | (1 << player);
      shares[player] = add(shares[player] ?? ZERO, subtract(worth(next), worth(present)));
      present = next;
    }
  }
  return {
    before: worth(NOBODY),
    after: worth(everybody(between.players)),
    shares: shares.map((sum) => divide(sum, rational(orders))),
    apart: rows.filter((row, at) => isAsked(row, at) && !counted.includes(at)),
  };
}

const plain = ({ before, after, shares }: Pick<Split, "before" | "after" | "shares">) => ({ before, after, shares });

describe("a difference between two versions", () => {
  test.each([
    ["numbers", 60, ["price", "line", "middle", "top", "factor", "edge", "sick", "tier", "start", "rank", "reason"]],
    ["numbers that make rows fail", 30, ["guard", "price", "top", "edge", "line"]],
    ["rules", 15, ["window", "formula", "guard", "price", "middle", "edge", "reason"]],
  ] as const)("in %s is split as all orders of the edits do on average", (_, numRuns, names) => {
    fc.assert(
      fc.property(fc.shuffledSubarray<Name>([...names], { minLength: 1, maxLength: 5 }), histories, (edits, rows) => {
        const between = betweenOf(edits);
        const columns = columnsOf(rows, catalogue);
        const agent = columns.agents.indexOf("a");
        const found = finish(attribute({ between, columns, output: "合计", agent: agent < 0 ? undefined : agent }));
        const expected = byAllOrders(between, rows);
        expect(plain(found.total)).toEqual(plain(expected));
        if (found.agent)
          expect(plain(found.agent)).toEqual(plain(byAllOrders(between, rows, ({ agent: who }) => who === "a")));
        expect(subtract(found.total.after, found.total.before)).toEqual(found.total.shares.reduce(add, ZERO));
        const keys = (list: readonly { agent: string; month: string }[]) =>
          list.map(({ agent: who, month }) => `${who} ${month}`).sort();
        expect(keys(found.apart)).toEqual(keys(expected.apart));
        for (const { before, after, between: amid } of found.apart) {
          expect(isRowError(before) || isRowError(after) || (amid !== undefined && isRowError(amid.error))).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  test.each([
    ["numbers", ["price", "line", "top", "edge", "rank"]],
    ["rules", ["window", "formula", "price", "guard"]],
  ] as const)("in %s may be that of some agent-months, in which the others have their part", (_, names) => {
    fc.assert(
      fc.property(histories, fc.uniqueArray(fc.nat(9)), fc.boolean(), (rows, left, isLate) => {
        const between = betweenOf(names);
        const columns = columnsOf(rows, catalogue);
        const among = columns.source.map((_, row) => row).filter((row) => !left.includes(columns.source[row] ?? -1));
        const from = monthAt(24_302);
        const asked = { between, columns, output: "合计", agent: undefined, among, ...(isLate && { from }) };
        const found = finish(attribute(asked));
        const isAsked = ({ month }: AgentMonth, at: number) => !left.includes(at) && (!isLate || month >= from);
        const expected = byAllOrders(between, rows, isAsked);
        expect(plain(found.total)).toEqual(plain(expected));
        expect(found.apart).toHaveLength(expected.apart.length);
        expect([...found.total.months.keys()]).toEqual(
          [...new Set(rows.filter(isAsked).map(({ month }) => month))].sort(),
        );
      }),
      { numRuns: 25 },
    );
  });

  test("is split alike in whatever order the edits stand", () => {
    const rows = [0, 1, 2].map((at) => ({
      ...agentMonth({ 上门人数: String(3 + at), 全费人数: "1", 病假天数: "0" }),
      agent: `n${at}`,
    }));
    const names: Name[] = ["price", "top", "edge", "formula"];
    const sharesOf = (order: readonly Name[]) => {
      const columns = columnsOf(rows, catalogue);
      const { total } = finish(attribute({ between: betweenOf(order), columns, output: "合计", agent: undefined }));
      return new Map(order.map((name, at) => [name, total.shares[at]]));
    };
    const first = sharesOf(names);
    for (const order of ordersOf([0, 1, 2, 3])) {
      expect(sharesOf(order.flatMap((at) => names[at] ?? []))).toEqual(new Map([...first]));
    }
  });

  test("needs no evaluation of its own for edits that never meet in a row", () => {
    const rows = [1, 4, 6].map((visits, at) => ({
      ...agentMonth({ 上门人数: String(visits), 全费人数: "1", 病假天数: "0" }),
      agent: `n${at}`,
    }));
    const stepsFor = (names: readonly Name[]): number => {
      const columns = columnsOf(rows, catalogue);
      const work = attribute({ between: betweenOf(names), columns, output: "合计", agent: undefined });
      let steps = 0;
      while (!work.next().done) steps += 1;
      return steps;
    };
    const alone = stepsFor(["middle"]);
    expect(stepsFor(["middle", "top"])).toBe(alone);
    expect(stepsFor(["middle", "top", "tier"])).toBe(alone);
    expect(stepsFor(["tier", "price"])).toBe(alone + 2);
  });
});
