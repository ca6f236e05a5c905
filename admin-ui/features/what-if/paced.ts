import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";

/**
 * Follows a value that changes at every frame, at most once in so many ms, and always comes to rest at the newest.
 *
 * @param interval in ms
 */
export function createPaced<T>(source: Accessor<T>, interval: number): Accessor<T> {
  const [paced, setPaced] = createSignal(source());
  let last = Number.NEGATIVE_INFINITY;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(waiting));
  const pass = (): void => {
    waiting = undefined;
    last = performance.now();
    setPaced(() => source());
  };
  createEffect(
    on(
      source,
      () => {
        const due = last + interval - performance.now();
        if (waiting !== undefined) return;
        if (due <= 0) pass();
        else waiting = setTimeout(pass, due);
      },
      { defer: true },
    ),
  );
  return paced;
}
