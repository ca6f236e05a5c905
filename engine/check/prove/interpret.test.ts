import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgentMonth } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { type Rational, rational, toExact } from "../../values/rational.ts";
import { isRational, isRowError, type Outcome, type Value } from "../../values/value.ts";
import { type Domain, holdsValue, intervalOf, isEmpty, only } from "./domain.ts";
import { domainsOf } from "./interpret.ts";
import { Model } from "./model.ts";
import { agentMonth, scheme } from "./scheme.fixture.ts";
import { propagate, seek, supportOf } from "./seek.ts";

// ── any scheme over plain numbers ────────────────────────────────────────────────────────────────

const NUMBERS = ["a", "b", "c", "d"];
const literal = fc.oneof(
  fc.integer({ min: -3, max: 12 }).map(String),
  fc.integer({ min: -30, max: 120 }).map((n) => toExact(rational(n, 10))),
);

const { expression } = fc.letrec<{ expression: string; condition: string }>((tie) => {
  const inner = tie("expression");
  const name = fc.constantFrom(...NUMBERS, "p");
  const joined = (parts: readonly string[]) => `(${parts.join(" ")})`;
  const range = fc.tuple(fc.constantFrom("[", "("), fc.integer({ min: -5, max: 5 }), fc.constantFrom("]", ")"));
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      name,
      literal,
      fc.tuple(inner, fc.constantFrom("+", "-", "*", "/"), inner).map(joined),
      fc.tuple(inner, fc.constantFrom("+", "-", "*", "/"), inner).map(joined),
      inner.map((x) => `-(${x})`),
      fc.tuple(fc.constantFrom("min", "max"), inner, inner).map(([f, x, y]) => `${f}(${x}, ${y})`),
      inner.map((x) => `abs(${x})`),
      fc
        .tuple(fc.constantFrom("round", "floor", "ceil"), inner, fc.integer({ min: -1, max: 2 }))
        .map(([f, x, n]) => `${f}(${x}, ${n})`),
      inner.map((x) => `clamp(${x}, -2, 3.5)`),
      fc.tuple(tie("condition"), inner, inner).map(([c, x, y]) => `(if ${c} then ${x} else ${y})`),
    ),
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.tuple(inner, fc.constantFrom("<", "<=", ">", ">=", "=", "!="), inner).map(joined),
      fc.tuple(inner, range).map(([x, [open, from, close]]) => `(${x} in ${open}${from} .. ${from + 4}${close})`),
      fc.tuple(inner, literal, literal).map(([x, one, other]) => `(${x} in (${one}, ${other}))`),
      fc.constantFrom("岗位 = 甲", "岗位 != 乙", "岗位 in (乙, 丙)", '部门 = "东"'),
      fc.tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition")).map(joined),
      tie("condition").map((c) => `(not ${c})`),
    ),
  };
});

const schemes = fc
  .record({
    policy: fc.constantFrom("unique", "first"),
    x: expression,
    y: expression,
    z: expression,
    override: expression,
    total: expression,
  })
  .map(({ policy, x, y, z, override, total }) =>
    [
      "input a, b, c, d, 岗位, 部门",
      "param p = 2.5",
      `x = ${x}`,
      `table t ${policy}`,
      "| x        | 岗位   | => y |",
      `| < 0      | 甲, 乙 | ${y} |`,
      `| [0 .. 4] | -      | ${z} |`,
      "| not 7    | 丙     | x    |",
      "except when 岗位 = 乙",
      `  y = ${override}`,
      "score s",
      "| 指标 | 权重 | 得分 | 下限 | 上限 |",
      "| 一   | 40%  | y    | -1   | 20   |",
      "| 二   | 60%  | x    |      | 5    |",
      `z = ${total.replaceAll("p", "s")}`,
      "output z",
    ].join("\n"),
  );

const figure = (low: number, high: number, denominator: number): fc.Arbitrary<Rational> =>
  fc.integer({ min: low, max: high }).map((n) => rational(n, denominator));
const months: fc.Arbitrary<AgentMonth> = fc
  .record({
    a: figure(0, 12, 1),
    b: figure(-5, 6, 1),
    c: figure(0, 20, 10),
    d: fc.oneof(figure(0, 500, 100), figure(0, 100_000_000, 100)),
    岗位: fc.constantFrom<Value>("甲", "乙", "丙"),
    部门: fc.constantFrom<Value>("东", "其他"),
  })
  .map((values) => agentMonth(values));

const NAMES = ["x", "y", "s", "z"];

