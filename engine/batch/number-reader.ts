import { compare, type Rational } from "../values/rational.ts";
import { isRational } from "../values/value.ts";
import type { ExactSums } from "./exact-sums.ts";
import { type ColumnData, exactAt, type Numbers, type NumberValues, numberAt } from "./result-column.ts";

/** A number that those of many rows are compared with. */
export interface Threshold {
  readonly exact: Rational;
  /** The same, where they are below 2^53; else rounded. */
  readonly numerator: number;
  readonly denominator: number;
}

export const thresholdAt = (exact: Rational): Threshold => ({
  exact,
  numerator: Number(exact.numerator),
  denominator: Number(exact.denominator),
});

/** The numbers of a column, as integers of a scale where they are such. */
export class NumberReader {
  readonly #values: NumberValues;
  readonly #numerators: Numbers;
  readonly #denominators: Numbers;
  readonly #missing: Numbers;
  readonly #aside: ReadonlyMap<number, Rational>;

  /** @throws TypeError where the column holds no numbers */
  constructor({ name, values, missing, aside }: ColumnData) {
    if (values.kind !== "number") throw new TypeError(`${name} holds no numbers`);
    this.#values = values;
    this.#numerators = values.numerators;
    this.#denominators = values.denominators;
    this.#missing = missing;
    this.#aside = new Map([...aside].flatMap(([row, value]) => (isRational(value) ? [[row, value]] : [])));
  }

  /** The denominator that all numbers share, 1 where they do not. */
  get scale(): number {
    return typeof this.#denominators === "number" ? this.#denominators : 1;
  }

  /** Whether the row has a value. */
  has(row: number): boolean {
    return numberAt(this.#missing, row) === 0 || this.#aside.has(row);
  }

  /** The number times `scale` where that is an integer below 2^53, else `NaN`. */
  scaled(row: number, scale: number): number {
    if (this.#values.rests || (this.#aside.size > 0 && this.#aside.has(row))) return Number.NaN;
    const [numerator, denominator] = [numberAt(this.#numerators, row), numberAt(this.#denominators, row)];
    if (denominator === scale) return numerator;
    const product = numerator * scale;
    return Number.isSafeInteger(product) && product % denominator === 0 ? product / denominator : Number.NaN;
  }

  /** Adds the number of a row to a sum. */
  addTo(sums: ExactSums, slot: number, row: number): void {
    const whole = this.scaled(row, sums.denominator);
    if (!Number.isNaN(whole)) sums.addWhole(slot, whole);
    else if (this.#values.rests || this.#aside.has(row)) sums.add(slot, this.exact(row));
    else sums.addQuotient(slot, numberAt(this.#numerators, row), numberAt(this.#denominators, row));
  }

  /** Negative, zero or positive as the number of the row is less than, equal to or greater than the threshold. */
  compare(row: number, { exact, numerator, denominator }: Threshold): number {
    if (!this.#values.rests && (this.#aside.size === 0 || !this.#aside.has(row))) {
      const own = numberAt(this.#numerators, row) * denominator;
      const other = numerator * numberAt(this.#denominators, row);
      if (Number.isSafeInteger(own) && Number.isSafeInteger(other) && isExact(numerator, denominator))
        return own - other;
    }
    return compare(this.exact(row), exact);
  }

  exact(row: number): Rational {
    return this.#aside.get(row) ?? exactAt(this.#values, row);
  }
}

const isExact = (numerator: number, denominator: number): boolean =>
  Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
