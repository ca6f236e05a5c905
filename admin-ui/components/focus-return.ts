import { type Accessor, createComputed, onCleanup } from "solid-js";

/**
 * Gives the focus back to what had it when a dialog closes or goes. Kobalte gives it to the dialog's own
 * trigger only, and ours are opened by state.
 */
export function createFocusReturn(open: Accessor<boolean>): void {
  let before: HTMLElement | undefined;
  const giveBack = (): void => {
    const closing = document.activeElement?.closest("[role='dialog']");
    // After the dialog has let go of it, and unless something else has taken it meanwhile.
    setTimeout(() => {
      const now = document.activeElement;
      if (before?.isConnected && (!now || now === document.body || closing?.contains(now)))
        before.focus({ preventScroll: true });
    });
  };
  let isOpen = false;
  createComputed(() => {
    if (open() && !isOpen) before = lasting(document.activeElement);
    if (!open() && isOpen) giveBack();
    isOpen = open();
  });
  onCleanup(() => isOpen && giveBack());
}

/** An entry of a menu goes with its menu: the button that opened it stays. */
function lasting(focused: Element | null): HTMLElement | undefined {
  const opener = focused?.closest("[role='menu']")?.getAttribute("aria-labelledby");
  const found = opener ? document.getElementById(opener) : focused;
  return found instanceof HTMLElement ? found : undefined;
}
