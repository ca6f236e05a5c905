import { describe, expect, test } from "vitest";
import { columnsOf } from "../columns/columns-builder.ts";
import type { AgentMonth, Program } from "../ir/program.ts";
import { lower } from "../lower/lower.ts";
import { catalogue } from "../testing/catalogue.ts";
import { Chance } from "../testing/chance.ts";
import { generateHistory } from "../testing/generate-history.ts";
import { documentOf, generateScheme } from "../testing/generate-scheme.ts";
import { programOf } from "../testing/program-of.ts";
import { type Rational, rational } from "../values/rational.ts";
import { compileKernel } from "./compile-kernel.ts";
import type { Kernel } from "./kernel.ts";
import { load } from "./loaded.ts";
import { runStages } from "./machine.ts";
import { compareWithLaw } from "./testing/differences.ts";

describe("machine code equals the reference in every digit and every error", () => {
  const seeds = Array.from({ length: 60 }, (_, at) => at + 1);
  test.each(seeds)("generated scheme %d", (seed) => {
    const chance = new Chance(seed);
    const program = programOf(generateScheme(chance, catalogue).text, catalogue);
    const options = { agents: 4, months: 5, hostile: seed % 4 === 0, twice: seed % 6 === 0 ? 20 : 0 };
    const { values, errors, differences } = compareWithLaw(program, generateHistory(chance, catalogue, options));
    expect(differences).toEqual([]);
    expect(values + errors).toBeGreaterThan(0);
  });
});

const scheme = (...statements: string[]): Program => programOf(documentOf(statements), catalogue);

const rowsOf = (...rows: Readonly<Record<string, number | Rational>>[]): AgentMonth[] =>
  rows.map((cells, at) => ({
    agent: `E${String(at).padStart(3, "0")}`,
    month: "2026-01",
    values: new Map(
      Object.entries(cells).map(([name, cell]) => [name, typeof cell === "number" ? rational(cell) : cell]),
    ),
  }));

function compiled(program: Program, rows: readonly AgentMonth[]) {
  const loaded = load(columnsOf(rows, catalogue), catalogue);
  const wanted = program.outputs.map(({ name }) => name);
  const whole = lower(program, loaded.ground);
  const kernel = compileKernel(whole, loaded.store, { wanted, codeOfText: loaded.codeOfText });
  const run = (stages = kernel.stages): void => {
    for (const _ of runStages(stages, kernel, loaded));
  };
  return { kernel, run };
}

const numbersIn = (kernel: Kernel, name: string): number[] => {
  const [above, below] = [kernel.column(name, "numerator"), kernel.column(name, "denominator")];
  const at = (numbers: typeof above, row: number) =>
    typeof numbers === "object" ? (numbers[row] ?? 0) : (numbers ?? 1);
  return typeof above === "object" ? Array.from(above, (_, row) => at(above, row) / at(below, row)) : [];
};

test.each([0, 1, 2, 3, 64, 65])("%d rows, in pairs or not", (count) => {
  const rows = rowsOf(...Array.from({ length: count }, (_, at) => ({ 人数: at * 7 })));
  const found = compareWithLaw(scheme("input 人数", "output x = 人数 * 3"), rows);
  expect(found).toMatchObject({ values: count * 2, differences: [], beyond: [] });
});

describe("a lever", () => {
  const program = scheme(
    "input 人数, 金额",
    "param 单价 = 2 CNY/人 range [0 .. 10] step 0.5",
    "output 提成 = 单价 * 人数",
    "output 合计 = 提成 + 金额",
    "output 旁边 = 金额 * 2",
  );
  const rows = rowsOf({ 人数: 1, 金额: 10 }, { 人数: 5, 金额: 20 }, { 人数: 9, 金额: 0 });

  test("that moves recomputes what depends on it, and nothing else", () => {
    const { kernel, run } = compiled(program, rows);
    run();
    expect(numbersIn(kernel, "合计")).toEqual([12, 30, 18]);
    expect(kernel.setParam("单价", rational(5, 2))).toBe(true);
    const stages = kernel.stagesFor(["单价"]);
    run(stages);
    expect(numbersIn(kernel, "提成")).toEqual([2.5, 12.5, 22.5]);
    expect(numbersIn(kernel, "合计")).toEqual([12.5, 32.5, 22.5]);
    expect(stages).toMatchObject([{ kind: "rows", steps: ["提成", "合计"] }]);
    expect(kernel.stagesFor(["单价"])).toBe(stages);
  });

  test("takes no value that was not reckoned with", () => {
    const { kernel, run } = compiled(program, rows);
    expect(kernel.setParam("单价", rational(11))).toBe(false);
    expect(kernel.setParam("单价", rational(1, 3))).toBe(false);
    expect(kernel.setParam("金额", rational(1))).toBe(false);
    run();
    expect(numbersIn(kernel, "提成")).toEqual([2, 10, 18]);
  });
});

describe("what machine numbers do not hold", () => {
  const huge = rational(2n ** 51n + 1n, 1_000_000n);
  const rows = rowsOf({ 比值: huge }, { 比值: rational(-3) }, {});

  test("is a pair of them, up to 2^104", () => {
    const program = scheme(
      "input 比值 default 0",
      "output x = round(比值 * 比值 / 4000000007 + 1, 2)",
      "output y = 比值 * 比值 / 8",
    );
    expect(compareWithLaw(program, rows)).toMatchObject({ differences: [], beyond: [] });
  });

  test("is left to the reference beyond that, and named with the reason", () => {
    const program = scheme("input 比值 default 0", "output x = 比值 * 比值 * 比值 * 比值", "output y = 比值 + 1");
    expect(compareWithLaw(program, rows)).toMatchObject({ differences: [], beyond: ["x"] });
    expect([...compiled(program, rows).kernel.beyond]).toEqual([
      [
        "x",
        {
          zh: "中间结果可能超出机器能精确计算的范围",
          en: "an intermediate result may be too large for machine numbers",
        },
      ],
    ]);
  });
});

test("a name that nobody knows is beyond", () => {
  const program = scheme("input 人数", "output x = 人数");
  const loaded = load(columnsOf(rowsOf({ 人数: 1 }), catalogue), catalogue);
  const kernel = compileKernel(lower(program, loaded.ground), loaded.store, {
    wanted: ["y"],
    codeOfText: loaded.codeOfText,
  });
  expect([...kernel.beyond.keys()]).toEqual(["y"]);
});
