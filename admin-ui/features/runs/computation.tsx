import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import type { Job, Run } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { runsApi } from "../../api/runs.ts";
import { language } from "../../app/preferences.ts";
import { may } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { m } from "./messages.ts";
import styles from "./run-page.module.css";

interface ComputationProps {
  readonly run: Run;
  readonly onEnded: () => void;
}

const PAUSE_MS = 700;
const ENDED: readonly Job["status"][] = ["done", "failed", "cancelled"];

/** The computation that is under way, with its progress, and how the last one ended where it did not succeed. */
export function Computation(props: ComputationProps) {
  const [job, setJob] = createSignal<Job>();
  const [failure, setFailure] = createSignal<string>();
  createEffect(
    on(
      () => [props.run.id, props.run.computing === true] as const,
      ([run, computing]) => {
        if (!computing) return;
        let timer: ReturnType<typeof setTimeout> | undefined;
        let left = false;
        onCleanup(() => {
          left = true;
          clearTimeout(timer);
        });
        const look = async (): Promise<void> => {
          try {
            const found = await runsApi.latestJob(run);
            if (left) return;
            setJob(found);
            setFailure(undefined);
            if (found === undefined || ENDED.includes(found.status)) return props.onEnded();
          } catch (error) {
            if (left) return;
            setFailure(reason(error));
          }
          timer = setTimeout(() => void look(), PAUSE_MS);
        };
        void look();
      },
    ),
  );
  const cancel = async (id: string): Promise<void> => {
    try {
      setJob(await runsApi.cancel(id));
    } catch (error) {
      setFailure(reason(error));
    }
  };
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
          <Show when={may("editor", "reviewer", "approver") && !job()?.cancelling ? job() : undefined}>
            {(running) => <Button onClick={() => void cancel(running().id)}>{m().cancelComputing}</Button>}
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
