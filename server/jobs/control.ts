import type { Progress } from "./job.ts";

const LEAVE = 0;
const LEFT = 1;
const DONE = 2;
const TOTAL = 3;
const FIELDS = 4;

/**
 * What the thread that holds a job's lease and the thread that works on it tell each other, in memory that both
 * see: neither has to wait for the other, and a thread that computes for seconds can be told to leave off.
 */
export class Control {
  readonly memory: SharedArrayBuffer;
  readonly #fields: Int32Array;

  constructor(memory = new SharedArrayBuffer(FIELDS * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#fields = new Int32Array(memory);
  }

  /** Asks the other thread to leave off at its next step. */
  leaveOff(): void {
    Atomics.store(this.#fields, LEAVE, 1);
  }

  /** Whether to leave off; who is told so does. */
  mustLeaveOff(): boolean {
    const told = Atomics.load(this.#fields, LEAVE) === 1;
    if (told) Atomics.store(this.#fields, LEFT, 1);
    return told;
  }

  /** Whether the work was told to leave off: it has then ended before it was done. */
  get leftOff(): boolean {
    return Atomics.load(this.#fields, LEFT) === 1;
  }

  /** @param total 0 while it is not known */
  report(done: number, total: number): void {
    Atomics.store(this.#fields, TOTAL, total);
    Atomics.store(this.#fields, DONE, done);
  }

  get progress(): Progress {
    const total = Atomics.load(this.#fields, TOTAL);
    return { done: Atomics.load(this.#fields, DONE), ...(total > 0 && { total }) };
  }
}
