import { createSignal } from "solid-js";
import { isOneOf, persisted } from "./preferences.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const [theme, setTheme] = persisted<Theme>("theme", "system", isOneOf(THEMES));

const systemDark = matchMedia("(prefers-color-scheme: dark)");
const [systemPrefersDark, setSystemPrefersDark] = createSignal(systemDark.matches);
systemDark.addEventListener("change", (event) => setSystemPrefersDark(event.matches));

/** What is shown now: the editor needs colours, not a preference. */
export const resolvedTheme = (): "light" | "dark" => {
  const chosen = theme();
  return chosen === "system" ? (systemPrefersDark() ? "dark" : "light") : chosen;
};
