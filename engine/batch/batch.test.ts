import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsOf } from "../columns/columns-builder.ts";
import { agentMonth, agentMonths, catalogue, programOf, shipped } from "../explain/testing/scheme.ts";
import type { AgentMonth, Program } from "../ir/program.ts";
import { monthAt } from "../values/month.ts";
import { rational } from "../values/rational.ts";
import type { Outcome } from "../values/value.ts";
import { createBatch } from "./batch.ts";
import { compareWithLaw } from "./testing/differences.ts";

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

/** Rows of a few agents and months, with gaps, repeats, blanks and errors. */
const histories = (program: Program): fc.Arbitrary<AgentMonth[]> =>
  fc.array(
    fc
      .tuple(fc.constantFrom("n1", "n2", "n3"), fc.integer({ min: 24_300, max: 24_307 }), agentMonths(program))
      .map(([agent, month, { values }]) => ({ agent, month: monthAt(month), values })),
    { maxLength: 24, size: "max" },
  );

describe("a batch equals the reference in every digit and every error", () => {
  test.each(SHIPPED)("%s", (path) => {
    const { program } = shipped(`${path}.kpi.md`);
    fc.assert(
      fc.property(histories(program), (rows) => {
        expect(compareWithLaw(program, rows).differences).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

// ── numbers that machines do not hold ────────────────────────────────────────────────────────────

const LOOKING = programOf(`input 上门人数, 部门
input 全费人数 default 1 人
比 = 上门人数 / 全费人数
近和 = sum(上门人数) over last 2 months
近均 = average(上门人数) over previous 2 months where 全费人数 > 0 人
近高 = max(比) over this quarter
近低 = min(上门人数) over last 3 months, at least 2 months
几月 = count(上门人数 > 5 人) over this year
连续 = streak(上门人数 > 5 人)
名次 = rank(比) within 部门
分位 = percentile(上门人数) within all
组和 = sum(上门人数) within 部门
组均 = average(比) within 部门
几人 = count(上门人数 > 5 人) within 部门
舍入 = round(比 * 上门人数 / 3, 2)
层 = if 上门人数 > 9007199254740992 人 then 近和 else 近均
output 层`);
const P53 = 2n ** 53n;
const hostileNumber = fc.constantFrom(
  ...[P53 - 1n, P53, P53 + 1n, -P53, -P53 - 1n, 0n, 6n, 10n ** 30n - 1n].map((whole) => rational(whole)),
  rational(1n, 10n ** 30n),
  rational(10n ** 15n + 1n, 10n ** 6n),
  rational(-7n, 2n),
);
const usualNumber = fc.integer({ min: 0, max: 9 }).map((whole) => rational(whole));
const badCell: Outcome = {
  kind: "row-error",
  code: "out-of-bounds",
  name: "上门人数",
  message: { zh: "错", en: "bad" },
};
const anyCell = (number: fc.Arbitrary<Outcome>): fc.Arbitrary<Outcome | undefined> =>
  fc.oneof(
    { weight: 8, arbitrary: number },
    { weight: 1, arbitrary: fc.constant(badCell) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

/** Few rows of few people, so that what one row holds is looked at by others. */
const lookingRows = (number: fc.Arbitrary<Outcome>): fc.Arbitrary<AgentMonth[]> =>
  fc.array(
    fc
      .record({
        agent: fc.constantFrom("a", "b", "c", "d"),
        month: fc.integer({ min: 24_300, max: 24_305 }).map(monthAt),
        cells: fc.tuple(anyCell(number), anyCell(number), anyCell(fc.constantFrom("东", "西"))),
      })
      .map(({ agent, month, cells }) => ({
        agent,
        month,
        values: new Map(
          ["上门人数", "全费人数", "部门"].flatMap((name, at): (readonly [string, Outcome])[] => {
            const cell = cells[at];
            return cell === undefined ? [] : [[name, cell]];
          }),
        ),
      })),
    { maxLength: 16, size: "max" },
  );

describe("whatever the cells hold, windows and peers equal the reference", () => {
  test.each([
    ["usual numbers", usualNumber],
    ["numbers beyond 2^53, with many digits and tiny ones", fc.oneof(usualNumber, hostileNumber)],
    ["hostile numbers only", hostileNumber],
  ])("%s", (_, number) => {
    fc.assert(
      fc.property(lookingRows(number), (rows) => {
        expect(compareWithLaw(LOOKING, rows).differences).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

test("a month of many agents is ranked within their groups", () => {
  const program = programOf("input 上门人数, 部门\n名次 = rank(上门人数) within 部门\noutput 名次");
  const people = Array.from({ length: 40_000 }, (_, at) => ({ group: `${at % 5} 部`, visits: (at * 7_919) % 1_000 }));
  const rows = people.map(({ group, visits }, at): AgentMonth => {
    const values = new Map<string, Outcome>([
      ["上门人数", rational(visits)],
      ["部门", group],
    ]);
    return { agent: `n${at}`, month: "2026-01", values };
  });
  const { results } = createBatch(program, columnsOf(rows, catalogue)).evaluate();
  const groups = Map.groupBy(people, ({ group }) => group);
  for (let at = 0; at < people.length; at += 997) {
    const own = people[at];
    const better = groups.get(own?.group ?? "")?.filter(({ visits }) => visits > (own?.visits ?? 0));
    expect(results.get("名次")?.at(at)).toEqual(rational(1 + (better?.length ?? 0)));
  }
});

const HOURS = programOf("input 上门人数, 全费人数\nx = 上门人数 / 全费人数\ny = 上门人数 * 2\noutput x\noutput y");
const visits = (agent: string, month: string, all: number, paid: number): AgentMonth => ({
  agent,
  month,
  values: new Map([
    ["上门人数", rational(all)],
    ["全费人数", rational(paid)],
  ]),
});
const ROWS = [visits("b", "2026-02", 5, 0), visits("a", "2026-02", 7, 3), visits("b", "2026-01", 4, 2)];

describe("an evaluation", () => {
  const columns = columnsOf(ROWS, catalogue);

  test("holds the names that the scheme puts out, or those asked for", () => {
    expect([...createBatch(HOURS, columns).evaluate().results.keys()]).toEqual(["x", "y"]);
    const { results } = createBatch(HOURS, columns, { names: ["y"] }).evaluate();
    expect([...results.keys()]).toEqual(["y"]);
    expect([0, 1, 2].map((row) => results.get("y")?.at(row))).toEqual([rational(8), rational(10), rational(14)]);
  });

  test("lists what cannot be had, with its reason", () => {
    const errors = [...createBatch(HOURS, columns).evaluate().errors()];
    expect(errors).toMatchObject([{ name: "x", row: 1, error: { code: "division-by-zero", name: "x" } }]);
  });

  test("can be told step by step how far it is, and be given up", async () => {
    const many = columnsOf(
      Array.from({ length: 2_000 }, (_, at) => ({ ...agentMonth({ 上门人数: "3" }), agent: `n${at}` })),
      catalogue,
    );
    const shares: number[] = [];
    const pause = () => Promise.resolve();
    const whole = await createBatch(HOURS, many).evaluateSteadily({ pause, onProgress: (share) => shares.push(share) });
    expect(whole.results.get("y")?.at(1_999)).toEqual(rational(6));
    expect(shares.length).toBeGreaterThan(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));

    const abort = new AbortController();
    const given = createBatch(HOURS, many).evaluateSteadily({
      pause,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error("no longer wanted")),
    });
    await expect(given).rejects.toThrow("no longer wanted");
  });
});
