/** The value of a param as it is written, and what typing another one makes of it. */
import {
  add,
  compare,
  divide,
  type Expression,
  multiply,
  type ParamStatement,
  parseDecimal,
  type Rational,
  rational,
  roundTo,
  subtract,
  toExact,
  type UnitExpression,
} from "../../engine/index.ts";

const WRITTEN = /^([-−－]?[\d０-９][\d０-９.．]*|[?？])(.*)$/s;
const GROUPED = /^[-−－+]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?=\D*$)/;
const BREAKS_LINE = /[\r\n|#｜＃"“”]/;

/** `20 CNY/人` as what is typed and the tail that stays; the tail of a percentage is its sign. */
export function valueParts(written: string): { readonly digits: string; readonly unit: string } {
  const [, digits, unit = ""] = WRITTEN.exec(written) ?? [];
  return digits === undefined ? { digits: written, unit: "" } : { digits, unit: unit.trim() };
}

/**
 * The value after something was typed in the place of its digits. A bare number keeps the unit or the
 * percent sign; what states its own takes the place of both.
 *
 * @returns `undefined` for what cannot stand there
 */
export function typeValue(written: string, typed: string): string | undefined {
  const text = typed.trim().replace(GROUPED, (digits) => digits.replaceAll(/[,，]/g, ""));
  if (text === "" || BREAKS_LINE.test(text)) return undefined;
  const [, , tail = ""] = WRITTEN.exec(written) ?? [];
  return /^[-−－]?[\d０-９]*[.．]?[\d０-９]+$/.test(text) ? text + tail : text;
}

/** Places of a slider: whole steps from the lower end of the range. */
export interface Scale {
  readonly lower: Rational;
  readonly upper: Rational;
  readonly step: Rational;
  /** The last place. */
  readonly places: number;
  /** In a percentage; texts then are hundred times the value. */
  readonly percent: boolean;
}

const HUNDRED = rational(100);
/** About so many places where the param states no step. */
const PLACES = 100n;

/** `undefined` where there is no range, or an end of it is no plain number. */
export function scaleOf({ value, range, step }: ParamStatement): Scale | undefined {
  const [lower, upper] = [numberIn(range?.lower, value), numberIn(range?.upper, value)];
  if (!lower || !upper || compare(lower, upper) >= 0) return undefined;
  const percent = value.kind === "number" ? value.percent : range?.upper.kind === "number" && range.upper.percent;
  const own = value.kind === "number" ? value.value : lower;
  const each = numberIn(step, value) ?? stepOf(subtract(upper, lower), percent ? multiply(own, HUNDRED) : own, percent);
  const places = Number(roundTo(divide(subtract(upper, lower), each), 0, "floor").numerator);
  return places > 0 ? { lower, upper, step: each, places, percent } : undefined;
}

/** `undefined` where it is no plain number in the unit of the value: another one would need the catalogue. */
function numberIn(expression: Expression | undefined, value: Expression): Rational | undefined {
  if (expression?.kind !== "number") return undefined;
  const names = (unit: UnitExpression | undefined): string => unit?.factors.map(({ unit }) => unit.name).join() ?? "";
  const own = value.kind === "number" || value.kind === "hole" ? value.unit : undefined;
  return !expression.unit || names(expression.unit) === names(own) ? expression.value : undefined;
}

/** 1, 2 or 5 times a power of ten, about a hundredth of the range, and no finer than the value is written. */
function stepOf(width: Rational, shown: Rational, percent: boolean): Rational {
  const decimals = /\.(\d+)$/.exec(toExact(shown))?.[1]?.length ?? 0;
  const finest = rational(1n, 10n ** BigInt(decimals + (percent ? 2 : 0)));
  let step = finest;
  for (const times of endlessly([2, 5, 10])) {
    const next = multiply(finest, rational(times));
    if (compare(multiply(next, rational(PLACES)), width) > 0) break;
    step = next;
  }
  return step;
}

/** 2, 5, 10, 20, 50, … */
function* endlessly(factors: readonly bigint[] | readonly number[]): Generator<bigint> {
  for (let power = 1n; power < 10n ** 15n; power *= 10n) for (const factor of factors) yield BigInt(factor) * power;
}

/** Where a value stands, from 0 to 1; for drawing. */
export function shareOf({ lower, upper }: Scale, value: Rational): number {
  const share = divide(subtract(value, lower), subtract(upper, lower));
  return Math.min(1, Math.max(0, Number(share.numerator) / Number(share.denominator)));
}

/** The nearest place. */
export const placeOf = ({ lower, step, places }: Scale, value: Rational): number =>
  Math.min(places, Math.max(0, Number(roundTo(divide(subtract(value, lower), step), 0).numerator)));

/** What to type for a place. */
export const textAt = (scale: Scale, place: number): string =>
  textOf(scale, add(scale.lower, multiply(scale.step, rational(place))));

/** What to type for so many steps up from a value, or down, within the range. */
export function textMoved(scale: Scale, value: Rational, steps: number): string {
  const moved = add(value, multiply(scale.step, rational(steps)));
  const { lower, upper } = scale;
  return textOf(scale, compare(moved, lower) < 0 ? lower : compare(moved, upper) > 0 ? upper : moved);
}

export const textOf = ({ percent }: Pick<Scale, "percent">, value: Rational): string =>
  toExact(percent ? multiply(value, HUNDRED) : value);

/** The number that digits stand for. */
export function numberOf({ percent }: Pick<Scale, "percent">, digits: string): Rational | undefined {
  const value = parseDecimal(digits.normalize("NFKC").replaceAll(/[,，]/g, "").replace("−", "-"));
  return value && percent ? divide(value, HUNDRED) : value;
}
