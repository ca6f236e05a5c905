import type { Metric, Permitted } from "../catalogue/metric.ts";
import { readCell } from "../catalogue/read-cell.ts";
import { decimalsOf, multiply, type Rational, type RoundingMode, rational, roundTo } from "../values/rational.ts";
import { isRational, isRowError, type Outcome, type Value } from "../values/value.ts";
import type { MetricColumn } from "./columns.ts";
import { dayNumber } from "./day.ts";
import { decimalText, MOST_PLACES, powerOfTen, scaled, scaledDecimal } from "./scaled.ts";

/** How many distinct cells of one metric are remembered. */
const MOST_REMEMBERED = 10_000;

/**
 * Places to which a scale grows by itself. A number with more of them stands aside: for the sake of
 * one, all others would become so large that sums and products of them no longer fit.
 */
const PLACES_TO_GROW = 6;

/** The column of one metric while its rows are being read. */
export class ColumnBuilder {
  readonly #metric: Metric;
  /** Of 32 bits as long as they suffice. */
  #values: Int32Array | Float64Array;
  /** 1 where `values` holds the row's value. */
  #present: Uint8Array;
  readonly #aside = new Map<number, Outcome>();
  /** Of numbers: the scale of `values`, and the greatest of their magnitudes. */
  #places: number;
  #magnitude = 0;
  readonly #texts: Map<string, number>;
  /** Cells that were read before; of others than numbers also as they stand in `values`. */
  readonly #read = new Map<string, Outcome | undefined>();
  readonly #codes = new Map<string, number>();
  /** Of numbers, at their scale. */
  #permits: (value: number) => boolean;

  /** `texts` gives every free text its place; all builders of a population share it. */
  constructor(metric: Metric, capacity: number, texts: Map<string, number>) {
    this.#texts = texts;
    this.#metric = metric;
    this.#values = new Int32Array(capacity);
    this.#present = new Uint8Array(capacity);
    this.#places = Math.min(metric.decimals ?? 0, MOST_PLACES);
    this.#permits = permission(metric.permitted, this.#places);
  }

