import { add, compare, type Rational, rational, ZERO } from "../values/rational.ts";
import { QuotientSum } from "./quotient-sum.ts";

/**
 * Sums that lose nothing, many side by side: floats as long as they hold the integers, big integers
 * where they no longer do, and quotients of other scales apart.
 */
export class ExactSums {
  readonly #denominator: number;
  readonly #sums: Float64Array;
  readonly #counts: Int32Array;
  readonly #carried = new Map<number, bigint>();
  readonly #others = new Map<number, QuotientSum>();

  /** `denominator` is that of most numbers: a positive integer below 2^53. */
  constructor(slots: number, denominator: number) {
    this.#denominator = denominator;
    this.#sums = new Float64Array(slots);
    this.#counts = new Int32Array(slots);
  }

  get denominator(): number {
    return this.#denominator;
  }

  /** Adds `numerator` over the denominator; an integer below 2^53. */
  addWhole(slot: number, numerator: number): void {
    const before = this.#sums[slot] ?? 0;
    const sum = before + numerator;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    if (sum <= Number.MAX_SAFE_INTEGER && sum >= -Number.MAX_SAFE_INTEGER) this.#sums[slot] = sum;
    else {
      this.#carried.set(slot, (this.#carried.get(slot) ?? 0n) + BigInt(before));
      this.#sums[slot] = numerator;
    }
  }

  add(slot: number, number: Rational): void {
    this.#othersOf(slot).add(number);
  }

  /** Adds a quotient of another scale; both integers below 2^53, the denominator positive. */
  addQuotient(slot: number, numerator: number, denominator: number): void {
    this.#othersOf(slot).addQuotient(numerator, denominator);
  }

  #othersOf(slot: number): QuotientSum {
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    const others = this.#others.get(slot) ?? new QuotientSum();
    this.#others.set(slot, others);
    return others;
  }

  /** How many numbers were added. */
  count(slot: number): number {
    return this.#counts[slot] ?? 0;
  }

  sum(slot: number): Rational {
    const whole = (this.#carried.get(slot) ?? 0n) + BigInt(this.#sums[slot] ?? 0);
    return add(rational(whole, this.#denominator), this.#others.get(slot)?.value ?? ZERO);
  }

  /** Each sum times the denominator, `NaN` where nothing was added; beyond 2^53 the nearest that a float holds. */
  wholes(): Float64Array {
    return this.#sums.map((sum, slot) => {
      if (this.count(slot) === 0) return Number.NaN;
      if (this.#isPlain(slot)) return sum;
      const { numerator, denominator } = this.sum(slot);
      return Number((numerator * BigInt(this.#denominator)) / denominator);
    });
  }

  /** Negative, zero or positive. */
  sign(slot: number): number {
    return this.#isPlain(slot) ? Math.sign(this.#sums[slot] ?? 0) : compare(this.sum(slot), ZERO);
  }

  /** Negative, zero or positive as the one sum is less than, equal to or greater than the other. */
  compare(one: number, other: number): number {
    if (!this.#isPlain(one) || !this.#isPlain(other)) return compare(this.sum(one), this.sum(other));
    return (this.#sums[one] ?? 0) - (this.#sums[other] ?? 0);
  }

  #isPlain(slot: number): boolean {
    if (this.#carried.size === 0 && this.#others.size === 0) return true;
    return !this.#carried.has(slot) && !this.#others.has(slot);
  }
}
