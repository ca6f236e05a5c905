import fc from "fast-check";
import { expect, test } from "vitest";
import { add, rational, ZERO } from "../values/rational.ts";
import { QuotientSum } from "./quotient-sum.ts";

const quotient = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000 }));

test("quotients over many denominators are added up exactly, however large", () => {
  fc.assert(
    fc.property(fc.array(quotient, { maxLength: 40 }), (quotients) => {
      const sum = new QuotientSum();
      for (const [numerator, denominator] of quotients) sum.addQuotient(numerator, denominator);
      const expected = quotients.reduce((all, [n, d]) => add(all, rational(n, d)), ZERO);
      expect(sum.value).toEqual(expected);
    }),
  );
});
