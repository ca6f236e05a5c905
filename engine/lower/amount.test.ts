import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgentMonth } from "../ir/program.ts";
import { catalogue } from "../testing/catalogue.ts";
import { documentOf } from "../testing/generate-scheme.ts";
import { programOf } from "../testing/program-of.ts";
import { rational } from "../values/rational.ts";
import { declaredGround } from "./ground.ts";
import { lower } from "./lower.ts";
import { agreementOf } from "./testing/agreement.ts";
import { groundOfRows } from "./testing/ground-of-rows.ts";
import type { Whole } from "./whole.ts";

const MODES = ["round", "floor", "ceil"].flatMap((mode) => [-2, 0, 2].map((places) => `${mode}(x, ${places})`));
const rounded = (term: string) =>
  programOf(
    documentOf([
      "input 比值 default 0",
      "input 净增 default 1",
      "input 人数 default 0",
      `x = ${term}`,
      ...MODES.map((mode, at) => `output r${at} = ${mode}`),
    ]),
    catalogue,
  );

/** Halves, thirds, hundreds and their neighbours, of both signs. */
const figures = fc.integer({ min: -2_000, max: 2_000 }).map((units) => rational(units, 8));
const rows = fc.array(fc.tuple(figures, fc.integer({ min: -6, max: 6 }), fc.integer({ min: 0, max: 9 })), {
  minLength: 1,
  maxLength: 12,
});

describe("rounding in whole numbers is rounding", () => {
  test.each([
    "比值",
    "比值 / 3",
    "比值 * 100 + 净增 / 7",
    "if 净增 != 0 then 比值 / 净增 else 比值",
    "(if 净增 != 0 then 比值 / 净增 else 0) + 净增 * 50",
    "(if 人数 > 0 人 then 净增 / (人数 / 1 人) else 0) + (if 净增 != 0 then 比值 / 净增 else 1/3)",
    "max(比值 / 3, min(净增, 2.5)) - abs(净增 / 4)",
  ])("%s", (term) => {
    const program = rounded(term);
    fc.assert(
      fc.property(rows, (list) => {
        const history = list.map(
          ([ratio, growth, people], at): AgentMonth => ({
            agent: `E${at}`,
            month: "2026-01",
            values: new Map([
              ["比值", ratio],
              ["净增", rational(growth)],
              ["人数", rational(people)],
            ]),
          }),
        );
        const { differences, beyond } = agreementOf(program, history, groundOfRows(history, catalogue));
        expect({ differences, beyond }).toEqual({ differences: [], beyond: [] });
      }),
      { numRuns: 40 },
    );
  });
});

describe("numbers stay small", () => {
  const numeratorOf = (...statements: string[]): Whole => {
    const { steps } = lower(programOf(documentOf(statements), catalogue), declaredGround(catalogue));
    const step = steps.find(({ name }) => name === "x");
    if (step?.kind !== "row" || step.value.kind !== "number") throw new RangeError("x is no number");
    return step.value.numerator;
  };

  test("what is whole already is not multiplied by a quotient's denominator", () => {
    const { greatest } = numeratorOf(
      "input 金额 default 0",
      "input 人数 default 0",
      "output x = round(金额 * 3 + (if 人数 > 0 人 then 金额 / (人数 / 1 人) else 0), 2)",
    );
    // Four times the largest amount in fen, and not that times the number of people.
    expect(greatest).toBeLessThan(5n * 10n ** 11n);
  });

  test("a quotient within limits is known to be within them", () => {
    const { least, greatest } = numeratorOf(
      "input 金额 default 0",
      "input 人数 default 0",
      "output x = round(clamp(if 人数 > 0 人 then 金额 / (人数 * 7 CNY/人) else 0, 0, 120), 2)",
    );
    expect([least, greatest]).toEqual([0n, 12_000n]);
  });
});
