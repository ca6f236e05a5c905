import { Show } from "solid-js";
import type { Rational } from "../../../engine/index.ts";
import { withSign } from "../../i18n/format.ts";
import { changeText } from "../../kernel/outcomes.ts";
import type { OutputColumn } from "../../kernel/workbench-api.ts";
import styles from "./population-table.module.css";

/** A change against the base; nothing where there is none. */
export function Difference(props: { readonly change: Rational | undefined; readonly column: OutputColumn }) {
  return (
    <Show when={props.change?.numerator ? props.change : undefined}>
      {(change) => (
        <span class={styles.difference} data-direction={change().numerator > 0n ? "up" : "down"}>
          <span aria-hidden="true">{change().numerator > 0n ? "▲" : "▼"}</span>
          {withSign(changeText(change(), props.column))}
        </span>
      )}
    </Show>
  );
}
