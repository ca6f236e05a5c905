import { DUPLICATE } from "../lower/whole.ts";
import { type Field, mayFail, ownCells } from "./across.ts";
import type { Part } from "./kernel.ts";
import type { Cells } from "./store.ts";

/** Rows of a stretch: few enough to stay in the fastest memory. */
const ROWS = 4_096;

/**
 * A few agents with all their rows, of which a loop takes copies as floats: whatever cells a column
 * has, the loop is machine code for one kind of array, and nothing as long as a column is made.
 */
export class Stretch {
  readonly #field: Field;
  readonly #rooms = new Map<string, Float64Array>();
  readonly #counts = new Map<string, Int32Array>();
  /** What was computed for these rows already. */
  readonly #known = new Map<string, unknown>();
  /** The first row, and the end, which is left out. */
  first = 0;
  end = 0;

  constructor(field: Field) {
    this.#field = field;
  }

  /** Takes the agents from one on, as many as are few enough; the agent after the last. */
  take(agent: number): number {
    const { starts, agents } = this.#field.columns;
    this.#known.clear();
    this.first = starts[agent] ?? 0;
    let next = agent + 1;
    while (next < agents.length && (starts[next + 1] ?? 0) - this.first <= ROWS) next += 1;
    this.end = starts[next] ?? 0;
    return next;
  }

  /** The stretch of a column, from its first row on. */
  numbers(step: string, part: Part): Float64Array {
    return this.once(`${step} ${part}`, (room) => {
      const cells = this.#field.column(step, part) ?? 0;
      return typeof cells === "number" ? room.fill(cells) : fill(room, cells.subarray(this.first, this.end));
    });
  }

  /** What is made of a room of that name, for these rows once: several steps ask for the same. */
  once<T>(name: string, make: (room: Float64Array) => T, more = 0): T {
    if (!this.#known.has(name)) this.#known.set(name, make(this.room(name, more)));
    return this.#known.get(name) as T;
  }

  /** Why each row has no value of the step, 0 where it has one; `undefined` where no row can fail. */
  causes(step: string): Float64Array | undefined {
    if (!mayFail(this.#field, step)) return undefined;
    return this.markRepeated(this.numbers(step, "cause"));
  }

  markRepeated(causes: Float64Array): Float64Array {
    const { repeated } = this.#field.columns;
    if (repeated.size === 0) return causes;
    for (let row = this.first; row < this.end; row += 1) if (repeated.has(row)) causes[row - this.first] = DUPLICATE;
    return causes;
  }

  /** Room for a number of each row and some `more`; the same for the same name, with what it held before. */
  room(name: string, more = 0): Float64Array {
    const length = this.end - this.first + more;
    let room = this.#rooms.get(name);
    if (!room || room.length < length) {
      room = new Float64Array(Math.max(ROWS + 1, length));
      this.#rooms.set(name, room);
    }
    return room.subarray(0, length);
  }

  /** The same for small integers, which go into narrow cells much faster. */
  counts(name: string): Int32Array {
    const length = this.end - this.first;
    let room = this.#counts.get(name);
    if (!room || room.length < length) {
      room = new Int32Array(Math.max(ROWS, length));
      this.#counts.set(name, room);
    }
    return room.subarray(0, length);
  }

  leave(step: string, part: Part, numbers: Float64Array | Int32Array): void {
    const own = ownCells(this.#field, step, part);
    if (!own) return;
    if (numbers instanceof Int32Array || own instanceof Float64Array) own.set(numbers, this.first);
    else for (let row = 0; row < numbers.length; row += 1) own[this.first + row] = numbers[row] ?? 0;
  }
}

function fill(room: Float64Array, cells: Cells): Float64Array {
  room.set(cells);
  return room;
}
