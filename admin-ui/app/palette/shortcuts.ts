/** Keys of a shortcut, such as `Mod+Shift+D`: `Mod` is Ctrl, on Apple machines Cmd. */

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether exactly these keys are pressed; a sign such as `?` says itself whether it needs Shift. */
export function isPressed(keys: string, event: Pressed): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const isSign = /^[^a-z0-9]$/i.test(key);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === parts.includes("Mod") &&
    event.altKey === parts.includes("Alt") &&
    (isSign || event.shiftKey === parts.includes("Shift"))
  );
}

/** `Ctrl Shift D`, on Apple machines `⌘ ⇧ D`. */
export function shownKeys(keys: string, apple: boolean): string {
  const names: Readonly<Record<string, string>> = apple
    ? { Mod: "⌘", Shift: "⇧", Alt: "⌥" }
    : { Mod: "Ctrl", Shift: "Shift", Alt: "Alt" };
  return keys
    .split("+")
    .map((part) => names[part] ?? part)
    .join(" ");
}

/** Whether keys typed here are text, so that a sign alone is no shortcut. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select, [role='textbox']"));
