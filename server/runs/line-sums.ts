import type { LineSum, RunLineStore } from "../store/run-line-store.ts";

/** Computations whose sums are kept: those that people look at just now. */
const MOST = 100;

/**
 * What the lines of complete computations come to. Those lines never change, and a computation that is repeated has
 * another id: so ten thousand lines are added up once and not for everyone who looks.
 */
export class LineSums {
  readonly #known = new Map<string, readonly LineSum[]>();

  async of(lines: Pick<RunLineStore, "sums">, computation: string): Promise<readonly LineSum[]> {
    const known = this.#known.get(computation);
    if (known) return known;
    const sums = await lines.sums(computation);
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(computation, sums);
    return sums;
  }
}