describe("the domain of a name", () => {
  test("holds every value that the reference computes", () => {
    fc.assert(
      fc.property(schemes, fc.array(months, { minLength: 12, maxLength: 12 }), (rules, rows) => {
        const { program } = scheme(rules);
        const scope = domainsOf(new Model(program));
        const reference = new Reference(program, []);
        for (const row of rows) {
          for (const name of NAMES) {
            const value = reference.value(name, row);
            if (!isRowError(value)) expect(holdsValue(scope.get(name), value), `${name} = ${show(value)}`).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  // A text that no rule names is not told apart from the others.
  test("keeps the inputs that lead to a target", () => {
    const around = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(schemes, months, fc.constantFrom(...NAMES), around, (rules, row, name, [less, more]) => {
        const { program } = scheme(rules);
        const model = new Model(program);
        const reference = new Reference(program, []);
        const value = reference.value(name, row);
        if (!isRational(value)) return;
        const definition = program.definitions.get(name);
        if (!definition) throw new Error("no definition");
        const { type, span } = definition;
        const scope = domainsOf(model);
        const known = [...row.values].filter(
          ([metric, given]) => !isRowError(given) && holdsValue(scope.get(`metric ${metric}`), given),
        );
        const target = less + more === 0 ? only(value) : between(value, less, more);
        const names = supportOf(model, [name]);
        const possible = propagate(scope, [{ term: { kind: "reference", name, type, span }, target }], names);
        expect(possible).toBe(true);
        for (const [metric, given] of known) {
          if (isRowError(given)) continue;
          expect(holdsValue(scope.get(`metric ${metric}`), given), `${metric} = ${show(given)}`).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  const between = (value: Rational, less: number, more: number): Domain => {
    const shifted = (by: number) => rational(value.numerator + BigInt(by) * value.denominator, value.denominator);
    return intervalOf(
      { lower: { value: shifted(-less), included: true }, upper: { value: shifted(more), included: true } },
      undefined,
    );
  };
});

const show = (value: Outcome): string => (isRational(value) ? toExact(value) : JSON.stringify(value));

// ── single domains ───────────────────────────────────────────────────────────────────────────────

function domainOf(rules: string, name = "x"): Domain {
  const { program, errors } = scheme(rules);
  expect(errors).toEqual([]);
  return domainsOf(new Model(program)).get(name);
}

const valuesIn = (domain: Domain): string[] | undefined =>
  domain.kind === "values" ? domain.values.map((value) => show(value)) : undefined;

describe("domains", () => {
  test("a table's column is what its rows give, exceptions included, gaps or not", () => {
    const rules = `input a, b
table t
| a | => x |
| < 5 | 40 |
| > 7 | 60 |
except when b > 2
  x = 120
output x`;
    expect(valuesIn(domainOf(rules))).toEqual(["40", "60", "120"]);
  });

  test("rows that no value reaches give nothing", () => {
    expect(valuesIn(domainOf("input a\ntable t\n| a | => x |\n| <= 12 | 1 |\n| > 12 | 2 |\noutput x"))).toEqual(["1"]);
  });

  test("a score adds up weights times every combination", () => {
    const rules = `input 评分
table t
| 评分 | => y (分) |
| 60 | 40 |
| 80, 100 | 60 |
score x (分)
| 指标 | 权重 | 得分 |
| 甲 | 50% | y |
| 乙 | 50% | 评分 |
output x`;
    expect(valuesIn(domainOf(rules))).toEqual(["50", "60", "70", "80"]);
  });

  test("a condition on a name holds in its branch", () => {
    const domain = domainOf("input b\nx = if b > 0 then 12 / b else 0\noutput x");
    expect(valuesIn(domain)).toEqual(["0", "2", "2.4", "3", "4", "6", "12"]);
  });

  test("decimals carry through sums and products, and a quotient by a constant", () => {
    const domain = domainOf("input d, c\nx = (d + c * 1.5) / 4\noutput x");
    if (domain.kind === "values") throw new Error("expected an interval");
    expect(domain.step && toExact(domain.step)).toBe("0.0025");
    expect(domain.upper && toExact(domain.upper.value)).toBe("250000.75");
  });
});

describe("seeking inputs", () => {
  test("finds a quotient that only large figures give", () => {
    const { program } = scheme("input 件数, 均值\nx = 件数 / 均值\noutput x");
    const definition = program.definitions.get("x");
    if (!definition) throw new Error("no definition");
    const reference = new Reference(program, []);
    const wanted = rational(837, 1000);
    const search = seek(domainsOf(new Model(program)), {
      goals: [
        { term: { kind: "reference", name: "x", type: definition.type, span: definition.span }, target: only(wanted) },
      ],
      confirms: (row) => show(reference.value("x", row)) === "0.837",
    });
    expect(search.kind).toBe("found");
  });

  test("proves that there are none", () => {
    const { program } = scheme("input a, b\nx = a * 2 + b * 4\noutput x");
    const definition = program.definitions.get("x");
    if (!definition) throw new Error("no definition");
    const search = seek(domainsOf(new Model(program)), {
      goals: [
        {
          term: { kind: "reference", name: "x", type: definition.type, span: definition.span },
          target: only(rational(7)),
        },
      ],
      confirms: () => true,
    });
    expect(search.kind).toBe("impossible");
    expect(isEmpty(only(rational(7)))).toBe(false);
  });
});
