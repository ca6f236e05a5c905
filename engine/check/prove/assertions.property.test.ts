/** What the checker says of assertions, against trying every input. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgentMonth, Program } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { isRowError } from "../../values/value.ts";
import { Model } from "./model.ts";
import { prove } from "./prove.ts";
import { agentMonth, scheme } from "./scheme.fixture.ts";
import { Driver } from "./trend/driver.ts";
import { type Claim, contradicts } from "./trend/pairs.ts";

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const RUNS = 120;

/** All values that the catalogue permits. */
const A = range(0, 12);
const B = range(-5, 6);

const number = fc.integer({ min: -3, max: 8 }).map((value) => (value < 0 ? `(${value})` : `${value}`));
const figure = fc.constantFrom("a", "b");

const { expression, condition } = fc.letrec<{ expression: string; condition: string }>((tie) => {
  const [e, c] = [tie("expression"), tie("condition")];
  const compare = fc.constantFrom("<", "<=", ">", ">=", "=", "!=");
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      figure,
      number,
      fc.tuple(e, fc.constantFrom("+", "-", "*"), e).map(([l, sign, r]) => `(${l} ${sign} ${r})`),
      fc.tuple(e, fc.constantFrom("2", "4", "(b + 7)", "(a + 1)")).map(([l, r]) => `(${l} / ${r})`),
      fc.tuple(fc.constantFrom("min", "max"), e, e).map(([name, l, r]) => `${name}(${l}, ${r})`),
      fc.tuple(fc.constantFrom("round", "floor", "ceil", "abs"), e).map(([name, x]) => `${name}(${x})`),
      fc.tuple(e).map(([x]) => `clamp(${x}, 1, 5)`),
      fc.tuple(c, e, e).map(([test, yes, no]) => `(if ${test} then ${yes} else ${no})`),
    ),
    condition: fc.oneof(
      { maxDepth: 2, depthSize: "small" },
      fc.tuple(figure, compare, number).map((parts) => parts.join(" ")),
      fc.tuple(e, compare, e).map((parts) => parts.join(" ")),
      fc.tuple(c, fc.constantFrom("and", "or"), c).map(([l, word, r]) => `(${l} ${word} ${r})`),
      c.map((test) => `(not (${test}))`),
      fc
        .tuple(figure, fc.constantFrom("[1 .. 4)", "(0 .. 3]", "(2, 5)", "[3 .. 99]"))
        .map((parts) => parts.join(" in ")),
    ),
  };
});

const cutsOf = (from: number, to: number) =>
  fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 3 }).map((cuts) => {
    const sorted = cuts.toSorted((x, y) => x - y);
    const inner = sorted.slice(1).map((cut, at) => `[${sorted[at]} .. ${cut})`);
    return [`< ${sorted[0]}`, ...inner, `>= ${sorted.at(-1)}`];
  });

const tables = (result: fc.Arbitrary<string>) =>
  fc
    .record({ rows: cutsOf(-1, 9), columns: cutsOf(-4, 5), wide: fc.boolean(), first: fc.boolean() })
    .chain(({ rows, columns, wide, first }) => {
      const cells = wide ? rows.flatMap((row) => columns.map((column) => `${row} | ${column}`)) : rows;
      return fc
        .tuple(fc.array(result, { minLength: cells.length, maxLength: cells.length }), fc.nat({ max: cells.length }))
        .map(([results, left]) =>
          [
            `table t${first ? " first" : ""}`,
            `| x |${wide ? " b |" : ""} => t |`,
            // Sometimes a row is missing.
            ...cells.flatMap((cell, at) => (at === left && cells.length > 2 ? [] : [`| ${cell} | ${results[at]} |`])),
          ].join("\n"),
        );
    });

function allRows(): AgentMonth[] {
  return A.flatMap((a) => B.map((b) => agentMonth({ a, b })));
}

