import { Show } from "solid-js";
import { IconButton } from "../components/icon-button.tsx";
import { Languages, Moon, Sun } from "../components/icons.tsx";
import { t } from "../i18n/i18n.ts";
import { language, setLanguage } from "./preferences.ts";
import { resolvedTheme, setTheme } from "./theme.ts";

/** Language and theme, one press each; the settings hold the full choice. */
export function QuickSwitches() {
  return (
    <>
      <IconButton label={t().settings.switchLanguage} onClick={() => setLanguage(language() === "zh" ? "en" : "zh")}>
        <Languages size={16} />
      </IconButton>
      <IconButton
        label={resolvedTheme() === "dark" ? t().settings.toLight : t().settings.toDark}
        onClick={() => setTheme(resolvedTheme() === "dark" ? "light" : "dark")}
      >
        <Show when={resolvedTheme() === "dark"} fallback={<Moon size={16} />}>
          <Sun size={16} />
        </Show>
      </IconButton>
    </>
  );
}
