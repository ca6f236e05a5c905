import { type Accessor, onCleanup } from "solid-js";
import { reason } from "../../api/reason.ts";
import { Languages, Moon, Settings, Sun } from "../../components/icons.tsx";
import { notify } from "../../components/toast.tsx";
import { t } from "../../i18n/i18n.ts";
import { language, setLanguage } from "../preferences.ts";
import { signOut } from "../session.ts";
import { resolvedTheme, setTheme } from "../theme.ts";
import { m } from "./messages.ts";
import { type Action, offeredActions } from "./offers.ts";
import { opened, setOpened } from "./open-state.ts";
import { isPressed, isTyping } from "./shortcuts.ts";

/** What can be done on every page. */
export const createGlobalActions =
  (openSettings: () => void): Accessor<readonly Action[]> =>
  () => [
    {
      label: t().settings.switchLanguage,
      icon: Languages,
      run: () => setLanguage(language() === "zh" ? "en" : "zh"),
    },
    resolvedTheme() === "dark"
      ? { label: t().settings.toLight, icon: Sun, run: () => setTheme("light") }
      : { label: t().settings.toDark, icon: Moon, run: () => setTheme("dark") },
    { label: t().app.settings, icon: Settings, run: openSettings },
    { label: m().shortcuts, keys: "?", run: () => setOpened("shortcuts") },
    { label: t().session.signOut, run: () => void signOut().catch((error: unknown) => notify(reason(error), "down")) },
  ];

/** Listens before the editor, which has meanings of its own for such keys; lives as long as its owner. */
export function listenForShortcuts(actions: Accessor<readonly Action[]>): void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (isPressed("Mod+K", event)) {
      event.preventDefault();
      event.stopPropagation();
      setOpened(opened() === "palette" ? undefined : "palette");
      return;
    }
    const asks = event.target instanceof Element && event.target.closest("[role='dialog'], [role='alertdialog']");
    if (asks || opened() !== undefined) return;
    const pressed = [...offeredActions(), ...actions()].find(
      ({ keys }) => keys !== undefined && isPressed(keys, event) && (keys.includes("Mod") || !isTyping(event.target)),
    );
    if (!pressed) return;
    event.preventDefault();
    event.stopPropagation();
    pressed.run();
  };
  document.addEventListener("keydown", onKeyDown, { capture: true });
  onCleanup(() => document.removeEventListener("keydown", onKeyDown, { capture: true }));
}
