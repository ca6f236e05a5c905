import { expect, test } from "vitest";
import { isPressed, shownKeys } from "./shortcuts.ts";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test("Mod is Ctrl or Cmd, and no other key may be held beside those named", () => {
  expect(isPressed("Mod+K", press("k", { ctrlKey: true }))).toBe(true);
  expect(isPressed("Mod+K", press("k", { metaKey: true }))).toBe(true);
  expect(isPressed("Mod+K", press("k"))).toBe(false);
  expect(isPressed("Mod+K", press("K", { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(isPressed("Mod+Shift+D", press("D", { ctrlKey: true, shiftKey: true }))).toBe(true);
});

test("a sign needs Shift on some keyboards and not on others", () => {
  expect(isPressed("?", press("?", { shiftKey: true }))).toBe(true);
  expect(isPressed("?", press("?"))).toBe(true);
  expect(isPressed("?", press("?", { ctrlKey: true }))).toBe(false);
});

test("keys are written as the machine's keyboard has them", () => {
  expect(shownKeys("Mod+Shift+D", false)).toBe("Ctrl Shift D");
  expect(shownKeys("Mod+Shift+D", true)).toBe("⌘ ⇧ D");
});
