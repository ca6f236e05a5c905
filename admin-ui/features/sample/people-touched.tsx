import { For, Show } from "solid-js";
import type { Changes } from "../../kernel/workbench-api.ts";
import { m } from "./messages.ts";
import styles from "./people-touched.module.css";

interface PeopleTouchedProps {
  readonly changes: Changes;
  readonly month: string;
  readonly baseLabel: string | undefined;
}

const KINDS = ["up", "same", "down", "failed"] as const;
const MARKS = { up: "▲", same: "", down: "▼", failed: "" } as const;

/** How many agents the edit moves, and how many it leaves without a result. */
export function PeopleTouched(props: PeopleTouchedProps) {
  const name = (kind: (typeof KINDS)[number]): string => (kind === "failed" ? m().none : m()[kind]);
  return (
    <section class={styles.section} aria-label={m().touched(props.month)}>
      <header class={styles.head}>
        <h3>{m().touched(props.month)}</h3>
        <span class={styles.against}>{props.baseLabel === undefined ? "" : m().against(props.baseLabel)}</span>
      </header>
      <div class={styles.bar} aria-hidden="true">
        <For each={KINDS}>
          {(kind) => (
            <Show when={props.changes[kind] > 0}>
              <span class={styles.part} data-kind={kind} style={{ "flex-grow": props.changes[kind] }} />
            </Show>
          )}
        </For>
      </div>
      <dl class={styles.legend}>
        <For each={KINDS}>
          {(kind) => (
            <div class={styles.entry}>
              <dt>
                <span class={styles.swatch} data-kind={kind} aria-hidden="true" />
                <span class={styles.mark} data-kind={kind} aria-hidden="true">
                  {MARKS[kind]}
                </span>
                {name(kind)}
              </dt>
              <dd>{props.changes[kind]}</dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  );
}
