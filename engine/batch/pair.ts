/**
 * Integers up to 2^104 as two doubles: the nearest double, and what it misses. A pair is always in this
 * form, so that equal integers are equal pairs and the greater integer has the greater first double or,
 * where these are equal, the greater second. What is missed is below 2^51, so that the few of these that
 * are ever added stay below 2^53 and nothing is lost.
 *
 * Sums and products of doubles as such pairs are Knuth's and Dekker's.
 */
import type { Frame } from "./frame.ts";
import { f64x2, local, v128 } from "./wasm/instructions.ts";

/** Locals; without `low` the second double is 0. */
export interface Pair {
  readonly high: number;
  readonly low?: number;
}

/** Writes code for one operation on pairs. */
export class Pairs {
  readonly #into: number[];
  readonly #frame: Frame;

  /** Temporary locals. */
  readonly #used: number[] = [];

  constructor(into: number[], frame: Frame) {
    this.#into = into;
    this.#frame = frame;
  }

  /** Ends the operation: all locals but those of the result are free again. */
  end(result?: Pair): void {
    for (const at of this.#used.splice(0)) {
      if (at !== result?.high && at !== result?.low) this.#frame.release(at);
    }
  }

  /** Keeps what the code leaves on the stack. */
  #keep(...code: readonly (readonly number[])[]): number {
    const isBefore = this.#into === this.#frame.before;
    const at = isBefore ? this.#frame.newLocal() : this.#frame.temporary();
    if (!isBefore) this.#used.push(at);
    this.#into.push(...code.flat(), ...local.set(at));
    return at;
  }

  readonly #do = (operation: readonly number[], ...operands: readonly number[]): number =>
    this.#keep(...operands.map((at) => local.get(at)), operation);

  #zero(): number {
    return this.#keep(this.#frame.constant(0));
  }

  /** Two doubles as a pair. */
  #sumOf(a: number, b: number): Pair {
    const high = this.#do(f64x2.add, a, b);
    const own = this.#do(f64x2.subtract, high, a);
    const rest = this.#do(f64x2.subtract, a, this.#do(f64x2.subtract, high, own));
    return { high, low: this.#do(f64x2.add, rest, this.#do(f64x2.subtract, b, own)) };
  }

  /** A double as two of 26 bits. */
  #halves(a: number): [number, number] {
    const scaled = this.#keep(this.#frame.constant(2 ** 27 + 1), local.get(a), f64x2.multiply);
    const upper = this.#do(f64x2.subtract, scaled, this.#do(f64x2.subtract, scaled, a));
    return [upper, this.#do(f64x2.subtract, a, upper)];
  }

  #productOf(a: number, b: number): Pair {
    const high = this.#do(f64x2.multiply, a, b);
    const [[aUpper, aLower], [bUpper, bLower]] = [this.#halves(a), this.#halves(b)];
    const upper = this.#do(f64x2.subtract, this.#do(f64x2.multiply, aUpper, bUpper), high);
    const one = this.#do(f64x2.add, upper, this.#do(f64x2.multiply, aUpper, bLower));
    const both = this.#do(f64x2.add, one, this.#do(f64x2.multiply, aLower, bUpper));
    return { high, low: this.#do(f64x2.add, both, this.#do(f64x2.multiply, aLower, bLower)) };
  }

  /** With something added to what the first double misses. */
  #withRest({ high, low }: Pair, rest: number | undefined): Pair {
    if (rest === undefined) return low === undefined ? { high } : { high, low };
    return this.#sumOf(high, low === undefined ? rest : this.#do(f64x2.add, low, rest));
  }

  add(a: Pair, b: Pair): Pair {
    const rests = a.low !== undefined && b.low !== undefined ? this.#do(f64x2.add, a.low, b.low) : (a.low ?? b.low);
    return this.#withRest(this.#sumOf(a.high, b.high), rests);
  }

  negate({ high, low }: Pair): Pair {
    const zero = this.#zero();
    const negated = this.#do(f64x2.subtract, zero, high);
    return low === undefined ? { high: negated } : { high: negated, low: this.#do(f64x2.subtract, zero, low) };
  }

  /** One of the two must be a single double. */
  multiply(a: Pair, b: Pair): Pair {
    if (a.low === undefined && b.low !== undefined) return this.multiply(b, a);
    const rest = a.low === undefined ? undefined : this.#do(f64x2.multiply, a.low, b.high);
    return this.#withRest(this.#productOf(a.high, b.high), rest);
  }

  /** `when` is a local that holds lanes of ones or zeros. */
  choose(when: number, a: Pair, b: Pair): Pair {
    const high = this.#do(v128.select, a.high, b.high, when);
    if (a.low === undefined && b.low === undefined) return { high };
    return { high, low: this.#do(v128.select, a.low ?? this.#zero(), b.low ?? this.#zero(), when) };
  }

  absolute(a: Pair): Pair {
    return this.choose(this.less(a, { high: this.#zero() }), this.negate(a), a);
  }

  equal(a: Pair, b: Pair): number {
    const highs = this.#do(f64x2.equal, a.high, b.high);
    if (a.low === undefined && b.low === undefined) return highs;
    return this.#do(v128.and, highs, this.#do(f64x2.equal, a.low ?? this.#zero(), b.low ?? this.#zero()));
  }

  less(a: Pair, b: Pair): number {
    return this.#inOrder(a, b, f64x2.less);
  }

  atMost(a: Pair, b: Pair): number {
    return this.#inOrder(a, b, f64x2.atMost);
  }

  #inOrder(a: Pair, b: Pair, compare: readonly number[]): number {
    const lows = this.#do(compare, a.low ?? this.#zero(), b.low ?? this.#zero());
    const decided = this.#do(v128.and, this.#do(f64x2.equal, a.high, b.high), lows);
    return this.#do(v128.or, this.#do(f64x2.less, a.high, b.high), decided);
  }

  /** The divisor is positive, and the quotient small enough that doubles find it but for 1 up or down. */
  floorDivide(n: Pair, d: Pair): Pair {
    const near = this.#do(f64x2.floor, this.#do(f64x2.divide, n.high, d.high));
    const rest = this.add(n, this.negate(this.multiply(d, { high: near })));
    const one = this.#keep(this.#frame.constant(1));
    const tooMuch = this.#do(v128.and, one, this.less(rest, { high: this.#zero() }));
    const tooLittle = this.#do(v128.and, one, this.atMost(d, rest));
    return { high: this.#do(f64x2.add, this.#do(f64x2.subtract, near, tooMuch), tooLittle) };
  }
}
