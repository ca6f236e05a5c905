import { type ColumnData, compare, ExactSums, NumberReader, type Rational, subtract } from "../../engine/index.ts";

/** The numbers of a column, to be added up exactly. */
export class Amounts {
  readonly numbers: NumberReader;

  private constructor(numbers: NumberReader) {
    this.numbers = numbers;
  }

  /** `undefined` for a column of something else, or none. */
  static of(column: ColumnData | undefined): Amounts | undefined {
    return column?.values.kind === "number" ? new Amounts(new NumberReader(column)) : undefined;
  }

  /** Sums by slot. */
  sums(slots: number): ExactSums {
    return new ExactSums(slots, this.numbers.scale);
  }

  /** Adds what stands at a place; nothing where there is no value. */
  addTo(sums: ExactSums, slot: number, at: number): void {
    if (this.numbers.has(at)) this.numbers.addTo(sums, slot, at);
  }

  /** Adds what stands here more than there; nothing where either has no value. */
  addDifferenceTo(sums: ExactSums, slot: number, at: number, base: Amounts): void {
    const whole = this.numbers.scaled(at, sums.denominator) - base.numbers.scaled(at, sums.denominator);
    const isBoth = this.numbers.has(at) && base.numbers.has(at);
    if (isBoth && Number.isSafeInteger(whole)) sums.addWhole(slot, whole);
    else if (isBoth) sums.add(slot, subtract(this.numbers.exact(at), base.numbers.exact(at)));
  }

  /** Positive where more stands here than there, negative where less; `undefined` where either has no value. */
  compareAt(at: number, base: Amounts): number | undefined {
    if (!this.numbers.has(at) || !base.numbers.has(at)) return undefined;
    const { scale } = this.numbers;
    const whole = this.numbers.scaled(at, scale) - base.numbers.scaled(at, scale);
    return Number.isSafeInteger(whole) ? whole : compare(this.numbers.exact(at), base.numbers.exact(at));
  }

  /** `undefined` where either has no value. */
  differenceAt(at: number, base: Amounts): Rational | undefined {
    if (!this.numbers.has(at) || !base.numbers.has(at)) return undefined;
    return subtract(this.numbers.exact(at), base.numbers.exact(at));
  }
}
