import { describe, expect, test } from "vitest";
import { parseDecimal, type Rational, type Statement, toExact } from "../../../engine/index.ts";
import { paramValues } from "./constants.ts";
import { type InputFacts, numberLine, positionOf, type Segment } from "./number-line.ts";
import { statementsOf } from "./testing/statements.ts";

const number = (text: string): Rational => {
  const value = parseDecimal(text);
  if (!value) throw new Error(`${text} is no number`);
  return value;
};

const NONE: InputFacts = { gaps: [], overlaps: [], decimals: undefined };

/** The line of the only table in a rule block, in words. */
function line(rules: string, over: Partial<InputFacts> = {}): string[] | undefined {
  return segmentsOf(rules, over)?.map(({ kind, rows, from, fromIncluded, to, toIncluded }) => {
    const [open, close] = [fromIncluded ? "[" : "(", toIncluded ? "]" : ")"];
    const where = `${open}${from ? toExact(from) : ""}..${to ? toExact(to) : ""}${close}`;
    return kind === "band" ? `${where} row ${rows.join(",")}` : `${where} ${kind} ${rows.join(",")}`.trim();
  });
}

function segmentsOf(rules: string, over: Partial<InputFacts> = {}): readonly Segment[] | undefined {
  const statements = statementsOf(rules);
  const table = statements.find((s): s is Extract<Statement, { kind: "table" }> => s.kind === "table");
  if (!table) throw new Error("no table");
  return numberLine(table, paramValues(statements), { ...NONE, ...over });
}

const BANDS = `table 系数
| 完成率        | => 系数 |
| < 60%         | 0       |
| [60% .. 80%)  | 0.6     |
| [80% .. 100%) | 0.8     |
| >= 100%       | 1       |`;

describe("number line", () => {
  test("bands that meet lie side by side", () => {
    expect(line(BANDS)).toEqual(["(..0.6) row 0", "[0.6..0.8) row 1", "[0.8..1) row 2", "[1..) row 3"]);
  });

  test("it fills the width from left to right", () => {
    const segments = segmentsOf(BANDS) ?? [];
    expect(segments[0]?.start).toBe(0);
    expect(segments.at(-1)?.end).toBe(1);
    expect(segments.slice(1).map(({ start }) => start)).toEqual(segments.slice(0, -1).map(({ end }) => end));
  });

  test("rows may stand in any order", () => {
    expect(line("table x\n| v | => x |\n| >= 5 | 1 |\n| < 5 | 2 |")).toEqual(["(..5) row 1", "[5..) row 0"]);
  });

  test("bounds may be params", () => {
    expect(line("param 最低 = 10 人\n\ntable x\n| v | => x |\n| < 最低 | 1 |\n| >= 最低 + 5 人 | 2 |")).toEqual([
      "(..15) row 0",
      "[15..) row 1",
    ]);
  });

  test("a stretch without a row is a gap only where a finding says so", () => {
    const counts = "table x\n| v | => x |\n| < 5 | 40 |\n| [5 .. 9] | 60 |\n| >= 10 | 80 |";
    expect(line(counts)).toEqual(["(..5) row 0", "[5..10) row 1", "[10..) row 2"]);
    expect(line(counts, { gaps: [number("9.5")] })).toEqual([
      "(..5) row 0",
      "[5..9] row 1",
      "(9..10) gap",
      "[10..) row 2",
    ]);
  });

  test("a single value without a row is a gap with a width of its own", () => {
    const rules = "table x\n| v | => x |\n| [10 .. 20) | 80 |\n| > 20 | 100 |";
    const segments = segmentsOf(rules, { gaps: [number("20")] }) ?? [];
    expect(line(rules, { gaps: [number("20")] })).toEqual(["[10..20) row 0", "[20..20] gap", "(20..) row 1"]);
    expect((segments[1]?.end ?? 0) - (segments[1]?.start ?? 0)).toBeGreaterThan(0.02);
  });

  test("between two counts there is no gap, whatever lies beside it", () => {
    const rules = "table x\n| v | => x |\n| [10 .. 19] | 80 |\n| > 20 | 100 |";
    expect(line(rules, { gaps: [number("20")], decimals: 0 })).toEqual([
      "[10..20) row 0",
      "[20..20] gap",
      "(20..) row 1",
    ]);
    expect(line(rules, { gaps: [number("19.5")], decimals: 1 })).toEqual([
      "[10..19] row 0",
      "(19..20] gap",
      "(20..) row 1",
    ]);
  });

  test("a value in two rows is an overlap where a finding says so", () => {
    const rules = "table x\n| v | => x |\n| [5 .. 10] | 60 |\n| [10 .. 20] | 80 |";
    expect(line(rules, { overlaps: [number("10")] })).toEqual([
      "[5..10) row 0",
      "[10..10] overlap 0,1",
      "(10..20] row 1",
    ]);
  });

  test("where order decides, the first row that holds is drawn", () => {
    expect(line("table x first\n| v | => x |\n| >= 10 | 1 |\n| >= 5 | 2 |\n| - | 3 |")).toBeUndefined();
    expect(line("table x first\n| v | => x |\n| >= 10 | 1 |\n| >= 5 | 2 |\n| < 5 | 3 |")).toEqual([
      "(..5) row 2",
      "[5..10) row 1",
      "[10..) row 0",
    ]);
  });

  test.each([
    ["two inputs", "table x\n| a | b | => x |\n| < 5 | < 5 | 1 |\n| >= 5 | >= 5 | 2 |"],
    ["choices", "table x\n| 岗位 | => x |\n| 外呼专员 | 1 |\n| 客服专员 | 2 |"],
    ["one row", "table x\n| v | => x |\n| < 5 | 1 |"],
  ])("a table with %s has none", (_, rules) => expect(line(rules)).toBeUndefined());

  test("a value stands within its band, an open end has room for every value", () => {
    const segments = segmentsOf(BANDS) ?? [];
    const [at70, at80, at300] = ["0.7", "0.8", "3"].map((text) => positionOf(number(text), segments) ?? Number.NaN);
    const [, second, third, last] = segments;
    expect(at70).toBeCloseTo(((second?.start ?? 0) + (second?.end ?? 0)) / 2);
    expect(at80).toBe(third?.start);
    expect(at300).toBeGreaterThan(last?.start ?? 1);
    expect(at300).toBeLessThan(1);
  });
});
