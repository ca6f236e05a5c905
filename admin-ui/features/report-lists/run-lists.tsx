import { A } from "@solidjs/router";
import { createResource, createSignal, For, Show } from "solid-js";
import type { Run } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { reportListsApi } from "../../api/report-lists.ts";
import { watchJob } from "../../app/job-watch.ts";
import { language } from "../../app/preferences.ts";
import { may } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { notify } from "../../components/toast.tsx";
import styles from "../runs/run-page.module.css";
import { ListState } from "./list-state.tsx";
import { m } from "./messages.ts";

/** The lists that a settled month's schemes issue. */
export function RunLists(props: { readonly run: Run }) {
  const isSettled = () => props.run.status === "locked" || props.run.status === "published";
  const [lists, { refetch }] = createResource(
    () => (isSettled() ? props.run.id : undefined),
    (run) => reportListsApi.list(run),
  );
  const [making, setMaking] = createSignal<string>();
  const found = () =>
    lists.error ? [] : (lists.latest ?? []).filter(({ revision }) => revision === props.run.revision);
  watchJob(making, (job) => {
    setMaking(undefined);
    if (job?.status === "failed") notify(m().makeFailed(job.reason?.[language()] ?? ""), "down");
    void refetch();
  });
  const make = async (): Promise<void> => {
    try {
      await reportListsApi.make(props.run.id);
      setMaking(props.run.id);
    } catch (error) {
      notify(reason(error), "down");
    }
  };
  return (
    <Show when={isSettled()}>
      <section class={`${styles.card} ${styles.panel}`} aria-label={m().title}>
        <header class={styles.panelHead}>
          <h2>{m().title}</h2>
          <Show when={may("editor", "reviewer")}>
            <Button disabled={making() !== undefined} onClick={() => void make()}>
              {making() === undefined ? m().make : m().making}
            </Button>
          </Show>
        </header>
        <Show when={found().length > 0} fallback={<p class={styles.small}>{m().noneIssued}</p>}>
          <ul class={styles.list}>
            <For each={found()}>
              {(list) => (
                <li class={styles.row}>
                  <A class="link" href={`/report-lists/${encodeURIComponent(list.id)}`}>
                    {list.name}
                  </A>
                  <ListState state={list.state} />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
    </Show>
  );
}