function decided(rules: string) {
  const { text, program, errors } = scheme(rules);
  expect(errors).toEqual([]);
  const { assertions, diagnostics } = prove(program, text);
  return { program, assertions, diagnostics, reference: new Reference(program, []) };
}

/** Whether trying all pairs shows one that contradicts the claim. */
function isContradicted(program: Program, name: "a" | "b", never: "falls" | "rises"): boolean {
  const reference = new Reference(program, []);
  const [assertion] = program.assertions;
  if (assertion?.kind !== "trend") throw new Error("no assertion");
  const claim: Claim = { subject: assertion.subject, never, driver: new Driver(new Model(program), name) };
  const others = name === "a" ? B : A;
  return others.some((other) => {
    const line = (name === "a" ? A : B).flatMap((moved) => {
      const outcome = reference.evaluate(
        claim.subject,
        agentMonth(name === "a" ? { a: moved, b: other } : { a: other, b: moved }),
      );
      return isRowError(outcome) ? [] : [outcome];
    });
    return line.some((low, at) => line.slice(at + 1).some((high) => contradicts(claim, low, high)));
  });
}

function agreesWithTrying(rules: string, name: "a" | "b", never: "falls" | "rises", subject = "y"): void {
  const { program, assertions, diagnostics } = decided(`${rules}\nassert ${subject} never ${never} as ${name} rises`);
  expect(assertions[0]?.status, rules).toBe(isContradicted(program, name, never) ? "refuted" : "proven");
  const found = diagnostics.find(({ code }) => code === "trend-refuted");
  if (!found) return;
  const [low, high] = [found.witness?.inputs, found.witness?.compared?.inputs];
  for (const input of ["a", "b"]) {
    if (input !== name) expect(high?.get(input)).toBe(low?.get(input));
  }
  expect(Number(high?.get(name))).toBeGreaterThan(Number(low?.get(name)));
}

const claims = { name: fc.constantFrom("a", "b"), never: fc.constantFrom("falls", "rises") };

