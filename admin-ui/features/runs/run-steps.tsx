import { For, Show } from "solid-js";
import type { Run, RunRevision } from "../../../server/api-types.ts";
import { Check } from "../../components/icons.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { m } from "./messages.ts";
import styles from "./run-page.module.css";
import { STATUSES } from "./run-status.tsx";

type Status = Run["status"];

/** How far the month is, as a line of steps: who took each and when, and what the next one waits for. */
export function RunSteps(props: { readonly run: Run }) {
  const reached = (): number => STATUSES.indexOf(props.run.status);
  return (
    <ol class={`${styles.card} ${styles.steps}`} aria-label={m().stepsLabel}>
      <For each={STATUSES}>
        {(status, at) => {
          const done = () => at() <= reached();
          const next = () => at() === reached() + 1;
          return (
            <li class={styles.step} data-done={done() ? "" : undefined} aria-current={next() ? "step" : undefined}>
              <span class={styles.mark} aria-hidden="true">
                <Show when={done()} fallback={at() + 1}>
                  <Check size={14} />
                </Show>
              </span>
              <span>
                <strong>{m().steps[status]}</strong>
                <small>{done() ? taken(props.run, status) : next() ? m().next[status] : ""}</small>
              </span>
            </li>
          );
        }}
      </For>
    </ol>
  );
}

function taken(run: Run, status: Status): string {
  const revision = run.revisions.at(-1);
  const act = revision && ACTS[status](revision);
  return act ? `${act.by.name} · ${formatDateTime(new Date(act.at))}` : "";
}

/** Who took a step in a revision. */
const ACTS: Readonly<Record<Status, (revision: RunRevision) => RunRevision["begun"] | undefined>> = {
  open: ({ begun }) => begun,
  computed: ({ computation }) => computation?.requested,
  reviewed: ({ reviewed }) => reviewed,
  locked: ({ locked }) => locked,
  published: ({ published }) => published,
};
