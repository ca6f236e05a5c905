import type { Term, TypedTest } from "../ir/term.ts";
import { abs, min, type Rational, subtract, ZERO } from "../values/rational.ts";

/**
 * How far a number that fails the test is from the nearest that passes, never negative; 0 where only
 * the open end keeps it out. `undefined` where it passes already or the test leaves no single answer.
 */
export function distanceTo(
  test: TypedTest,
  value: Rational,
  boundValue: (bound: Term) => Rational | undefined,
): Rational | undefined {
  switch (test.kind) {
    case "any":
      return undefined;
    case "compare": {
      const bound = boundValue(test.bound);
      return bound && (test.operator === "!=" ? ZERO : abs(subtract(value, bound)));
    }
    case "range":
      return nearest([test.lower, test.upper].map((end) => endDistance(end, value, boundValue)));
    case "one-of":
      return nearest(test.tests.map((part) => distanceTo(part, value, boundValue)));
    case "not":
      // Outside an interval the way leads over its nearer end, as it does from outside into it.
      return test.test.kind === "range" || test.test.kind === "compare"
        ? distanceTo(test.test, value, boundValue)
        : undefined;
  }
}

function endDistance(
  end: Term,
  value: Rational,
  boundValue: (bound: Term) => Rational | undefined,
): Rational | undefined {
  const bound = boundValue(end);
  return bound && abs(subtract(value, bound));
}

function nearest([first, ...rest]: readonly (Rational | undefined)[]): Rational | undefined {
  return rest.reduce((best, each) => best && each && min(best, each), first);
}
