import type { Rational } from "../values/rational.ts";
import { isRational } from "../values/value.ts";
import { exactAt, type Numbers, type NumberValues, numberAt, type ResultColumn } from "./result-column.ts";

/** The numbers of a column, as integers of a scale where they are such. */
export class NumberReader {
  readonly #values: NumberValues;
  readonly #numerators: Numbers;
  readonly #denominators: Numbers;
  readonly #missing: Numbers;
  readonly #aside: ReadonlyMap<number, Rational>;

  /** @throws TypeError where the column holds no numbers */
  constructor({ name, values, missing, aside }: ResultColumn) {
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

  exact(row: number): Rational {
    return this.#aside.get(row) ?? exactAt(this.#values, row);
  }
}
