/** Milliseconds of work after which messages that have arrived get their turn. */
const SLICE = 12;

/**
 * When long work lets others in: not at every step, and without the milliseconds that a timer waits
 * at least.
 */
export class Turns {
  readonly #channel = new MessageChannel();
  readonly #waiting: (() => void)[] = [];
  readonly #onTurn: () => void;
  #since = performance.now();

  /** @param onTurn called each time that others are let in */
  constructor(onTurn: () => void) {
    this.#onTurn = onTurn;
    this.#channel.port1.onmessage = () => {
      this.#since = performance.now();
      for (const go of this.#waiting.splice(0)) go();
    };
  }

  /** Resolves at once until the slice is used up; then when what has arrived meanwhile was received. */
  pause(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return Promise.resolve();
    this.#onTurn();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#channel.port2.postMessage(undefined);
    });
  }
}
