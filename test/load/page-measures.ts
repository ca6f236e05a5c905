/** What runs in the page: each function is sent there by itself and can use nothing else of this file. */

export interface TextOnScreen {
  readonly text: string;
  /** When it was painted, on the page's clock. */
  readonly at: number;
}

export interface Watch {
  /** When keys were pressed: when the browser had them, not when the page came to look at them. */
  readonly keys: readonly number[];
  readonly shown: readonly TextOnScreen[];
}

export interface Frames {
  /** Milliseconds from each frame to the next. */
  readonly gaps: readonly number[];
  stop(): void;
}

/** Marks, as `usable`, the first frame with an element for `selector` on screen; to be there before the page is. */
export function markUsable(selector: string): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // Comes after the frame's paint, which no event tells of.
      port1.onmessage = () => void performance.mark("usable");
      port2.postMessage(undefined);
    });
  });
  observer.observe(document, { subtree: true, childList: true });
}

/** The first text of `element` and every other one that reaches the screen, with the keys pressed meanwhile. */
export function watch(element: Element): Watch {
  const keys: number[] = [];
  const shown: TextOnScreen[] = [{ text: element.textContent, at: performance.now() }];
  document.addEventListener("keydown", ({ timeStamp }) => keys.push(timeStamp), { capture: true });
  let isAwaited = false;
  const observer = new MutationObserver(() => {
    if (isAwaited) return;
    isAwaited = true;
    requestAnimationFrame(() => {
      isAwaited = false;
      const text = element.textContent;
      if (text === shown.at(-1)?.text) return;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => void shown.push({ text, at: performance.now() });
      port2.postMessage(undefined);
    });
  });
  observer.observe(element, { subtree: true, childList: true, characterData: true });
  return { keys, shown };
}

export function recordFrames(): Frames {
  const gaps: number[] = [];
  let before: number | undefined;
  let request = requestAnimationFrame(function frame(at) {
    if (before !== undefined) gaps.push(at - before);
    before = at;
    request = requestAnimationFrame(frame);
  });
  return { gaps, stop: () => cancelAnimationFrame(request) };
}