  /** Reads a cell as `readCell` does. */
  cell(row: number, text: string): void {
    if (text === "") return;
    const isNumber = this.#metric.type.kind === "number";
    const stored = isNumber ? scaledDecimal(text, this.#places) : (this.#codes.get(text) ?? Number.NaN);
    if (!Number.isNaN(stored) && (!isNumber || this.#permits(stored))) this.#store(row, stored);
    else this.#cellAtLeisure(row, text);
  }

  #cellAtLeisure(row: number, text: string): void {
    const outcome = this.#read.has(text) ? this.#read.get(text) : readCell(this.#metric, text);
    if (this.#read.size < MOST_REMEMBERED) this.#read.set(text, outcome);
    this.outcome(row, outcome);
    const isCode = this.#metric.type.kind !== "number" && this.#present[row] === 1;
    if (isCode && this.#codes.size < MOST_REMEMBERED) this.#codes.set(text, this.#values[row] ?? 0);
  }

  /** A number as a whole one over 10^places, read as its cell would be. */
  scaled(row: number, number: number, places: number): void {
    const factor = places <= this.#places ? powerOfTen(this.#places - places) : Number.NaN;
    const isExact = Math.abs(number * factor) <= Number.MAX_SAFE_INTEGER;
    if (isExact && this.#metric.type.kind === "number" && this.#permits(number * factor))
      this.#store(row, number * factor);
    else this.cell(row, decimalText(number, places));
  }

  /** `undefined` for a blank. */
  outcome(row: number, outcome: Outcome | undefined): void {
    if (outcome === undefined) return;
    const stored = isRowError(outcome) ? undefined : this.#encode(outcome);
    if (stored === undefined) this.#aside.set(row, outcome);
    else this.#store(row, stored);
  }

  grow(capacity: number): void {
    const values = this.#values instanceof Int32Array ? new Int32Array(capacity) : new Float64Array(capacity);
    values.set(this.#values);
    const present = new Uint8Array(capacity);
    present.set(this.#present);
    [this.#values, this.#present] = [values, present];
  }

  /** `order`: for each row of the result the row that was read. */
  finish(order: Int32Array, texts: readonly string[]): MetricColumn {
    const { length } = order;
    let [least, greatest, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (let row = 0; row < length; row += 1) {
      if (this.#present[row] === 0) continue;
      const value = this.#values[row] ?? 0;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
      count += 1;
    }
    if (count === 0) [least, greatest] = [0, 0];
    const absent = count < length ? new Uint8Array(length) : undefined;
    const values = this.#arrayFor(length, least, greatest);
    const aside = new Map<number, Outcome>();
    for (let row = 0; row < length; row += 1) {
      const from = order[row] ?? 0;
      if (this.#present[from] === 1) values[row] = this.#values[from] ?? 0;
      else {
        values[row] = least;
        const outcome = this.#aside.get(from);
        if (outcome !== undefined) aside.set(row, outcome);
        if (absent) absent[row] = outcome === undefined ? 1 : 2;
      }
    }
    return this.#column(values, texts, { metric: this.#metric, absent, aside, least, greatest });
  }

  #arrayFor(length: number, least: number, greatest: number): Float64Array | Int32Array | Uint8Array {
    const { kind } = this.#metric.type;
    if (kind === "truth") return new Uint8Array(length);
    return isSmall(least) && isSmall(greatest) ? new Int32Array(length) : new Float64Array(length);
  }

  #column(
    values: Float64Array | Int32Array | Uint8Array,
    texts: readonly string[],
    base: Omit<MetricColumn, "kind" | "values" | "places" | "texts">,
  ): MetricColumn {
    const { kind } = this.#metric.type;
    if (values instanceof Uint8Array) return { ...base, kind: "truth", values };
    if (kind === "number") return { ...base, kind, places: this.#places, values };
    if (values instanceof Float64Array) throw new RangeError("codes and days fit into 32 bits");
    if (kind === "choice" || kind === "date") return { ...base, kind, values };
    return { ...base, kind: "text", values, texts };
  }

  #store(row: number, value: number): void {
    if (!isSmall(value) && this.#values instanceof Int32Array) this.#values = Float64Array.from(this.#values);
    this.#values[row] = value;
    this.#present[row] = 1;
    const magnitude = Math.abs(value);
    if (magnitude > this.#magnitude) this.#magnitude = magnitude;
  }

  /** As `values` holds it; `undefined` where it cannot. */
  #encode(value: Value): number | undefined {
    const { type } = this.#metric;
    switch (type.kind) {
      case "number":
        if (!isRational(value)) return undefined;
        this.#widenTo(decimalsOf(value) ?? 0);
        return scaled(value, this.#places);
      case "truth":
        return typeof value === "boolean" ? Number(value) : undefined;
      case "choice": {
        const place = typeof value === "string" ? type.values.indexOf(value) : -1;
        return place < 0 ? undefined : place;
      }
      case "date":
        return typeof value === "string" ? dayNumber(value) : undefined;
      case "text":
      case "unknown": {
        if (typeof value !== "string") return undefined;
        const known = this.#texts.get(value) ?? this.#texts.size;
        this.#texts.set(value, known);
        return known;
      }
    }
  }

  /** Takes a finer scale where a number needs it and all others stay exact. */
  #widenTo(places: number): void {
    if (places <= this.#places || places > PLACES_TO_GROW) return;
    const factor = powerOfTen(places - this.#places);
    if (this.#magnitude * factor > Number.MAX_SAFE_INTEGER) return;
    this.#magnitude *= factor;
    if (!isSmall(this.#magnitude)) this.#values = Float64Array.from(this.#values);
    for (let row = 0; row < this.#values.length; row += 1) this.#values[row] = (this.#values[row] ?? 0) * factor;
    this.#places = places;
    this.#permits = permission(this.#metric.permitted, places);
  }
}

const isSmall = (value: number): boolean => value >= -(2 ** 31) && value < 2 ** 31;

/** Whether a number is permitted, told from its value at a scale. */
function permission(permitted: Permitted | undefined, places: number): (value: number) => boolean {
  if (!permitted) return () => true;
  if (permitted.kind === "list") {
    const values = new Set(permitted.values.map((value) => scaled(value, places)));
    return (value) => values.has(value);
  }
  const { lower, lowerIncluded, upper, upperIncluded } = permitted;
  const bound = (value: Rational, mode: RoundingMode): number => {
    const shifted = multiply(value, rational(10n ** BigInt(places)));
    return Number(roundTo(shifted, 0, mode).numerator);
  };
  const least = lower && (lowerIncluded ? bound(lower, "ceil") : bound(lower, "floor") + 1);
  const greatest = upper && (upperIncluded ? bound(upper, "floor") : bound(upper, "ceil") - 1);
  return (value) => (least === undefined || value >= least) && (greatest === undefined || value <= greatest);
}
