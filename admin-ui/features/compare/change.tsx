import { Show } from "solid-js";
import { negate, type Rational } from "../../../engine/index.ts";
import { groupDigits } from "../../i18n/format.ts";
import styles from "./change.module.css";

interface ChangeProps {
  readonly value: Rational | undefined;
  /** Of the size, without sign. */
  readonly text: (size: Rational) => string;
}

/** ▲ or ▼ with the size of a change; a plain figure where there is none. */
export const Change = (props: ChangeProps) => (
  <Show when={props.value}>
    {(value) => {
      const direction = () => (value().numerator === 0n ? undefined : value().numerator > 0n ? "up" : "down");
      return (
        <span class={styles.change} data-direction={direction()}>
          <Show when={direction()}>
            {(found) => (
              <>
                <span aria-hidden="true">{found() === "up" ? "▲" : "▼"}</span>
                <span class="visually-hidden">{found() === "up" ? "+" : "−"}</span>
              </>
            )}
          </Show>
          {groupDigits(props.text(value().numerator < 0n ? negate(value()) : value()))}
        </span>
      );
    }}
  </Show>
);
