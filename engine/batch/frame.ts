/** What the code of a loop shares: its locals, constants, and the columns it reads and writes. */
import type { CellKind, Column } from "./store.ts";
import type { ValueType } from "./wasm/encode.ts";
import { f64x2, i32, local, v128 } from "./wasm/instructions.ts";

export const [FIRST, END] = [0, 1];

const LOG_BYTES: Readonly<Record<CellKind, number>> = { u8: 0, i16: 1, i32: 2, f64: 3 };
/** The first bytes of the first two 32-bit integers; the others do not matter. */
const BYTES_OF_INTS = [0, 4, ...Array<number>(14).fill(0)];

/** Engines allow 50,000 locals. */
const MOST_CONSTANTS = 10_000;

export class Frame {
  readonly parameters: readonly ValueType[] = ["i32", "i32"];
  readonly locals: ValueType[] = [];
  /** Code that runs once, before the loop. */
  readonly before: number[] = [];
  readonly #constants = new Map<number, number>();
  readonly #addresses = new Map<CellKind, number>();
  readonly #loaded = new Map<string, number>();
  readonly #free: number[] = [];
  #scratch: number | undefined;

  newLocal(type: ValueType = "v128"): number {
    return this.parameters.length + this.locals.push(type) - 1;
  }

  /** A vector's local within the loop, which may have been used for something else before. */
  temporary(): number {
    return this.#free.pop() ?? this.newLocal();
  }

  release(temporary: number): void {
    this.#free.push(temporary);
  }

  /** A number in both lanes. Constants wait in locals, where the machine has them at hand. */
  constant(value: number): number[] {
    let at = this.#constants.get(value);
    if (at === undefined) {
      if (this.#constants.size === MOST_CONSTANTS) return f64x2.constant(value);
      at = this.newLocal();
      this.#constants.set(value, at);
      this.before.push(...f64x2.constant(value), ...local.set(at));
    }
    return local.get(at);
  }

  // ── columns ────────────────────────────────────────────────────────────────────────────────────

  /** Code for the start of each round: where the row stands in columns of each kind. */
  addresses(): number[] {
    return [...this.#addresses].flatMap(([kind, at]) => [
      ...local.get(FIRST),
      ...i32.constant(LOG_BYTES[kind]),
      ...i32.shiftLeft,
      ...local.set(at),
    ]);
  }

  /** The byte offset of the row; to be there before what is stored. */
  address(kind: CellKind): number[] {
    if (kind === "u8") return local.get(FIRST);
    const at = this.#addresses.get(kind) ?? this.newLocal("i32");
    this.#addresses.set(kind, at);
    return local.get(at);
  }

  /** The cells of two rows as doubles; read once. */
  load({ kind, address }: Column): number[] {
    const key = `${kind} ${address}`;
    const known = this.#loaded.get(key);
    if (known !== undefined) return local.get(known);
    const at = this.newLocal();
    this.#loaded.set(key, at);
    return [...this.address(kind), ...this.#doubles(kind, address), ...local.tee(at)];
  }

  #doubles(kind: CellKind, address: number): number[] {
    switch (kind) {
      case "u8":
        return [...v128.load16Splat(address), ...v128.extendBytes, ...v128.extendShorts, ...f64x2.fromInt32];
      case "i16":
        return [...v128.load32Zero(address), ...v128.extendShorts, ...f64x2.fromInt32];
      case "i32":
        return [...v128.load64Zero(address), ...f64x2.fromInt32];
      case "f64":
        return v128.load(address);
    }
  }

  /** Stores the doubles on the stack, integers that the cells hold; `address` stands below them. */
  store({ kind, address }: Column): number[] {
    switch (kind) {
      case "u8":
        return [...this.#asInts(), ...v128.shuffle(BYTES_OF_INTS), ...v128.store16Lane(address, 0)];
      case "i16":
        return [...this.#asInts(), ...v128.narrowToShorts, ...v128.store32Lane(address, 0)];
      case "i32":
        return [...f64x2.toInt32, ...v128.store64Lane(address, 0)];
      case "f64":
        // Adding 0 turns a negative zero, which a product can be, into 0.
        return [...this.constant(0), ...f64x2.add, ...v128.store(address)];
    }
  }

  /** The doubles on the stack as integers, twice. */
  #asInts(): number[] {
    this.#scratch ??= this.newLocal();
    return [...f64x2.toInt32, ...local.tee(this.#scratch), ...local.get(this.#scratch)];
  }
}
