/**
 * What json-rules-engine compares with: the six comparisons of the language over exact values. A
 * condition's left side is always a fact; its right side is another fact or a constant as JSON
 * carries it (`"60%"`, `"400 CNY"`, `"外呼专员"`, `true`). Rules exported as JSON need these and no more.
 */
import type { ComparisonOperator } from "../syntax/ast.ts";
import { compare, divide, parseDecimal, type Rational, rational } from "../values/rational.ts";
import { exactText } from "../values/show.ts";
import { isRowError, type Outcome, type RowError, type Value } from "../values/value.ts";

/** What a fact yields; it never throws, because a throwing fact rejects the run of all rules. */
export type Fact = KnownFact | { readonly error: RowError };
interface KnownFact {
  readonly ok: true;
  readonly value: Value;
  /** Results of a run hold facts; whoever writes them as JSON meets a bigint without this. */
  toJSON(): string;
}

export const toFact = (outcome: Outcome): Fact =>
  Object.freeze(
    isRowError(outcome) ? { error: outcome } : { ok: true, value: outcome, toJSON: () => exactText(outcome) },
  );

const NUMBER = /^([+-]?[\d.]+)(?:\/(\d+))?(%?)(?: .*)?$/;

/** The number of a constant; its unit is that of the fact it stands beside, as the checker has proven. */
export function readConstant(text: string): Rational {
  const [, digits = "", denominator = "1", percent] = NUMBER.exec(text) ?? [];
  const number = parseDecimal(digits);
  if (number === undefined) throw new Error(`a rule compares with "${text}", which is no number`);
  return divide(number, rational(BigInt(denominator) * (percent ? 100n : 1n)));
}

/** True where the order of the two sides, as a sign, satisfies the operator. */
export const HOLDS: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

export interface NamedOperator {
  readonly name: ComparisonOperator;
  readonly evaluate: (left: Fact, right: Fact | string | boolean) => boolean;
}

/** The operators for one engine; each constant is parsed once. An operator on an error is false. */
export function createOperators(): readonly NamedOperator[] {
  const numbers = new Map<string, Rational>();
  const numberOf = (text: string): Rational => {
    const known = numbers.get(text) ?? readConstant(text);
    numbers.set(text, known);
    return known;
  };

  const order = (left: Value, right: Value): number => {
    if (typeof left === "object") return compare(left, typeof right === "object" ? right : numberOf(String(right)));
    return left === right ? 0 : left < right ? -1 : 1;
  };

  return Object.entries(HOLDS).map(([name, holds]) => ({
    name: name as ComparisonOperator,
    evaluate(left, right) {
      if (!("ok" in left)) return false;
      if (typeof right !== "object") return holds(order(left.value, right));
      return "ok" in right && holds(order(left.value, right.value));
    },
  }));
}
