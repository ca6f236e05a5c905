import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Tasks } from "./tasks.ts";
import type { Order } from "./worker.ts";

export interface CalculatorOptions {
  /** Milliseconds that one calculation may take with its waiting; then its thread is ended. */
  readonly patience?: number;
  /** How many may wait; one more is refused. */
  readonly queue?: number;
  /** The file the threads load. */
  readonly worker?: URL;
}

const PATIENCE = 10_000;
const QUEUE = 100;
/** One core is left to the thread that answers requests. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
const MEMORY_MB = 512;
const NICE = 5;

/** Computes for requests in threads: whatever a text holds, the thread that answers is never kept busy by it. */
export class Calculator {
  readonly #threads: Piscina<Order, unknown>;
  readonly #patience: number;
  readonly #most: number;
  #asked = 0;

  constructor({
    patience = PATIENCE,
    queue = QUEUE,
    worker = new URL("./worker.ts", import.meta.url),
  }: CalculatorOptions = {}) {
    this.#patience = patience;
    this.#most = queue + THREADS;
    this.#threads = new Piscina({
      filename: fileURLToPath(worker),
      minThreads: 0,
      maxThreads: THREADS,
      idleTimeout: 5 * 60_000,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      execArgv: [],
      niceIncrement: process.platform === "linux" ? NICE : 0,
    });
  }

  /**
   * @throws CalculationRefused where too many wait or it takes too long
   * @throws what the task throws
   */
  async run<Name extends keyof Tasks>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
  ): Promise<Awaited<ReturnType<Tasks[Name]>>> {
    if (this.#asked >= this.#most) throw new CalculationRefused("busy", this.#patience);
    const end = AbortSignal.timeout(this.#patience);
    this.#asked++;
    try {
      // Safe: a task of this name was asked for.
      return (await this.#threads.run({ name, input }, { signal: end })) as Awaited<ReturnType<Tasks[Name]>>;
    } catch (error) {
      if (end.aborted) throw new CalculationRefused("too-long", this.#patience);
      throw error;
    } finally {
      this.#asked--;
    }
  }

  /** Ends what is under way. */
  close(): Promise<void> {
    return this.#threads.destroy();
  }
}

/** The server is asked for more than it can compute; nothing was changed. */
export class CalculationRefused extends Error {
  readonly why: "busy" | "too-long";
  readonly seconds: number;

  constructor(why: "busy" | "too-long", patience: number) {
    super(`calculation ${why}`);
    this.why = why;
    this.seconds = Math.ceil(patience / 1_000);
  }
}
