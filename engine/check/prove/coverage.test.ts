import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgentMonth, DecisionTable } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { applyEdits } from "../../source/span.ts";
import { rational } from "../../values/rational.ts";
import { isRowError, type Value } from "../../values/value.ts";
import { axisOf, domainOfRuns } from "./axis.ts";
import { overlapsOf, type Region, sweep } from "./coverage.ts";
import { holdsValue } from "./domain.ts";
import { domainsOf } from "./interpret.ts";
import { Model } from "./model.ts";
import { prove } from "./prove.ts";
import { agentMonth, findings, scheme } from "./scheme.fixture.ts";

// Columns with few values, so that all of them can be tried: counts, signed counts, tenths, a choice.
const integers = (from: number, to: number, denominator = 1): Value[] =>
  Array.from({ length: to - from + 1 }, (_, at) => rational(from + at, denominator));
const COLUMNS: Readonly<Record<string, readonly Value[]>> = {
  a: integers(0, 12),
  b: integers(-5, 6),
  c: integers(0, 20, 10),
  岗位: ["甲", "乙", "丙"],
};

const bound = (name: string): fc.Arbitrary<string> =>
  name === "c"
    ? fc.integer({ min: 0, max: 40 }).map((n) => String(n / 20))
    : fc.integer({ min: -6, max: 13 }).map((n) => String(n / 2));

function numericTest(name: string): fc.Arbitrary<string> {
  const value = bound(name);
  const compare = fc.tuple(fc.constantFrom("<", "<=", ">", ">=", "=", "!="), value).map((parts) => parts.join(" "));
  const range = fc
    .tuple(fc.constantFrom("[", "("), value, value, fc.constantFrom("]", ")"))
    .map(([open, x, y, close]) => {
      const [low, high] = [Math.min(+x, +y), Math.max(+x, +y)];
      return low === high ? `[${low} .. ${high}]` : `${open}${low} .. ${high}${close}`;
    });
  const simple = fc.oneof(compare, range, range, value);
  const list = fc.array(simple, { minLength: 2, maxLength: 3 }).map((tests) => tests.join(", "));
  return fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: list },
    { weight: 1, arbitrary: simple.map((inner) => `not ${inner}`) },
    { weight: 1, arbitrary: fc.constant("-") },
  );
}

const choiceTest = fc.constantFrom("甲", "乙", "丙", "甲, 乙", "乙, 丙", "not 甲", "!= 丙", "-");

const tables = fc
  .record({
    names: fc.shuffledSubarray(Object.keys(COLUMNS), { minLength: 1, maxLength: 3 }),
    policy: fc.constantFrom("", " first"),
    rowCount: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ names, policy, rowCount }) => {
    const row = fc.tuple(...names.map((name) => (name === "岗位" ? choiceTest : numericTest(name))));
    return fc.array(row, { minLength: rowCount, maxLength: rowCount }).map((rows) => ({
      names,
      rules: [
        `input ${names.join(", ")}`,
        `table t${policy}`,
        `| ${names.join(" | ")} | => y |`,
        ...rows.map((cells, at) => `| ${cells.join(" | ")} | ${at} |`),
        "output y",
      ].join("\n"),
    }));
  });

function allRows(names: readonly string[]): AgentMonth[] {
  let rows: Record<string, Value>[] = [{}];
  for (const name of names) {
    rows = rows.flatMap((row) => (COLUMNS[name] ?? []).map((value) => ({ ...row, [name]: value })));
  }
  return rows.map(agentMonth);
}

function analysed(rules: string) {
  const { text, program, errors } = scheme(rules);
  expect(errors).toEqual([]);
  const [table] = program.tables;
  if (!table) throw new Error("no table");
  const model = new Model(program);
  const scope = domainsOf(model);
  const axes = table.inputs.map(({ name }, column) => axisOf(model, table, column, scope.get(name)));
  const reference = new Reference(program, []);
  const contains = (region: Region, row: AgentMonth): boolean =>
    axes.every((axis, at) => {
      const value = row.values.get(axis.name);
      return value !== undefined && !isRowError(value) && holdsValue(domainOfRuns(axis, region[at] ?? []), value);
    });
  const holding = (row: AgentMonth): number[] =>
    table.rows.flatMap(({ tests }, index) => (tests.every((each, at) => passes(table, at, each, row)) ? [index] : []));
  const passes = (
    { inputs }: DecisionTable,
    at: number,
    each: DecisionTable["rows"][0]["tests"][0],
    row: AgentMonth,
  ) => {
    const value = row.values.get(inputs[at]?.name ?? "");
    const type = inputs[at]?.type;
    return value !== undefined && !isRowError(value) && type !== undefined && model.passes(value, each, type);
  };
  return { text, program, table, axes, reference, contains, holding };
}

