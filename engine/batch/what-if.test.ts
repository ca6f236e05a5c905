import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setValue } from "../analyze/set-value.ts";
import { columnsOf } from "../columns/columns-builder.ts";
import { type Compilation, compile } from "../compile.ts";
import { agentMonth, catalogue, schemeOf, shipped } from "../explain/testing/scheme.ts";
import type { AgentMonth } from "../ir/program.ts";
import { Reference } from "../reference/reference.ts";
import { applyEdits } from "../source/span.ts";
import { monthAt } from "../values/month.ts";
import { add, type Rational, rational, ZERO } from "../values/rational.ts";
import { isRational, type Outcome } from "../values/value.ts";
import { createBatch } from "./batch.ts";
import { ExactSums } from "./exact-sums.ts";
import { compare } from "./testing/differences.ts";
import { totalsOf } from "./totals.ts";
import { withParams } from "./with-params.ts";

const SCHEME = schemeOf(`input 上门人数, 全费人数, 级别
param 每人 = 20 CNY/人 range [0 .. 100] step 1
param 线 = 3 人
param 另 = 5 CNY
提成 = 上门人数 * 每人
table 奖
| 上门人数 | => 奖金 |
| < 线 | 0 CNY |
| >= 线 | 50 CNY |
近况 = sum(提成) over last 2 months
率 = 提成 / 上门人数
名次 = rank(提成 + 奖金) within all
别的 = 另 * 2
output 提成
output 奖金
output 近况
output 率 shown 2 decimals
output 名次
output 别的`);

const history: fc.Arbitrary<AgentMonth[]> = fc.array(
  fc
    .record({
      agent: fc.constantFrom("a", "b", "c"),
      month: fc.integer({ min: 24_300, max: 24_303 }).map(monthAt),
      visits: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    })
    .map(({ agent, month, visits }) => ({
      agent,
      month,
      values: new Map<string, Outcome>(visits === undefined ? [] : [["上门人数", rational(visits)]]),
    })),
  { maxLength: 12, size: "max" },
);

const prices = fc.constantFrom(rational(20), rational(25), rational(41, 2), rational(1, 3), rational(2n ** 70n));
const settings = fc.oneof(
  fc.constant(new Map<string, Rational>()),
  prices.map((price) => new Map([["每人", price]])),
  fc.tuple(prices, fc.integer({ min: 0, max: 6 })).map(
    ([price, line]) =>
      new Map([
        ["每人", price],
        ["线", rational(line)],
      ]),
  ),
  fc.integer({ min: 0, max: 9 }).map((other) => new Map([["另", rational(other)]])),
);

const edit = (compilation: Compilation, address: string, value: string): Compilation => {
  const result = setValue(compilation, address, value);
  if (!("edits" in result)) throw new Error(result.diagnostic.message.en);
  return compile(applyEdits(compilation.text, result.edits), catalogue);
};

