import { createMemo, createRoot } from "solid-js";
import { resolvedTheme } from "../../app/theme.ts";

/** The tokens that marks are drawn in; a canvas takes no `var(--…)`. */
const TOKENS = {
  surface: "--surface",
  surface2: "--surface-2",
  surface3: "--surface-3",
  line: "--line",
  line2: "--line-2",
  ink: "--ink",
  ink2: "--ink-2",
  ink3: "--ink-3",
  accent: "--accent",
  accentSoft: "--accent-soft",
  up: "--up",
  upSoft: "--up-soft",
  down: "--down",
  downSoft: "--down-soft",
  warn: "--warn",
  mute: "--mute",
  scheme1: "--scheme-1",
  scheme2: "--scheme-2",
  scheme3: "--scheme-3",
  scheme4: "--scheme-4",
} as const;

/** CSS colours of the theme that is shown, by token. */
export type ChartColors = Readonly<Record<keyof typeof TOKENS, string>>;

/** The design tokens as a canvas takes them; reactive: charts that read it follow the theme. */
export const chartColors = createRoot(() =>
  createMemo((): ChartColors => {
    const probe = document.createElement("span");
    // Its own scheme: the root's is set by an effect that may come later than this memo.
    probe.style.colorScheme = resolvedTheme();
    document.body.append(probe);
    const colors = Object.entries(TOKENS).map(([name, token]) => {
      probe.style.color = `var(${token})`;
      return [name, getComputedStyle(probe).color];
    });
    probe.remove();
    return Object.fromEntries(colors) as ChartColors;
  }),
);
