import type { Numbers } from "../../batch/result-column.ts";

/** Rows of one call: few enough to stay in the fastest memory, and the machine's better compiler takes over early. */
export const PIECE = 512;

/** A few rows of a column, whatever its cells, as one kind of array. */
export class Piece {
  room: Int32Array;
  readonly #numbers: Numbers;
  readonly #rows: Int32Array;
  readonly #factor: number;
  readonly #own: Int32Array;

  /**
   * @param rows those that are looked at, ascending
   * @param factor that all numbers are multiplied by
   */
  constructor(numbers: Numbers, rows: Int32Array, factor = 1) {
    this.#numbers = numbers;
    this.#rows = rows;
    this.#factor = factor;
    this.#own = new Int32Array(PIECE).fill(typeof numbers === "number" ? numbers * factor : 0);
    this.room = this.#own;
  }

  /** Makes `room` hold so many of the rows, from the first on. */
  take(first: number, size: number): void {
    const numbers = this.#numbers;
    if (typeof numbers === "number") return;
    const start = this.#rows[first] ?? 0;
    const end = start + size;
    const areTogether = this.#rows[first + size - 1] === end - 1;
    this.room = this.#own;
    if (this.#factor !== 1 || !areTogether) this.#gather(numbers, first, size);
    else if (numbers instanceof Int32Array) this.room = numbers.subarray(start, end);
    else this.room.set(numbers.subarray(start, end));
  }

  #gather(cells: ArrayLike<number>, first: number, size: number): void {
    const [room, rows, factor] = [this.room, this.#rows, this.#factor];
    for (let at = 0; at < size; at += 1) room[at] = (cells[rows[first + at] ?? 0] ?? 0) * factor;
  }
}
