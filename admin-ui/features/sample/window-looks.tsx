import { For, Show } from "solid-js";
import type { WindowLook } from "../../../engine/index.ts";
import { t } from "../../i18n/i18n.ts";
import { m } from "./messages.ts";
import { monthRanges } from "./month-ranges.ts";
import { readableFormula } from "./readable-formula.ts";
import styles from "./step-tree.module.css";

/** Which months each window looked at; of several windows, which one is meant. */
export const WindowLooks = (props: { readonly windows: readonly WindowLook[] }) => (
  <For each={props.windows}>
    {({ text, months, outOf }) => (
      <p class={styles.window}>
        <Show when={props.windows.length > 1 || months.length === 0}>
          <span class={styles.windowOf}>{m().windowOf(readableFormula(text))}</span>
        </Show>
        {m().months(months.length, outOf, monthRanges(months, t().document.listSeparator))}
      </p>
    )}
  </For>
);
