import { add, greatestCommonDivisor, type Rational, rational, ZERO } from "../values/rational.ts";

/** A sum of quotients over many denominators: numerators are added up by denominator, and these only at the end. */
export class QuotientSum {
  readonly #numerators = new Map<number, number>();
  #rest = ZERO;

  /** Both integers below 2^53, the denominator positive. */
  addQuotient(numerator: number, denominator: number): void {
    const sum = (this.#numerators.get(denominator) ?? 0) + numerator;
    if (Number.isSafeInteger(sum)) this.#numerators.set(denominator, sum);
    else this.add(rational(numerator, denominator));
  }

  add(number: Rational): void {
    this.#rest = add(this.#rest, number);
  }

  get value(): Rational {
    let common = 1n;
    for (const denominator of this.#numerators.keys()) {
      const own = BigInt(denominator);
      common *= own / greatestCommonDivisor(common % own, own);
    }
    let numerator = 0n;
    for (const [denominator, sum] of this.#numerators) numerator += BigInt(sum) * (common / BigInt(denominator));
    return add(rational(numerator, common), this.#rest);
  }
}
