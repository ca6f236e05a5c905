import { type JSX, Show } from "solid-js";
import styles from "./chip.module.css";

export type Tone = "accent" | "up" | "down" | "warn" | "plain";

interface ChipProps {
  readonly tone: Tone;
  /** A dot before the word, for a status. */
  readonly dot?: boolean;
  readonly children: JSX.Element;
}

export function Chip(props: ChipProps) {
  return (
    <span class={styles.chip} data-tone={props.tone}>
      <Show when={props.dot}>
        <span class={styles.dot} aria-hidden="true" />
      </Show>
      {props.children}
    </span>
  );
}
