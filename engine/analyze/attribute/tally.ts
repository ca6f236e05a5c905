/** Sums of a result by month, of the rows that are alike, for one evaluation after another. */
import { ExactSums } from "../../batch/exact-sums.ts";
import { NumberReader } from "../../batch/number-reader.ts";
import { type Numbers, numberAt, type ResultColumn } from "../../batch/result-column.ts";
import { greatestCommonDivisor } from "../../values/rational.ts";
import { rowsWithin } from "../compare/rows-within.ts";
import type { Question } from "./game.ts";

/** Whole numbers over one denominator. */
export interface Amounts {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/** The rows asked about by kind, those of the agent asked for apart: `kinds` says of each row which it is of, from 0. */
export class Tally {
  readonly slots: number;
  readonly #slot: Int32Array;
  readonly #numbers: Float64Array;
  readonly #leftOut: number[] = [];

  constructor({ columns, months: { months, of }, agent, ...extent }: Question, kinds: Int32Array) {
    const count = kinds.reduce((most, kind) => Math.max(most, kind), 0) + 1;
    this.slots = 2 * count * months.length;
    this.#slot = new Int32Array(columns.length);
    this.#numbers = new Float64Array(columns.length);
    for (let row = 0; row < columns.length; row += 1) {
      const scope = columns.agent[row] === agent ? count : 0;
      this.#slot[row] = ((kinds[row] ?? 0) + scope) * months.length + of(row);
    }
    const asked = rowsWithin(columns, extent);
    if (asked.length === columns.length) return;
    const isAsked = new Uint8Array(columns.length);
    for (const row of asked) isAsked[row] = 1;
    for (let row = 0; row < columns.length; row += 1) if (isAsked[row] === 0) this.leaveOut(row);
  }

  /** The row is counted no more. */
  leaveOut(row: number): void {
    if (this.#slot[row] === this.slots) return;
    this.#slot[row] = this.slots;
    this.#leftOut.push(row);
  }

  /** The rows that are counted and have no value. */
  failing({ missing, aside, length }: ResultColumn): number[] {
    const rows: number[] = [];
    if (missing === 0) return rows;
    for (let row = 0; row < length; row += 1) {
      if (numberAt(missing, row) !== 0 && this.#slot[row] !== this.slots && !aside.has(row)) rows.push(row);
    }
    return rows;
  }

  /** Of a column in which no row fails that is counted. */
  sum(column: ResultColumn): Amounts {
    const { values, aside } = column;
    if (values.kind !== "number") return { numerators: new Array<bigint>(this.slots).fill(0n), denominator: 1n };
    const isPlain = typeof values.denominators === "number" && aside.size === 0;
    return (isPlain ? this.#plain(values.numerators, values.denominators) : undefined) ?? this.#exact(column);
  }

  /** Floats hold the sums as long as all sizes together are below 2^53. */
  #plain(numerators: Numbers, denominator: Numbers): Amounts | undefined {
    const numbers = this.#numbers;
    if (typeof numerators === "number") numbers.fill(numerators);
    else numbers.set(numerators);
    for (const row of this.#leftOut) numbers[row] = 0;
    const sums = new Float64Array(this.slots + 1);
    if (addUp(numbers, this.#slot, sums) > Number.MAX_SAFE_INTEGER) return undefined;
    return {
      numerators: Array.from(sums.subarray(0, this.slots), BigInt),
      denominator: BigInt(numberAt(denominator, 0)),
    };
  }

  #exact(column: ResultColumn): Amounts {
    const reader = new NumberReader(column);
    const sums = new ExactSums(this.slots + 1, reader.scale);
    for (let row = 0; row < column.length; row += 1) {
      const slot = this.#slot[row] ?? this.slots;
      if (slot === this.slots) continue;
      const whole = reader.scaled(row, reader.scale);
      if (Number.isNaN(whole)) sums.add(slot, reader.exact(row));
      else sums.addWhole(slot, whole);
    }
    const found = Array.from({ length: this.slots }, (_, slot) => sums.sum(slot));
    const denominator = found.map((each) => each.denominator).reduce(leastCommonMultiple, 1n);
    return {
      numerators: found.map((each) => (each.numerator * denominator) / each.denominator),
      denominator,
    };
  }
}

/** Adds each number to its slot; the sum of their sizes. */
function addUp(numbers: Float64Array, slot: Int32Array, sums: Float64Array): number {
  let sizes = 0;
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] ?? 0;
    const at = slot[row] ?? 0;
    sums[at] = (sums[at] ?? 0) + number;
    sizes += Math.abs(number);
  }
  return sizes;
}

export const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;
