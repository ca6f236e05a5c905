/**
 * Numbers that need not be whole, as sums of `factor · numerator / denominator`: the factor is known
 * beforehand, numerator and denominator are integers of the row. What has the same denominator is one
 * part, so that a part without a denominator stays apart from the quotients as long as it can: merged,
 * it would be multiplied by every denominator and outgrow the machine's numbers.
 */
import {
  abs,
  divide as divideRational,
  greatestCommonDivisor,
  multiply as multiplyRational,
  negate as negateRational,
  ONE,
  type Rational,
  type RoundingMode,
  rational,
  ZERO,
} from "../values/rational.ts";
import { bounds, ceilDivide, floorDivide, isNotNegative } from "./bounds.ts";
import { boundsUnder, decide } from "./facts.ts";
import type { Graph } from "./graph.ts";
import {
  absoluteRange,
  addRanges,
  hullOfRanges,
  maxOfRanges,
  meetOfRanges,
  minOfRanges,
  multiplyRanges,
  quotientRange,
  type Range,
  scaleRange,
} from "./range.ts";
import type { Flag, Whole } from "./whole.ts";

export interface Part {
  readonly factor: Rational;
  readonly numerator: Whole;
  /** Positive; absent where it is 1. */
  readonly denominator?: Whole;
  /** Where the part lies, where more is known of it than of numerator and denominator. */
  readonly range?: Range;
}

/** The sum of its parts, whose denominators differ; 0 has none. */
export type Amount = readonly Part[];

export const part = (factor: Rational, numerator: Whole, denominator?: Whole, range?: Range): Part => ({
  factor,
  numerator,
  ...(denominator && denominator.op !== "constant" && { denominator, ...(range && { range }) }),
});

/** Arithmetic over amounts in one graph. */
export class Amounts {
  readonly graph: Graph;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  constant(value: Rational): Amount {
    return value.numerator === 0n ? [] : [part(value, this.graph.one)];
  }

  /** An integer times a factor, over a positive integer. */
  of(numerator: Whole, factor: Rational = ONE, denominator?: Whole, range?: Range): Amount {
    const divisor = denominator?.op === "constant" ? denominator.value : 1n;
    return this.#normal([part(divideRational(factor, rational(divisor)), numerator, denominator, range)]);
  }

  /** The value, where it is known beforehand. */
  constantOf(amount: Amount): Rational | undefined {
    const [first, second] = amount;
    if (!first) return rational(0);
    return second || first.denominator || first.numerator !== this.graph.one ? undefined : first.factor;
  }

  add(a: Amount, b: Amount): Amount {
    const parts = [...a];
    for (const one of b) {
      const at = parts.findIndex(({ denominator }) => denominator === one.denominator);
      const same = parts[at];
      if (same) parts[at] = this.#sum(same, one);
      else parts.push(one);
    }
    return this.#normal(parts);
  }

  negate(a: Amount): Amount {
    return this.scale(a, negateRational(ONE));
  }

  subtract(a: Amount, b: Amount): Amount {
    return this.add(a, this.negate(b));
  }

  scale(a: Amount, factor: Rational): Amount {
    if (factor.numerator === 0n) return [];
    return a.map(({ factor: own, numerator, denominator, range }) =>
      part(multiplyRational(own, factor), numerator, denominator, range && scaleRange(range, factor)),
    );
  }

