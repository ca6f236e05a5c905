import { negate, type Rational } from "../../../engine/index.ts";
import { formatUnitWord, groupDigits, withSign } from "../../i18n/format.ts";
import { decimalText } from "../../kernel/compare/amounts.ts";
import type { PopulationInfo, StudyLever } from "../../kernel/study/study-api.ts";
import { numberText, unitOf } from "../../kernel/what-if/lever-text.ts";

/** What the parts of the page have in common. */
export interface Shown {
  readonly info: PopulationInfo;
  /** What it is held against, in a word or two. */
  readonly base: string;
  readonly currency: string;
  /** For all the months together. */
  readonly budget: Rational | undefined;
}

/** `1,351,431`: to the unit of the currency, for charts and headlines. */
export const whole = (value: Rational): string => groupDigits(decimalText(value, 0));

/** `1,351,431.25` */
export const toFen = (value: Rational): string => groupDigits(decimalText(value, 2));

/** `+58,379.00`, `−58,379.00`, `0.00` */
export const signed = (value: Rational, decimals = 2): string => withSign(decimalText(value, decimals));

/** Without its sign, which a ▲ or ▼ beside it tells. */
export const sizeOf = (value: Rational): string => toFen(value.numerator < 0n ? negate(value) : value);

/** For marks in charts, never for figures that are read. */
export const mark = (value: Rational): number => Number(value.numerator) / Number(value.denominator);

/** `0.9%`, `500 元`, `1.2` */
export function leverValue(lever: Pick<StudyLever, "type">, value: Rational): string {
  const unit = formatUnitWord(unitOf(lever));
  const number = groupDigits(numberText(value, lever));
  return unit === "" ? number : unit === "%" ? `${number}%` : `${number} ${unit}`;
}
