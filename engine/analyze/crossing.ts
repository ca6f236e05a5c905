/** Finds two neighbouring values of a figure between which a rule changes its answer. */
import type { Domain } from "../check/prove/domain.ts";
import type { Bound } from "../check/prove/range.ts";
import { compare, divide, isInteger, multiply, type Rational, rational, roundTo } from "../values/rational.ts";
import { isRational } from "../values/value.ts";

/** The values that a figure may have, each with its place in their order. */
export interface Scale {
  /** Absent where there is no end. */
  readonly first?: bigint;
  readonly last?: bigint;
  at(place: bigint): Rational;
  /** Of the value, or of the nearest below it. */
  placeOf(value: Rational): bigint;
}

/** A figure without a limit of decimals moves by millionths. */
const FINEST = rational(1, 1_000_000);

/** `undefined` for what is no number, or always the same. */
export function scaleOf(domain: Domain): Scale | undefined {
  if (domain.kind === "values") {
    const numbers = domain.values.filter(isRational);
    const [least] = numbers;
    if (!least || numbers.length < 2) return undefined;
    return {
      first: 0n,
      last: BigInt(numbers.length - 1),
      at: (place) => numbers[Number(place)] ?? least,
      placeOf: (value) =>
        BigInt(
          Math.max(
            0,
            numbers.findLastIndex((number) => compare(number, value) <= 0),
          ),
        ),
    };
  }
  const { lower, upper } = domain;
  const step = domain.step && compare(domain.step, FINEST) > 0 ? domain.step : FINEST;
  const first = lower && endPlace(lower, step, "ceil", 1n);
  const last = upper && endPlace(upper, step, "floor", -1n);
  return {
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    at: (place) => multiply(rational(place), step),
    placeOf: (value) => roundTo(divide(value, step), 0, "floor").numerator,
  };
}

/** The outermost place inside an end. */
function endPlace({ value, included }: Bound, step: Rational, mode: "floor" | "ceil", inwards: bigint): bigint {
  const quotient = divide(value, step);
  const place = roundTo(quotient, 0, mode).numerator;
  return isInteger(quotient) && !included ? place + inwards : place;
}

/** Whether a value lies above the edge; `undefined` where that cannot be told. */
export type IsAbove = (value: Rational) => boolean | undefined;

/** Neighbouring places, one on either side of the edge. */
export interface Crossing {
  readonly below: bigint;
  readonly above: bigint;
}

/** Steps away from where the search starts, doubled each time. */
const FARTHEST = 1n << 40n;

/**
 * The crossing nearest to where the search starts.
 *
 * @param guess where the edge itself may be
 */
export function crossingFrom(
  start: Rational,
  guess: Rational | undefined,
  scale: Scale,
  isAbove: IsAbove,
): Crossing | undefined {
  const { first, last } = scale;
  const clip = (place: bigint): bigint =>
    first !== undefined && place < first ? first : last !== undefined && place > last ? last : place;
  const answer = (place: bigint): boolean | undefined => (clip(place) === place ? isAbove(scale.at(place)) : undefined);
  if (guess) {
    const place = scale.placeOf(guess);
    for (const left of [place - 1n, place]) {
      const found = between(left, left + 1n, answer);
      if (found) return found;
    }
  }
  const origin = scale.placeOf(start);
  const here = answer(origin);
  if (here === undefined) return undefined;
  let [down, up] = [origin, origin];
  for (let distance = 1n; distance <= FARTHEST; distance *= 2n) {
    for (const direction of [1n, -1n]) {
      const from = direction > 0n ? up : down;
      const next = clip(origin + direction * distance);
      const there = next === from ? undefined : answer(next);
      if (there === undefined) continue;
      if (there !== here) return between(from, next, answer);
      if (direction > 0n) up = next;
      else down = next;
    }
  }
  return undefined;
}

/** Halves the stretch between two places with different answers until they are neighbours. */
function between(from: bigint, to: bigint, answer: (place: bigint) => boolean | undefined): Crossing | undefined {
  const [first, last] = [answer(from), answer(to)];
  if (first === undefined || last === undefined || first === last) return undefined;
  let [near, far] = [from, to];
  while (far - near > 1n || near - far > 1n) {
    const middle = (near + far) / 2n;
    const found = answer(middle);
    if (found === undefined) return undefined;
    if (found === first) near = middle;
    else far = middle;
  }
  return first ? { below: far, above: near } : { below: near, above: far };
}