  multiply(a: Amount, b: Amount): Amount {
    const [x, y] = a.length > 1 && b.length > 1 ? [[this.combined(a)], [this.combined(b)]] : [a, b];
    return x.reduce<Amount>(
      (sum, one) => y.reduce<Amount>((inner, other) => this.add(inner, this.#product(one, other)), sum),
      [],
    );
  }

  /**
   * Where the divisor is 0 the result is unspecified; `zero` says where that is. Facts are conditions
   * known to hold.
   */
  divide(a: Amount, by: Amount, facts: readonly Flag[]): { quotient: Amount; zero: Flag } {
    const { graph } = this;
    const divisor = this.combined(by);
    const isZero = graph.equal(divisor.numerator, graph.zero);
    const zero = decide(isZero, facts, graph.conditionOf) === false ? graph.never : isZero;
    if (divisor.numerator.op === "constant" && divisor.numerator.value === 0n)
      return { quotient: [], zero: graph.always };
    const { sign, size } = this.#signAndSize(divisor.numerator, facts);
    const inverse = this.of(
      divisor.denominator ? graph.multiply(sign, divisor.denominator) : sign,
      divideRational(ONE, divisor.factor),
      size,
    );
    return { quotient: this.multiply(a, inverse), zero };
  }

  /** A divisor's sign, and its magnitude as a positive integer (1 where it is 0). */
  #signAndSize(divisor: Whole, facts: readonly Flag[]): { sign: Whole; size: Whole } {
    const { graph } = this;
    const within = boundsUnder(divisor, facts, graph.conditionOf);
    if (isNotNegative(within)) return { sign: graph.one, size: graph.max(divisor, graph.one) };
    const minus = graph.constant(-1n);
    if (within.greatest !== undefined && within.greatest <= 0n) {
      return { sign: minus, size: graph.max(graph.negate(divisor), graph.one) };
    }
    const sign = graph.choose(graph.less(divisor, graph.zero), minus, graph.one);
    return { sign, size: graph.max(graph.absolute(divisor), graph.one) };
  }

  // ── comparing and choosing ─────────────────────────────────────────────────────────────────────

  equal(a: Amount, b: Amount): Flag {
    const [left, right] = this.#crosswise(a, b);
    return this.graph.equal(left, right);
  }

  less(a: Amount, b: Amount): Flag {
    const [left, right] = this.#crosswise(a, b);
    return this.graph.less(left, right);
  }

  min(a: Amount, b: Amount): Amount {
    return this.#either(
      a,
      b,
      (x, y) => this.graph.min(x, y),
      () => this.less(a, b),
      minOfRanges,
    );
  }

