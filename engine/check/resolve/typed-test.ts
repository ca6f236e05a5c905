import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Term, TypedTest } from "../../ir/term.ts";
import { compareValues } from "../../reference/compare-values.ts";
import type { Expression, RangeTest, Test } from "../../syntax/ast.ts";
import type { Rational } from "../../values/rational.ts";
import { PLAIN_NUMBER, type Type } from "../../values/type.ts";
import type { Fitting } from "./fitting.ts";

/** Tests hold expressions and expressions hold tests: what types the former is handed in. */
interface ExpressionTyping {
  readonly fitting: Fitting;
  value(expression: Expression, type: Type, scale: Rational): Term;
  isBareWord(expression: Expression): boolean;
}

/** A test against values of `type`; a bare number takes its unit, `scale` of it where a header says 万元. */
export function typeTest(test: Test, type: Type, scale: Rational, typing: ExpressionTyping): TypedTest {
  const { span } = test;
  switch (test.kind) {
    case "any":
      return { kind: "any", span };
    case "compare":
      return { kind: "compare", operator: test.operator, bound: typeBound(test.bound, type, scale, typing), span };
    case "range": {
      const [lower, upper] = [typing.value(test.lower, type, scale), typing.value(test.upper, type, scale)];
      if (type.kind === "truth" || type.kind === "text") typing.fitting.mismatch(lower, PLAIN_NUMBER);
      else if (isEmpty(test, lower, upper, type)) {
        typing.fitting.report(diagnostic("range-empty", span, { range: typing.fitting.source(span) }));
        return { kind: "compare", operator: "=", bound: typing.fitting.broken(span), span };
      }
      return {
        kind: "range",
        lower,
        lowerIncluded: test.lowerIncluded,
        upper,
        upperIncluded: test.upperIncluded,
        span,
      };
    }
    case "one-of":
      return { kind: "one-of", tests: test.tests.map((part) => typeTest(part, type, scale, typing)), span };
    case "not":
      return { kind: "not", test: typeTest(test.test, type, scale, typing), span };
  }
}

/** Beside what is not understood a bare word may be a value of its choice: no second finding for it. */
function typeBound(expression: Expression, type: Type, scale: Rational, typing: ExpressionTyping): Term {
  const unclear = type.kind === "unknown" && typing.isBareWord(expression);
  return unclear ? typing.fitting.broken(expression.span) : typing.value(expression, type, scale);
}

/** Whether no value lies between the two ends, as far as they are written out. */
function isEmpty({ lowerIncluded, upperIncluded }: RangeTest, lower: Term, upper: Term, type: Type): boolean {
  if (lower.kind !== "literal" || upper.kind !== "literal") return false;
  const order = compareValues(lower.value, upper.value, type);
  return order > 0 || (order === 0 && !(lowerIncluded && upperIncluded));
}
