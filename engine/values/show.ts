/** Values as text: for people (`showValue`), for machines (`plainText`) and without any loss (`exactText`). */
import type { Language } from "../diagnostics/localized.ts";
import { decimalsOf, multiply, type Rational, rational, roundTo, toExact, toFixed } from "./rational.ts";
import type { Type } from "./type.ts";
import { baseUnit, formatUnit, sameUnit } from "./unit.ts";
import type { Value } from "./value.ts";

export interface ShowOptions {
  /**
   * Decimals of the number meant, so that 4 shows 0.9375 as 93.75%. Absent: as many as the value has,
   * for money at least two.
   */
  readonly decimals?: number | undefined;
  /** Base unit of money, such as CNY; absent where nothing is to be shown as money. */
  readonly currency?: string | undefined;
  /** Whether the unit follows the number; true by default. A percentage keeps its sign in any case. */
  readonly unit?: boolean;
  /** For yes and no; Chinese by default. */
  readonly language?: Language;
}

/** More decimals than this are cut to `CUT_DECIMALS`, and the cut is marked with an ellipsis. */
const MOST_DECIMALS = 12;
const CUT_DECIMALS = 6;
const MONEY_DECIMALS = 2;
const HUNDRED = rational(100);
const TRUTHS = { zh: ["否", "是"], en: ["no", "yes"] } as const;

/** Whether values of the type are amounts of the currency, and not, say, a rate in CNY/人. */
export const isMoney = (type: Type, currency: string | undefined): boolean =>
  type.kind === "number" && currency !== undefined && sameUnit(type.unit, baseUnit(currency));

/** `93.75%`, `556.00 CNY`, `45 户`, `0.333333…`, `是`. */
export function showValue(value: Value, type: Type, options: ShowOptions = {}): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return TRUTHS[options.language ?? "zh"][value ? 1 : 0];
  const { decimals } = options;
  if (type.kind === "number" && type.percent) return `${showPercentage(value, decimals)}%`;
  const number = showNumber(value, decimals, isMoney(type, options.currency) ? MONEY_DECIMALS : 0);
  const unit = type.kind === "number" && options.unit !== false ? formatUnit(type.unit) : "";
  return unit === "" ? number : `${number} ${unit}`;
}

/** Rounding comes before the sign, so that the percentage shown is the number shown times 100. */
function showPercentage(value: Rational, decimals: number | undefined): string {
  if (decimals === undefined) return showNumber(multiply(value, HUNDRED), undefined, 0);
  return toFixed(multiply(roundTo(value, decimals), HUNDRED), Math.max(0, decimals - 2));
}

function showNumber(value: Rational, decimals: number | undefined, leastDecimals: number): string {
  if (decimals !== undefined) return toFixed(value, decimals);
  const needed = decimalsOf(value);
  if (needed === undefined || needed > MOST_DECIMALS) return `${toFixed(value, CUT_DECIMALS)}…`;
  return toFixed(value, Math.max(needed, leastDecimals));
}

/**
 * A plain decimal without unit or sign of percentage, as files carry it: a ratio of 60% is `0.6`. With
 * `decimals`, exactly so many; money has two, or more where it would lose any; other numbers have no
 * trailing zeros and, where they do not end, are written `n/d`.
 */
export function plainText(value: Value, type: Type, { decimals, currency }: ShowOptions = {}): string {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (decimals !== undefined) return toFixed(value, decimals);
  const needed = decimalsOf(value);
  return needed !== undefined && isMoney(type, currency)
    ? toFixed(value, Math.max(needed, MONEY_DECIMALS))
    : toExact(value);
}

/** The value without any loss: `0.6`, `1/3`, `true`, a text as it is. */
export const exactText = (value: Value): string =>
  typeof value === "string" || typeof value === "boolean" ? String(value) : toExact(value);
