import { dayText } from "../columns/day.ts";
import { type Rational, rational } from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import type { Outcome, Value } from "../values/value.ts";
import type { ColumnSum } from "./column-sum.ts";
import type { Cells } from "./store.ts";

/** Integers of every row, or the one that all rows have. */
export type Numbers = Cells | number;

/** The values of every row; unspecified where the row has none. */
export type ResultValues =
  | NumberValues
  /** A choice's place in its type's values; a date as days since 1970-01-01. */
  | { readonly kind: "code"; readonly codes: Numbers }
  /** 1 or 0. */
  | { readonly kind: "truth"; readonly holds: Numbers }
  | { readonly kind: "text"; readonly codes: Numbers; readonly texts: readonly string[] };

/** Numerators over positive denominators, not in lowest terms. */
export interface NumberValues {
  readonly kind: "number";
  readonly numerators: Numbers;
  readonly denominators: Numbers;
  /** Where these are not below 2^53: what their doubles miss of the integers. */
  readonly rests?: { readonly numerators: Numbers; readonly denominators: Numbers };
}

/** What one name holds in every row of the population. */
export interface ResultColumn {
  readonly name: string;
  readonly type: Type;
  readonly length: number;
  /** The value of the row, or the row error that keeps it from having one: what the reference says, exactly. */
  at(row: number): Outcome;
  /** For whoever reads many: arrays, valid where `missing` is 0 and `aside` has no entry. Not to be written to. */
  readonly values: ResultValues;
  /** Not 0 where the row has no value, unless `aside` has one. */
  readonly missing: Numbers;
  /** Values that `values` cannot hold exactly. */
  readonly aside: ReadonlyMap<number, Value>;
  /** The numerators of all rows that have a value, and how many these are; absent or `undefined` where only reading them tells. */
  readonly sum?: () => ColumnSum | undefined;
}

/** What a column holds, without the means to ask the reference: plain data that may cross between threads. */
export type ColumnData = Pick<ResultColumn, "name" | "type" | "values" | "missing" | "aside">;

/** Some rows of a column, in the order given, in arrays of their own. */
export function rowsOf({ name, type, values, missing, aside }: ColumnData, rows: Int32Array): ColumnData {
  const pick = (numbers: Numbers): Numbers => {
    if (typeof numbers === "number") return numbers;
    const picked = numbers.slice(0, rows.length);
    for (let at = 0; at < rows.length; at += 1) picked[at] = numbers[rows[at] ?? 0] ?? 0;
    return picked;
  };
  const held = new Map<number, Value>();
  if (aside.size > 0) {
    for (const [at, row] of rows.entries()) {
      const value = aside.get(row);
      if (value !== undefined) held.set(at, value);
    }
  }
  return { name, type, values: copyOf(values, pick), missing: pick(missing), aside: held };
}

export const numberAt = (numbers: Numbers, row: number): number =>
  typeof numbers === "number" ? numbers : (numbers[row] ?? 0);

export function exactAt({ numerators, denominators, rests }: NumberValues, row: number): Rational {
  const [numerator, denominator] = [numberAt(numerators, row), numberAt(denominators, row)];
  if (!rests) return rational(numerator, denominator);
  const whole = (number: number, rest: Numbers): bigint => BigInt(number) + BigInt(numberAt(rest, row));
  return rational(whole(numerator, rests.numerators), whole(denominator, rests.denominators));
}

/** The value that the arrays hold for a row. */
export function valueAt(values: ResultValues, type: Type, row: number): Value {
  switch (values.kind) {
    case "number":
      return exactAt(values, row);
    case "truth":
      return numberAt(values.holds, row) === 1;
    case "text":
      return values.texts[numberAt(values.codes, row)] ?? "";
    case "code": {
      const code = numberAt(values.codes, row);
      return type.kind === "choice" ? (type.values[code] ?? "") : dayText(code);
    }
  }
}

/** A copy that stays as it is, whatever is computed next. */
export function keep(column: ResultColumn): ResultColumn {
  const copy = (numbers: Numbers): Numbers => (typeof numbers === "number" ? numbers : numbers.slice());
  const { name, type, length } = column;
  const values = copyOf(column.values, copy);
  const missing = copy(column.missing);
  const aside = new Map(column.aside);
  return {
    name,
    type,
    length,
    values,
    missing,
    aside,
    at(row) {
      const held = aside.get(row);
      if (held !== undefined) return held;
      return numberAt(missing, row) === 0 ? valueAt(values, type, row) : column.at(row);
    },
  };
}

type FractionParts = Pick<NumberValues, "numerators" | "denominators">;
const copyOfParts = (
  { numerators, denominators }: FractionParts,
  copy: (numbers: Numbers) => Numbers,
): FractionParts => ({ numerators: copy(numerators), denominators: copy(denominators) });

function copyOf(values: ResultValues, copy: (numbers: Numbers) => Numbers): ResultValues {
  switch (values.kind) {
    case "number":
      return {
        ...values,
        ...copyOfParts(values, copy),
        ...(values.rests && { rests: copyOfParts(values.rests, copy) }),
      };
    case "truth":
      return { ...values, holds: copy(values.holds) };
    case "code":
    case "text":
      return { ...values, codes: copy(values.codes) };
  }
}
