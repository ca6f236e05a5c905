import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBatch } from "../../batch/batch.ts";
import type { Columns } from "../../columns/columns.ts";
import { agentAt, monthOf } from "../../columns/columns.ts";
import { columnsOf } from "../../columns/columns-builder.ts";
import { compile } from "../../compile.ts";
import { agentMonth, agentMonths, catalogue, programOf, shippedText } from "../../explain/testing/scheme.ts";
import type { AgentMonth, Program } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { monthAt } from "../../values/month.ts";
import { add, compare, type Rational, rational, subtract, ZERO } from "../../values/rational.ts";
import { isRational, isRowError } from "../../values/value.ts";
import { type CompareOptions, compareSchemes, type SchemesCompared } from "./compare-schemes.ts";

const DRAFT = shippedText("telemarketing-center/draft.kpi.md");
const V6 = shippedText("telemarketing-specialist/v6.0.kpi.md");
const compiled = (text: string): Program => compile(text, catalogue).program;

const compared = (programs: readonly Program[], columns: Columns, options?: CompareOptions): SchemesCompared =>
  compareSchemes(
    programs.map((program) => createBatch(program, columns).evaluate()),
    options,
  );

const person = (agent: string, month: string, cells: Readonly<Record<string, string>>): AgentMonth => ({
  ...agentMonth(cells),
  agent,
  month,
});

describe("the 草案 against itself with 提成比例 1.5%, on its own three examples", () => {
  const rows = [
    ["甲", "35", "80"],
    ["乙", "45", "80"],
    ["丙", "35", "70"],
  ].map(([agent = "", a = "", b = ""], at) =>
    person(agent, "2025-01", {
      A类客户数: a,
      B类客户数: b,
      意向客户成交额: "10000",
      成交额: "20000",
      部门: at < 2 ? "一部" : "二部",
    }),
  );
  const found = compared(
    [compiled(DRAFT), compiled(DRAFT.replace("= 1%   ", "= 1.5% "))],
    columnsOf([...rows, person("丁", "2025-01", { A类客户数: "1", 意向客户成交额: "1", 部门: "二部" })], catalogue),
  );

  test("500, 556 and 476 become 550, 606 and 526", () => {
    const { totals, against } = found.amounts.find(({ names }) => names[0] === "绩效奖金") ?? {};
    expect(totals?.map((sums) => sums?.all)).toEqual([
      { value: rational(1532), counted: 3 },
      { value: rational(1682), counted: 3 },
    ]);
    expect(against).toMatchObject([{ up: 3, down: 0, same: 0, change: rational(150), unmatched: 0 }]);
    expect([0, 1, 2, 3].map((row) => against?.[0]?.changes.at(row))).toEqual([
      rational(50),
      rational(50),
      rational(50),
      undefined,
    ]);
  });

  test("what does not change is said to be the same", () => {
    expect(found.amounts[0]).toMatchObject({ names: ["绩效系数"], against: [{ up: 0, down: 0, same: 3 }] });
  });

  test("pay is a share of sales, and is looked at by department and tenth", () => {
    expect(found.pay).toMatchObject({
      sales: "成交额",
      sharesOfSales: [rational(1532, 60_000), rational(1682, 60_000)],
      against: [
        {
          agents: { winners: [0, 1, 2], losers: [], unchanged: 0 },
          ranks: { up: 0, down: 0 },
          attributes: [
            {
              metric: "部门",
              groups: [
                { value: "一部", tally: { up: 2, down: 0, same: 0, change: rational(100) } },
                { value: "二部", tally: { up: 1, down: 0, same: 0, change: rational(50) } },
              ],
            },
          ],
        },
      ],
    });
    const [change] = found.pay?.against ?? [];
    expect([...(change?.ranks.before.places ?? [])]).toEqual([2, 1, 3, 0]);
    expect([...(change?.ranks.before.tenths ?? [])]).toEqual([3, 6, 0, -1]);
  });

  test("who cannot be computed is listed with the reason", () => {
    expect([...found.failures.rows]).toEqual([3]);
    expect(found.failures.byNone).toBe(1);
    expect(found.failures.errorOf(1, 3)).toMatchObject({ code: "missing-value", name: "B类客户数" });
  });
});

describe("schemes that share no names", () => {
  const columns = columnsOf([person("甲", "2025-01", { 上门人数: "3", 全费人数: "2" })], catalogue);
  const one = programOf("input 上门人数\noutput 提成 = 上门人数 * 20 CNY/人");
  const two = programOf("input 全费人数\noutput 奖金 = 全费人数 * 45 CNY/人\noutput 全费 = 全费人数");

  test("are compared by what they pay", () => {
    const found = compared([one, two], columns);
    expect(found.amounts).toMatchObject([{ names: ["提成", "奖金"], against: [{ up: 1, change: rational(30) }] }]);
    expect(found.pay?.amount.names).toEqual(["提成", "奖金"]);
    expect(found.unshared).toEqual([[], ["全费"]]);
  });

  test("what is paid can be named, for each or for all", () => {
    expect(() => compared([one, two], columns, { pay: ["提成"] })).toThrow("提成 is no number");
    expect(compared([one, two], columns, { pay: ["提成", "奖金"] }).pay?.amount.names).toEqual(["提成", "奖金"]);
  });
});

