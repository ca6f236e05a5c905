import { createEffect, createRoot } from "solid-js";
import { LOCALES } from "../i18n/i18n.ts";
import { language } from "./preferences.ts";
import { theme } from "./theme.ts";

/** Keeps the root element in step with the choices. */
export function applyPreferences(root: HTMLElement): void {
  createRoot(() => {
    createEffect(() => {
      root.lang = LOCALES[language()];
    });
    createEffect(() => {
      root.style.colorScheme = theme() === "system" ? "light dark" : theme();
    });
  });
}