describe("a table over columns with few values", () => {
  test("has exactly the gaps that trying all values shows", () => {
    fc.assert(
      fc.property(tables, ({ names, rules }) => {
        const { axes, table, reference, contains } = analysed(rules);
        const coverage = sweep(axes, table.rows.length);
        for (const row of allRows(names)) {
          const outcome = reference.value("y", row);
          const uncovered = isRowError(outcome) && outcome.code === "no-row-matches";
          const found = (coverage?.gaps ?? []).filter((region) => contains(region, row));
          expect(found.length, [...row.values.values()].join()).toBe(uncovered ? 1 : 0);
        }
      }),
      { numRuns: 80 },
    );
  });

  test("has exactly the overlaps and deciding rows that trying all values shows", () => {
    fc.assert(
      fc.property(tables, ({ names, rules }) => {
        const { axes, table, contains, holding } = analysed(rules);
        const overlaps = overlapsOf(axes, table.rows.length);
        const pairs = new Set<string>();
        const first = new Set<number>();
        for (const row of allRows(names)) {
          const rows = holding(row);
          if (rows[0] !== undefined) first.add(rows[0]);
          for (const overlap of overlaps) {
            const both = rows.includes(overlap.first) && rows.includes(overlap.second);
            if (table.inputs.length === 1) expect(contains(overlap.region, row)).toBe(both);
            else if (both) expect(contains(overlap.region, row)).toBe(true);
          }
          rows.forEach((second, at) => {
            for (const one of rows.slice(0, at)) pairs.add(`${one} ${second}`);
          });
        }
        expect(new Set(overlaps.map(({ first, second }) => `${first} ${second}`))).toEqual(pairs);
        if (table.policy === "first") expect(sweep(axes, table.rows.length)?.deciding).toEqual(first);
      }),
      { numRuns: 80 },
    );
  });

  test("gives a witness for every gap and overlap, and each fails as it says", () => {
    fc.assert(
      fc.property(tables, ({ rules }) => {
        const { text, program, table, reference } = analysed(rules);
        for (const { code, witness } of prove(program, text).diagnostics) {
          expect(code).not.toMatch(/undecided|intricate/);
          if (code !== "table-gap" && code !== "table-overlap") continue;
          expect([...(witness?.columns.keys() ?? [])]).toEqual(table.inputs.map(({ name }) => name));
          const row = agentMonth(
            Object.fromEntries(
              [...(witness?.inputs ?? [])].map(([name, value]) => [name, name === "岗位" ? value : decimalOf(value)]),
            ),
          );
          const outcome = reference.value("y", row);
          expect(isRowError(outcome) && outcome.code).toBe(
            code === "table-gap" ? "no-row-matches" : "several-rows-match",
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});

test("a fix that changes a cell puts its gap or overlap right and breaks nothing", () => {
  fc.assert(
    fc.property(tables, ({ rules }) => {
      const { text, program } = scheme(rules);
      const before = prove(program, text).diagnostics.filter(({ severity }) => severity === "error");
      for (const found of before) {
        for (const { title, edits } of found.fixes ?? []) {
          if (!title.en.startsWith("change")) continue;
          const changed = applyEdits(text, edits).split("```kpi\n")[1]?.split("\n```")[0] ?? "";
          expect(scheme(changed).errors).toEqual([]);
          const after = findings(changed).filter(({ severity }) => severity === "error");
          expect(after.length).toBeLessThan(before.length);
        }
      }
    }),
    { numRuns: 60 },
  );
});

const decimalOf = (text: string): Value => rational(BigInt(Math.round(Number(text) * 100)), 100n);

describe("a table of a thousand rows", () => {
  const side = (at: number, size: number): string => {
    if (at === 0) return `< ${size}`;
    return at === 9 ? `>= ${9 * size}` : `[${at * size} .. ${(at + 1) * size})`;
  };
  const rows = Array.from({ length: 1000 }, (_, at) => {
    const [x, y, z] = [at % 10, Math.floor(at / 10) % 10, Math.floor(at / 100)];
    return `| ${side(x, 100)} | ${side(y, 10)} | ${side(z, 1000)} | ${at} |`;
  });
  const rules = (rows: readonly string[]): string =>
    ["input d, 均值, 金额", "table t", "| d | 均值 (件) | 金额 (CNY) | => y |", ...rows, "output y"].join("\n");

  test("is clean where it is complete", () => {
    expect(findings(rules(rows))).toEqual([]);
  });

  test("shows its one hole and its one overlap", () => {
    const holed = [...rows.filter((_, at) => at !== 555), "| 100 | 10 | [1000 .. 1500) | 7 |"];
    expect(findings(rules(holed)).map(({ message }) => message.en)).toEqual([
      'table "t" does not cover d [500 .. 600) & 均值 [50 .. 60) & 金额 [5000 .. 6000)',
      'rows 112 and 1000 of table "t" overlap at d 100 & 均值 10 & 金额 [1000 .. 1500)',
    ]);
  });
});