test("a quotient that nobody rounds is compared, but not added up", () => {
  const rules = (most: number) =>
    `input 上门人数, 全费人数\noutput 率 = min(上门人数 / 全费人数, ${most}) shown 4 decimals`;
  const denominators = [999_983, 999_979, 999_961, 5];
  const rows = denominators.map((paid, at) =>
    person(`n${at}`, "2025-01", { 上门人数: "1999961", 全费人数: String(paid) }),
  );
  const [rate] = compared([programOf(rules(1_000_000)), programOf(rules(2))], columnsOf(rows, catalogue)).amounts;
  expect(rate?.totals).toEqual([undefined, undefined]);
  expect(rate?.against).toMatchObject([{ up: 0, down: 3, same: 1, change: undefined }]);
});

describe("V6.0 against itself with other figures", () => {
  const before = compiled(V6);
  const after = compiled(
    V6.replace("| 0.8             |", "| 0.9             |").replace("= 20 CNY/人", "= 15 CNY/人"),
  );
  const MONTHS = 4;
  const histories = fc.array(
    fc
      .tuple(fc.constantFrom("n1", "n2", "n3", "n4"), fc.integer({ min: 0, max: MONTHS - 1 }), agentMonths(before))
      .map(([agent, month, { values }]) => ({ agent, month: monthAt(24_300 + month), values })),
    { maxLength: 24, size: "max" },
  );

  test("every figure is what the reference and plain sums give", () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const columns = columnsOf(rows, catalogue);
        const found = compared([before, after], columns);
        const [old, own] = [before, after].map((program) => byLaw(program, rows, columns, "应发工资"));
        const both = [...(old ?? [])].flatMap((value, row) => {
          const other = own?.[row];
          return value && other ? [{ row, before: value, after: other }] : [];
        });
        const sum = (values: readonly (Rational | undefined)[]) =>
          values.reduce<Rational>((total, value) => (value ? add(total, value) : total), ZERO);
        const pay = found.pay?.amount;
        expect(pay?.totals.map((sums) => sums?.all.value)).toEqual([sum(old ?? []), sum(own ?? [])]);
        const sign = (at: -1 | 0 | 1) => both.filter((each) => compare(each.after, each.before) === at).length;
        expect(pay?.against[0]).toMatchObject({ up: sign(1), down: sign(-1), same: sign(0) });
        expect(pay?.against[0]?.change).toEqual(sum(both.map((each) => subtract(each.after, each.before))));
        const [change] = found.pay?.against ?? [];
        for (const { row } of both) {
          const peers = both.filter((other) => columns.month[other.row] === columns.month[row]);
          const mine = both.find((each) => each.row === row);
          const better = (key: "before" | "after", sign: number) =>
            peers.filter((peer) => mine && compare(peer[key], mine[key]) === sign).length;
          expect(change?.ranks.before.places[row]).toBe(1 + better("before", 1));
          expect(change?.ranks.after.places[row]).toBe(1 + better("after", 1));
          expect(change?.ranks.before.tenths[row]).toBe(Math.floor((10 * better("before", -1)) / peers.length));
        }
        const changes = columns.agents.map((_, agent) =>
          sum(
            both.flatMap(({ row, ...each }) =>
              columns.agent[row] === agent ? [subtract(each.after, each.before)] : [],
            ),
          ),
        );
        expect(columns.agents.map((_, agent) => change?.agents.changeOf(agent))).toEqual(changes);
        const of = (agent: number): Rational => changes[agent] ?? ZERO;
        const gaining = (sign: -1 | 1) =>
          changes.map((_, agent) => agent).filter((agent) => compare(of(agent), ZERO) === sign);
        const { winners = [], losers = [], unchanged } = change?.agents ?? {};
        expect(winners.map(of)).toEqual(
          gaining(1)
            .map(of)
            .sort((a, b) => compare(b, a)),
        );
        expect(losers.map(of)).toEqual(gaining(-1).map(of).sort(compare));
        expect([...winners].sort()).toEqual(gaining(1).sort());
        const present = new Set(both.map(({ row }) => columns.agent[row])).size;
        expect(unchanged).toBe(present - winners.length - losers.length);
        const grouped = change?.tenths.reduce((all, { up, down, same }) => all + up + down + same, 0);
        expect(grouped).toBe(both.length);
      }),
      { numRuns: 60 },
    );
  });
});

/** By row of the columns: the number, where there is one. */
function byLaw(
  program: Program,
  rows: readonly AgentMonth[],
  columns: Columns,
  name: string,
): (Rational | undefined)[] {
  const reference = new Reference(program, rows);
  return Array.from({ length: columns.length }, (_, row) => {
    const key = `${agentAt(columns, row)} ${monthOf(columns, row)}`;
    const same = rows.filter(({ agent, month }) => `${agent} ${month}` === key);
    const [found] = same;
    if (!found) return undefined;
    const outcome = reference.value(name, found);
    return isRowError(outcome) || !isRational(outcome) ? undefined : outcome;
  });
}