describe("whether a result follows an input", () => {
  test("of formulas", () => {
    fc.assert(
      fc.property(fc.record({ x: expression, y: expression, ...claims }), ({ x, y, name, never }) => {
        agreesWithTrying(
          `input a, b\nx = ${x}\ny = x + ${y}\noutput y shown 2 decimals\noutput z = a + b`,
          name,
          never,
        );
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  test("of tables", () => {
    const results = fc.oneof(number, expression);
    fc.assert(
      fc.property(
        fc.record({ x: fc.oneof(fc.constant("a"), expression), table: tables(results), ...claims }),
        ({ x, table, name, never }) => {
          agreesWithTrying(
            `input a, b\nx = ${x}\n${table}\ny = t\noutput y shown 2 decimals\noutput z = a + b`,
            name,
            never,
          );
        },
      ),
      { numRuns: RUNS },
    );
  }, 600_000);
});

test("whether a result follows an input through tiers, scores, choices and exceptions", () => {
  const rates = fc.array(fc.constantFrom("0%", "1%", "2%", "5%", "-1%"), { minLength: 3, maxLength: 3 });
  const starts = fc
    .uniqueArray(fc.integer({ min: -3, max: 12 }), { minLength: 2, maxLength: 2 })
    .map((list) => list.toSorted((x, y) => x - y));
  const tiers = fc
    .record({ method: fc.constantFrom("marginal", "slab"), rates, starts })
    .map(
      ({ method, rates, starts }) =>
        `tiers t ${method} of x\n| 起点 | 比例 |\n| - | ${rates[0]} |\n| ${starts[0]} | ${rates[1]} |\n| ${starts[1]} | ${rates[2]} |`,
    );
  const curve = fc
    .record({ starts, values: fc.array(number, { minLength: 2, maxLength: 2 }) })
    .map(
      ({ starts, values }) =>
        `tiers t interpolated of x ends held\n| 起点 | 取值 |\n| ${starts[0]} | ${values[0]} |\n| ${starts[1]} | ${values[1]} |`,
    );
  const score = fc
    .record({ weight: fc.constantFrom(0, 30, 50, 100), other: expression, lower: fc.integer({ min: -2, max: 4 }) })
    .map(
      ({ weight, other, lower }) =>
        `other = ${other}\nscore t\n| 指标 | 权重 | 得分 | 下限 |\n| 一 | ${weight}% | x | ${lower} |\n| 二 | ${100 - weight}% | other | |`,
    );
  const exception = fc
    .record({ condition, value: fc.oneof(number, expression) })
    .map(({ condition, value }) => `except when ${condition}\n  t = ${value}`);
  const grade = fc
    .record({ cut: number, over: fc.boolean() })
    .map(
      ({ cut, over }) => `choice g: C, B, A\ng = if t >= ${cut} then A else if t ${over ? ">" : "<"} 0 then B else C`,
    );
  fc.assert(
    fc.property(
      fc.record({
        x: fc.oneof(figure, expression),
        rule: fc.oneof(tiers, curve, score),
        exception: fc.option(exception, { nil: "" }),
        last: fc.oneof(fc.constant("y = t"), fc.constant("y = t * b - a"), grade),
        ...claims,
      }),
      ({ x, rule, exception, last, name, never }) => {
        const shown = last.startsWith("choice") ? `${last}\noutput g` : `${last}\noutput y shown 2 decimals`;
        const rules = ["input a, b", `x = ${x}`, rule, exception, shown, "output z = a + b"].filter(
          (line) => line !== "",
        );
        agreesWithTrying(rules.join("\n"), name, never, last.startsWith("choice") ? "g" : "y");
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);

test("whether a table over what is computed leaves anything out, or holds it twice", () => {
  fc.assert(
    fc.property(fc.record({ x: expression, table: tables(number), extra: fc.boolean() }), ({ x, table, extra }) => {
      const wide = table.includes("| x | b |");
      const twice = extra ? `\n| [2 .. 4] | ${wide ? "- | " : ""}9 |` : "";
      const { diagnostics, reference } = decided(`input a, b\nx = ${x}\n${table}${twice}\noutput t\noutput z = a + b`);
      const errors = new Set(
        allRows().flatMap((row) => {
          const outcome = reference.value("t", row);
          return isRowError(outcome) ? [outcome.code] : [];
        }),
      );
      const codes = new Set(diagnostics.map(({ code }) => code));
      for (const [error, found, undecided] of [
        ["no-row-matches", "table-gap", "table-undecided"],
        ["several-rows-match", "table-overlap", "table-overlap-undecided"],
      ] as const) {
        if (codes.has(found)) expect(errors).toContain(error);
        if (errors.has(error)) expect(codes.has(found) || codes.has(undecided), `${x}\n${table}${twice}`).toBe(true);
      }
    }),
    { numRuns: RUNS },
  );
}, 600_000);

test("whether a condition holds", () => {
  fc.assert(
    fc.property(fc.record({ x: expression, condition }), ({ x, condition }) => {
      const { program, assertions, diagnostics, reference } = decided(
        `input a, b\nx = ${x}\noutput y = x shown 2 decimals\noutput z = a + b\nassert ${condition} or x > 2`,
      );
      const [assertion] = program.assertions;
      if (assertion?.kind !== "condition") throw new Error("no assertion");
      const fails = (row: AgentMonth): boolean => reference.evaluate(assertion.condition, row) === false;
      expect(assertions[0]?.status).toBe(allRows().some(fails) ? "refuted" : "proven");
      const found = diagnostics.find(({ code }) => code === "assertion-refuted");
      const inputs = [...(found?.witness?.inputs ?? [])].map(([name, value]) => [name, Number(value)]);
      if (found) expect(fails(agentMonth(Object.fromEntries(inputs)))).toBe(true);
    }),
    { numRuns: RUNS },
  );
}, 600_000);
