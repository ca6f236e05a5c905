import type { Span } from "../source/span.ts";
import type { Expression, RangeTest, Test } from "../syntax/ast.ts";
import { compare, equal, type Rational, toExact } from "../values/rational.ts";
import type { Permitted } from "./metric.ts";

/** What a cell 允许值 says: values of a number, or the names of a choice. */
export type PermittedCell =
  | { readonly kind: "numbers"; readonly permitted: Permitted }
  | { readonly kind: "names"; readonly names: readonly { readonly name: string; readonly span: Span }[] };

/** `[0 .. 100]`, `>= 0`, `60, 80, 100` or names; `undefined` for what is none of these. */
export function permittedOf(test: Test): PermittedCell | undefined {
  if (test.kind === "range") return rangeOf(test);
  if (test.kind === "compare" && test.explicit) return boundOf(test.operator, test.bound);
  const tests = test.kind === "one-of" ? test.tests : [test];
  const values = tests.flatMap((one) => (one.kind === "compare" && !one.explicit ? [one.bound] : []));
  if (values.length < tests.length) return undefined;
  const numbers = values.flatMap((value) => numberOf(value) ?? []);
  if (numbers.length === values.length) return { kind: "numbers", permitted: { kind: "list", values: numbers } };
  const names = values.flatMap((value) => (value.kind === "name" ? [value] : []));
  return names.length === values.length ? { kind: "names", names } : undefined;
}

/** The column 单位 gives the unit, so a number here has none. */
const numberOf = (bound: Expression): Rational | undefined =>
  bound.kind === "number" && !bound.unit ? bound.value : undefined;

function rangeOf({ lower, upper, lowerIncluded, upperIncluded }: RangeTest): PermittedCell | undefined {
  const [from, to] = [numberOf(lower), numberOf(upper)];
  if (!from || !to) return undefined;
  const permitted: Permitted = { kind: "range", lower: from, lowerIncluded, upper: to, upperIncluded };
  return isEmptyRange(permitted) ? undefined : { kind: "numbers", permitted };
}

const isEmptyRange = ({ lower, upper, lowerIncluded, upperIncluded }: Permitted & { kind: "range" }): boolean => {
  if (!lower || !upper) return false;
  const order = compare(lower, upper);
  return order > 0 || (order === 0 && !(lowerIncluded && upperIncluded));
};

function boundOf(operator: string, bound: Expression): PermittedCell | undefined {
  const value = numberOf(bound);
  if (!value || operator === "!=") return undefined;
  if (operator === "=") return { kind: "numbers", permitted: { kind: "list", values: [value] } };
  const included = operator.endsWith("=");
  const ends = { lowerIncluded: included, upperIncluded: included };
  const range = operator.startsWith(">") ? { lower: value } : { upper: value };
  return { kind: "numbers", permitted: { kind: "range", ...range, ...ends } };
}

export function isPermitted(permitted: Permitted, value: Rational): boolean {
  if (permitted.kind === "list") return permitted.values.some((one) => equal(one, value));
  const { lower, upper, lowerIncluded, upperIncluded } = permitted;
  const above = lower === undefined || compare(value, lower) > (lowerIncluded ? -1 : 0);
  const below = upper === undefined || compare(value, upper) < (upperIncluded ? 1 : 0);
  return above && below;
}

/** `[0 .. 100]`, `>= 0`, `60, 80, 100`, as the catalogue writes it. */
export function describePermitted(permitted: Permitted, show: (value: Rational) => string = toExact): string {
  if (permitted.kind === "list") return permitted.values.map(show).join(", ");
  const { lower, upper, lowerIncluded, upperIncluded } = permitted;
  if (lower && upper) {
    return `${lowerIncluded ? "[" : "("}${show(lower)} .. ${show(upper)}${upperIncluded ? "]" : ")"}`;
  }
  if (lower) return `${lowerIncluded ? ">=" : ">"} ${show(lower)}`;
  return upper ? `${upperIncluded ? "<=" : "<"} ${show(upper)}` : "";
}
