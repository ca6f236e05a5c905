import { Show } from "solid-js";
import type { Run } from "../../../server/api-types.ts";
import { watchJob } from "../../app/job-watch.ts";
import { language } from "../../app/preferences.ts";
import { may } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { m } from "./messages.ts";
import styles from "./run-page.module.css";

interface ComputationProps {
  readonly run: Run;
  readonly onEnded: () => void;
}

/** The computation that is under way, with its progress, and how the last one ended where it did not succeed. */
export function Computation(props: ComputationProps) {
  const { job, failure, cancel } = watchJob(
    () => (props.run.computing === true ? props.run.id : undefined),
    () => props.onEnded(),
  );
  const failed = () => (!props.run.computing && job()?.status === "failed" ? job() : undefined);
  return (
    <>
      <Show when={props.run.computing}>
        <div class={`${styles.card} ${styles.job}`} role="status">
          <span>{job()?.cancelling ? m().cancelling : m().computing}</span>
          <Show when={job()?.total} fallback={<progress aria-label={m().computing} />}>
            {(total) => (
              <>
                <progress aria-label={m().computing} value={job()?.done ?? 0} max={total()} />
                <span class={styles.small}>{m().progress(job()?.done ?? 0, total())}</span>
              </>
            )}
          </Show>
          <Show when={may("editor", "reviewer", "approver") && job() !== undefined && !job()?.cancelling}>
            <Button onClick={() => void cancel()}>{m().cancelComputing}</Button>
          </Show>
        </div>
      </Show>
      <Show when={failure() ?? (failed() && m().computeFailed(failed()?.reason?.[language()] ?? ""))}>
        {(text) => (
          <p class={`${styles.card} ${styles.warning}`} role="alert">
            {text()}
          </p>
        )}
      </Show>
      <Show when={!props.run.computing && job()?.status === "cancelled"}>
        <p class={`${styles.card} ${styles.warning}`} role="status">
          {m().computeCancelled}
        </p>
      </Show>
      <Show when={props.run.outdated && !props.run.computing}>
        <p class={`${styles.card} ${styles.warning}`} role="status">
          {m().outdated}
        </p>
      </Show>
    </>
  );
}
