/** A lever's value as it is written in its field: the number by itself, its unit beside it. */
import { divide, multiply, parseDecimal, type Rational, rational, showValue, ZERO } from "../../../engine/index.ts";
import type { StudyLever } from "../study/study-api.ts";

const HUNDRED = rational(100);

/** `%`, `CNY`, `户`; empty for a number without a unit. */
export const unitOf = ({ type }: Pick<StudyLever, "type">): string =>
  type.percent ? "%" : showValue(ZERO, type).replace(/^0 ?/, "");

/** `0.9` of 0.9%, `500`, `1.2`: without unit and thousands separators. */
export const numberText = (value: Rational, { type }: Pick<StudyLever, "type">): string =>
  showValue(type.percent ? multiply(value, HUNDRED) : value, { kind: "number", unit: [], percent: false });

/** What somebody typed into the field, with or without its unit; `undefined` where it is no number. */
export function readNumber(typed: string, lever: Pick<StudyLever, "type">): Rational | undefined {
  const unit = unitOf(lever);
  const plain = typed.normalize("NFKC").replaceAll("−", "-").replaceAll(/[,\s]/g, "");
  const bare = unit !== "" && plain.endsWith(unit) ? plain.slice(0, -unit.length) : plain;
  const value = bare.length > MOST_DIGITS ? undefined : parseDecimal(bare);
  return value && lever.type.percent ? divide(value, HUNDRED) : value;
}

const MOST_DIGITS = 40;