  max(a: Amount, b: Amount): Amount {
    return this.#either(
      a,
      b,
      (x, y) => this.graph.max(x, y),
      () => this.less(b, a),
      maxOfRanges,
    );
  }

  /** The lesser or greater of two: of the numerators, where they can have one denominator. */
  #either(
    a: Amount,
    b: Amount,
    pick: (x: Whole, y: Whole) => Whole,
    isFirst: () => Flag,
    join: (x: Range, y: Range) => Range,
  ): Amount {
    const [x, y] = [this.combined(a), this.combined(b)];
    if (x.denominator && y.denominator && x.denominator !== y.denominator) return this.choose(isFirst(), a, b);
    const denominator = x.denominator ?? y.denominator;
    const lifted = (one: Part): Whole =>
      denominator && !one.denominator ? this.graph.multiply(one.numerator, denominator) : one.numerator;
    const { factor, left, right } = this.#onOneScale({ ...x, numerator: lifted(x) }, { ...y, numerator: lifted(y) });
    return this.of(pick(left, right), factor, denominator, join(this.rangeOf(a), this.rangeOf(b)));
  }

  choose(when: Flag, then: Amount, otherwise: Amount): Amount {
    const { graph } = this;
    if (when.op === "constant") return when.value ? then : otherwise;
    const [x, y] = [this.combined(then), this.combined(otherwise)];
    const { factor, left, right } = this.#onOneScale(x, y);
    const range = hullOfRanges(this.rangeOf(then), this.rangeOf(otherwise));
    if (x.denominator === y.denominator) {
      return this.of(graph.choose(when, left, right), factor, x.denominator, range);
    }
    // A constant can be put over the other's denominator, which is positive whichever is chosen.
    if (!x.denominator && y.denominator && left.op === "constant") {
      return this.of(graph.choose(when, graph.multiply(left, y.denominator), right), factor, y.denominator, range);
    }
    if (!y.denominator && x.denominator && right.op === "constant") {
      return this.of(graph.choose(when, left, graph.multiply(right, x.denominator)), factor, x.denominator, range);
    }
    const denominator = graph.choose(when, x.denominator ?? graph.one, y.denominator ?? graph.one);
    return this.of(graph.choose(when, left, right), factor, denominator, range);
  }

  /** The amounts as integers times one factor; undefined where one has a denominator. */
  aligned(amounts: readonly Amount[]): { factor: Rational; integers: readonly Whole[] } | undefined {
    const parts = amounts.map((amount) => this.combined(amount));
    if (parts.some(({ denominator }) => denominator)) return undefined;
    const factor = parts
      .filter(({ numerator }) => !isZero(numerator))
      .reduce<Rational | undefined>((common, one) => commonFactor(common ?? one.factor, one.factor), undefined);
    if (!factor) return { factor: ONE, integers: parts.map(({ numerator }) => numerator) };
    const onScale = { factor, numerator: this.graph.zero };
    return {
      factor,
      integers: parts.map(
        (one) => this.#onOneScale({ ...onScale, ...one }, { ...onScale, numerator: this.graph.one }).left,
      ),
    };
  }

  absolute(a: Amount): Amount {
    const { factor, numerator, denominator } = this.combined(a);
    return this.of(
      this.graph.absolute(numerator),
      factor.numerator < 0n ? negateRational(factor) : factor,
      denominator,
      absoluteRange(this.rangeOf(a)),
    );
  }

  // ── rounding ───────────────────────────────────────────────────────────────────────────────────

  /** To a whole number of `10^-decimals`. */
  round(a: Amount, decimals: number, mode: RoundingMode): Amount {
    const unit = decimals >= 0 ? rational(1n, 10n ** BigInt(decimals)) : rational(10n ** BigInt(-decimals));
    const scaled = this.scale(a, divideRational(ONE, unit));
    // What is whole already stays outside: floor(i + x) = i + floor(x).
    const isWhole = ({ factor, denominator }: Part): boolean => !denominator && factor.denominator === 1n;
    const whole = scaled.filter(isWhole);
    const rest = this.combined(scaled.filter((one) => !isWhole(one)));
    const outside = this.#integer(whole);
    const { graph } = this;
    const n = graph.times(rest.numerator, rest.factor.numerator);
    const d = graph.times(rest.denominator ?? graph.one, rest.factor.denominator);
    const rounded = (): Whole => {
      switch (mode) {
        case "floor":
          return graph.add(outside, graph.floorDivide(n, d));
        case "ceil":
          return graph.subtract(outside, graph.floorDivide(graph.negate(n), d));
        case "half-away":
          return this.#halfAway(outside, n, d);
      }
    };
    const { least, greatest } = this.rangeOf(scaled);
    return this.of(
      graph.within(
        rounded(),
        bounds(
          least && floorDivide(least.numerator, least.denominator),
          greatest && ceilDivide(greatest.numerator, greatest.denominator),
        ),
      ),
      unit,
    );
  }

  /**
   * `i + n/d` to the nearest integer. Rounding a half up gives u = i + ⌊(2n + d) / 2d⌋, and a half down
   * i + ⌊(2n + d − 1) / 2d⌋; they differ at exact halves only, which are below 0 where u is at most 0.
   */
  #halfAway(outside: Whole, n: Whole, d: Whole): Whole {
    const { graph } = this;
    if (d === graph.one) return graph.add(outside, n);
    const isEven = d.op === "constant" && d.value % 2n === 0n;
    const [dividend, divisor] = isEven
      ? [graph.add(n, graph.constant(d.value / 2n)), d]
      : [graph.add(graph.times(n, 2n), d), graph.times(d, 2n)];
    const up = graph.add(outside, graph.floorDivide(dividend, divisor));
    const hasNoHalves = d.op === "constant" && !isEven;
    if (hasNoHalves || (isNotNegative(n) && isNotNegative(outside))) return up;
    const less = graph.subtract(dividend, graph.one);
    const down = graph.add(outside, graph.floorDivide(less, divisor));
    return graph.choose(graph.less(up, graph.one), down, up);
  }

  /** The sum of parts that are integers. */
  #integer(parts: Amount): Whole {
    return parts.reduce(
      (sum, { factor, numerator }) => this.graph.add(sum, this.graph.times(numerator, factor.numerator)),
      this.graph.zero,
    );
  }

  // ── one fraction ───────────────────────────────────────────────────────────────────────────────

  /** The amount as one fraction. */
  combined(a: Amount): Part {
    const { graph } = this;
    const [first, ...rest] = a;
    if (!first) return part(ONE, graph.zero);
    return rest.reduce((sum, one) => {
      const over = (x: Part, other: Part): Part =>
        part(x.factor, graph.multiply(x.numerator, other.denominator ?? graph.one));
      const { factor, numerator } = this.#sum(over(sum, one), over(one, sum));
      const range = addRanges(rangeOfPart(sum), rangeOfPart(one));
      return part(factor, numerator, this.#common(sum.denominator, one.denominator), range);
    }, first);
  }

  #common(a: Whole | undefined, b: Whole | undefined): Whole | undefined {
    return a && b ? this.graph.multiply(a, b) : (a ?? b);
  }

  /** Numerator and denominator as integers without a factor. */
  fraction(a: Amount): { numerator: Whole; denominator: Whole } {
    const { factor, numerator, denominator } = this.combined(a);
    return {
      numerator: this.graph.times(numerator, factor.numerator),
      denominator: this.graph.times(denominator ?? this.graph.one, factor.denominator),
    };
  }

  /** Two integers that compare as the amounts do. */
  #crosswise(a: Amount, b: Amount): [Whole, Whole] {
    const { graph } = this;
    const [x, y] = [this.combined(a), this.combined(b)];
    const { left, right } = this.#onOneScale(x, y);
    if (x.denominator === y.denominator) return [left, right];
    return [graph.multiply(left, y.denominator ?? graph.one), graph.multiply(right, x.denominator ?? graph.one)];
  }

  #onOneScale(x: Part, y: Part): { factor: Rational; left: Whole; right: Whole } {
    const common = isZero(x.numerator) ? y.factor : isZero(y.numerator) ? x.factor : undefined;
    const factor = common ? abs(common) : commonFactor(x.factor, y.factor);
    const over = ({ numerator, factor: own }: Part): Whole =>
      isZero(numerator) ? numerator : this.graph.times(numerator, divideRational(own, factor).numerator);
    return { factor, left: over(x), right: over(y) };
  }

  /** Of parts with the same denominator. */
  #sum(a: Part, b: Part): Part {
    const { factor, left, right } = this.#onOneScale(a, b);
    return part(
      factor,
      this.graph.add(left, right),
      a.denominator,
      a.denominator && addRanges(rangeOfPart(a), rangeOfPart(b)),
    );
  }

  #product(a: Part, b: Part): Amount {
    const { graph } = this;
    const factor = multiplyRational(a.factor, b.factor);
    if (a.numerator === b.denominator) return this.of(b.numerator, factor, a.denominator);
    if (b.numerator === a.denominator) return this.of(a.numerator, factor, b.denominator);
    const denominator = this.#common(a.denominator, b.denominator);
    const range = denominator && multiplyRanges(rangeOfPart(a), rangeOfPart(b));
    return this.of(graph.multiply(a.numerator, b.numerator), factor, denominator, range);
  }

  /** Without parts that are 0; a constant is a factor of 1. */
  #normal(parts: Amount): Amount {
    return parts.flatMap((one) => {
      if (one.numerator.op !== "constant" || one.numerator === this.graph.one) return [one];
      if (one.numerator.value === 0n) return [];
      return [
        { ...one, factor: multiplyRational(one.factor, rational(one.numerator.value)), numerator: this.graph.one },
      ];
    });
  }

  /** Between which numbers the amount lies. */
  rangeOf(a: Amount): Range {
    return a.map(rangeOfPart).reduce(addRanges, { least: ZERO, greatest: ZERO });
  }
}

function rangeOfPart({ factor, numerator, denominator, range = {} }: Part): Range {
  const own = quotientRange(numerator, denominator ?? { least: 1n, greatest: 1n });
  return meetOfRanges(scaleRange(own, factor), range);
}

const isZero = (whole: Whole): boolean => whole.op === "constant" && whole.value === 0n;

/** The greatest positive number of which both are whole multiples. */
function commonFactor(a: Rational, b: Rational): Rational {
  if (a.numerator === 0n) return b;
  const denominator = (a.denominator * b.denominator) / greatestCommonDivisor(a.denominator, b.denominator);
  return rational(
    greatestCommonDivisor(a.numerator * (denominator / a.denominator), b.numerator * (denominator / b.denominator)),
    denominator,
  );
}
