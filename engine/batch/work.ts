/** Long work in pieces: it yields how much of it is done (0 to 1) and returns what it made. */
export type Work<T> = Generator<number, T>;

/** How work shares its thread with others. */
export interface Turn {
  /** Resolves when what waited meanwhile has had its turn, such as messages to a worker. */
  readonly pause: () => Promise<void>;
  /** Gives the work up: the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told from 0 to 1 how much is done. */
  readonly onProgress?: (share: number) => void;
}

export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** @throws the signal's reason where the work is given up */
export async function finishSteadily<T>(work: Work<T>, { pause, signal, onProgress }: Turn): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const step = work.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
    await pause();
  }
}

/** The same work as a part of a longer one, from `start` to `end` of it. */
export function* within<T>(work: Work<T>, start: number, end: number): Work<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield start + step.value * (end - start);
  }
}
