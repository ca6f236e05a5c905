import {
  type Catalogue,
  divide,
  multiply,
  ONE,
  parseDecimal,
  type Rational,
  rational,
  sameUnit,
  type Type,
  toExact,
} from "../../engine/index.ts";

/** How many of the metric's own unit one of the written is. */
export type Units = ReadonlyMap<string, Rational>;

/** Hours, minutes and seconds, as 0:02:23. */
export const CLOCK = "h:mm:ss";
const HUNDREDTH = rational(1, 100);
const SECOND = "秒";
const CLOCK_TEXT = /^(\d{1,4}):([0-5]?\d):([0-5]?\d)$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/**
 * The units in which a file may give a metric, the metric's own first; empty where only one way of writing it makes
 * sense. A percentage is `%` (85 is 85%) or `1` (0.85 is 85%); with a sign it is the same in both.
 */
export function unitsFor({ type }: { readonly type: Type }, { units, conversions }: Catalogue): Units {
  if (type.kind !== "number") return new Map();
  if (type.percent)
    return new Map([
      ["1", ONE],
      ["%", HUNDREDTH],
    ]);
  const found = new Map<string, Rational>();
  for (const { word, unit, factor } of units.values()) if (sameUnit(unit, type.unit)) found.set(word, factor);
  const queue = [...found];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [word, factor] = next;
    const name = units.get(word)?.unit[0]?.[0] ?? word;
    for (const { from, to, factor: each } of conversions) {
      const step: [string, Rational] | undefined =
        to === name ? [from, multiply(factor, each)] : from === name ? [to, divide(factor, each)] : undefined;
      if (!step || found.has(step[0])) continue;
      found.set(...step);
      queue.push(step);
    }
  }
  const second = found.get(SECOND);
  if (second) found.set(CLOCK, second);
  return found;
}

/** The metric's own unit; `undefined` where there is no other, so that nothing has to be said. */
export function ownUnit(units: Units): string | undefined {
  const own = [...units].find(([, factor]) => isOne(factor))?.[0];
  return [...units.values()].every(isOne) ? undefined : own;
}

const isOne = ({ numerator, denominator }: Rational): boolean => numerator === denominator;

export const isClock = (text: string): boolean => CLOCK_TEXT.test(text.normalize("NFKC").trim());

/** A cell in the metric's own unit; what is no number as it is, so that its fault is told by who reads it. */
export function inOwnUnit(text: string, unit: string | undefined, units: Units): string {
  const factor = unit === undefined ? undefined : units.get(unit);
  if (factor === undefined || unit === undefined) return text;
  const plain = text.normalize("NFKC").trim();
  if (plain === "" || plain.endsWith("%")) return text;
  if (unit === CLOCK) {
    const match = CLOCK_TEXT.exec(plain);
    if (!match) return text;
    const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(Number);
    return toExact(multiply(rational(hours * 3600 + minutes * 60 + seconds), factor));
  }
  if (isOne(factor)) return text;
  // As long as a file could be: the reader of the cell refuses it with its own words.
  if (plain.length > 64) return text;
  const number = parseDecimal(GROUPED.test(plain) ? plain.replaceAll(",", "") : plain);
  return number === undefined ? text : toExact(multiply(number, factor));
}