test("the scheme of these tests is sound", () => {
  expect(SCHEME.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

describe("other values of params", () => {
  test("give what the reference gives for the program with these values, whatever was asked before", () => {
    fc.assert(
      fc.property(history, fc.array(settings, { maxLength: 4 }), fc.boolean(), (rows, asked, first) => {
        const batch = createBatch(SCHEME.program, columnsOf(rows, catalogue));
        if (first) batch.evaluate();
        for (const values of asked) {
          const law = new Reference(withParams(SCHEME.program, values), rows);
          expect(compare(batch.whatIf(values), law, rows).differences).toEqual([]);
        }
        expect(compare(batch.evaluate(), new Reference(SCHEME.program, rows), rows).differences).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("are those of the text set to them", () => {
    const rows = [{ ...agentMonth({ 上门人数: "4" }), agent: "a" }];
    const edited = edit(SCHEME, "每人", "25 CNY/人");
    const law = new Reference(edited.program, rows);
    const batch = createBatch(SCHEME.program, columnsOf(rows, catalogue));
    expect(compare(batch.whatIf(new Map([["每人", rational(25)]])), law, rows).differences).toEqual([]);
  });

  test("can be had while a baseline is kept", () => {
    const rows = [{ ...agentMonth({ 上门人数: "4" }), agent: "a" }];
    const batch = createBatch(SCHEME.program, columnsOf(rows, catalogue));
    const baseline = batch.evaluate().keep();
    const other = batch.whatIf(new Map([["每人", rational(25)]]));
    expect([baseline, other].map(({ results }) => results.get("提成")?.at(0))).toEqual([rational(80), rational(100)]);
  });

  test("of a name that is no param are refused", () => {
    const batch = createBatch(SCHEME.program, columnsOf([], catalogue));
    expect(() => batch.whatIf(new Map([["提成", rational(1)]]))).toThrow(RangeError);
  });

  test("that were given up on the way are computed in full the next time", async () => {
    const rows = Array.from({ length: 5 }, (_, at) => ({ ...agentMonth({ 上门人数: "4" }), agent: `n${at}` }));
    const batch = createBatch(SCHEME.program, columnsOf(rows, catalogue));
    batch.evaluate();
    const abort = new AbortController();
    const pause = async (): Promise<void> => abort.abort(new Error("newer"));
    await expect(
      batch.whatIfSteadily(new Map([["每人", rational(9)]]), { pause, signal: abort.signal }),
    ).rejects.toThrow("newer");
    const values = new Map([["线", rational(9)]]);
    const law = new Reference(withParams(SCHEME.program, values), rows);
    expect(compare(batch.whatIf(values), law, rows).differences).toEqual([]);
  });
});

describe("an edited program", () => {
  test.each([
    ["奖/>= 线/奖金", "70 CNY"],
    ["线", "2 人"],
  ])("%s = %s gives what the reference gives for it", (address, value) => {
    const edited = edit(SCHEME, address, value);
    fc.assert(
      fc.property(history, fc.boolean(), (rows, first) => {
        const batch = createBatch(SCHEME.program, columnsOf(rows, catalogue));
        if (first) batch.evaluate();
        else batch.whatIf(new Map([["每人", rational(7)]]));
        const law = new Reference(edited.program, rows);
        expect(compare(batch.edited(edited.program).whatIf(new Map()), law, rows).differences).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("of weights and edges, too", () => {
    const compilation = shipped("sales-scorecard/1.0.kpi.md");
    const inputs = [...compilation.program.definitions.values()].flatMap((one) =>
      one.kind === "input" ? [one.metric] : [],
    );
    const values = new Map<string, Outcome>(
      inputs.map(({ name, permitted }) => [
        name,
        permitted?.kind === "list" ? (permitted.values[1] ?? ZERO) : rational(7),
      ]),
    );
    const rows: AgentMonth[] = [24_300, 24_301, 24_302].map((month) => ({ agent: "a", month: monthAt(month), values }));
    const batch = createBatch(compilation.program, columnsOf(rows, catalogue));
    batch.evaluate();
    const edited = compile(compilation.text.replace("| 教育培训 |", "| 教育培训 |"), catalogue);
    const law = new Reference(edited.program, rows);
    expect(compare(batch.edited(edited.program).whatIf(new Map()), law, rows).differences).toEqual([]);
  });
});

describe("totals", () => {
  test("are the sums of what the rows hold, and of what machine code finds in the columns", () => {
    let summed = 0;
    fc.assert(
      fc.property(history, settings, (rows, values) => {
        const columns = columnsOf(rows, catalogue);
        const batch = createBatch(SCHEME.program, columns);
        const baseline = batch.evaluate().keep();
        const other = batch.whatIf(values);
        for (const { results } of [baseline, other]) {
          for (const name of ["提成", "率", "近况"]) {
            const column = results.get(name);
            if (!column) throw new Error(name);
            const numbers = rows.flatMap((_, row) => {
              const outcome = column.at(row);
              return isRational(outcome) ? [{ month: monthAt(columns.month[row] ?? 0), value: outcome }] : [];
            });
            const sum = (some: typeof numbers) => ({
              value: some.reduce<Rational>((all, { value }) => add(all, value), ZERO),
              counted: some.length,
            });
            const found = totalsOf(column, columns);
            expect(found.all).toEqual(sum(numbers));
            const { values } = column;
            const machine = column.sum?.();
            if (machine && values.kind === "number" && typeof values.denominators === "number") {
              const value = rational(machine.sum, values.denominators);
              expect({ value, counted: machine.count }).toEqual(found.all);
              summed += 1;
            }
            for (const [month, own] of found.months) {
              expect(own).toEqual(sum(numbers.filter((each) => each.month === month)));
            }
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(summed).toBeGreaterThan(5);
  });

  test("sums keep every digit beyond 2^53", () => {
    const sums = new ExactSums(1, 100);
    let exact = 0n;
    for (let at = 0; at < 1_000; at += 1) {
      sums.addWhole(0, Number.MAX_SAFE_INTEGER - at);
      exact += BigInt(Number.MAX_SAFE_INTEGER - at);
    }
    sums.add(0, rational(1, 3));
    expect(sums.sum(0)).toEqual(add(rational(exact, 100n), rational(1, 3)));
    expect([sums.count(0), sums.sign(0)]).toEqual([1_001, 1]);
  });
});
