import type { JSX } from "solid-js";
import { Show } from "solid-js";
import styles from "./notice.module.css";

interface NoticeProps {
  readonly title: string;
  readonly hint?: string | undefined;
  /** `status` is read out when it appears, `alert` at once. */
  readonly role?: "status" | "alert";
  readonly children?: JSX.Element;
}

/** Takes the place of content that is loading, empty or cannot be had, and says which. */
export function Notice(props: NoticeProps) {
  return (
    <div class={styles.notice} role={props.role ?? "status"}>
      <p class={styles.title}>{props.title}</p>
      <Show when={props.hint}>
        <p class={styles.hint}>{props.hint}</p>
      </Show>
      <Show when={props.children}>
        <div class={styles.actions}>{props.children}</div>
      </Show>
    </div>
  );
}

/** Loading: says so only after a moment, so that what is quick does not flicker. */
export const Loading = (props: { readonly title: string }) => (
  <div class={`${styles.notice} ${styles.late}`} role="status">
    <span class={styles.bob} aria-hidden="true" />
    <p class={styles.hint}>{props.title}</p>
  </div>
);
