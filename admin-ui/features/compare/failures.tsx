import { For, Show } from "solid-js";
import { language } from "../../app/preferences.ts";
import { Notice } from "../../components/notice.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { type Compared, placesOf } from "./compared.ts";
import styles from "./lists.module.css";
import { m } from "./messages.ts";
import { SchemeMark } from "./scheme-mark.tsx";

/** Agent-months that some scheme cannot compute, and why. */
export function Failures(props: {
  readonly compared: Compared;
  readonly onPick: (agent: string, month: string) => void;
}) {
  const failures = () => props.compared.comparison.failures;
  const nameOf = (agent: string): string =>
    props.compared.info.people[placesOf(props.compared).get(agent) ?? -1]?.name ?? "";
  return (
    <section class={styles.card} aria-label={m().failures.title}>
      <Show when={failures().count > 0} fallback={<Notice title={m().failures.none} />}>
        <header class={styles.head}>
          <h2>{m().failures.title}</h2>
          <span>
            {m().failures.all(failures().count)}
            <Show when={failures().first.length < failures().count}>
              {" · "}
              {m().failures.first(failures().first.length)}
            </Show>
          </span>
        </header>
        <div class={styles.scroller}>
          <table class={styles.table}>
            <thead>
              <tr>
                <th scope="col">{m().columns.agent}</th>
                <th scope="col">{m().columns.month}</th>
                <For each={props.compared.versions}>
                  {({ short, label, place }) => (
                    <th scope="col" title={label}>
                      <SchemeMark place={place} /> {short}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={failures().first}>
                {({ agent, month, reasons }) => (
                  <tr>
                    <th scope="row">
                      <button type="button" class={styles.link} onClick={() => props.onPick(agent, month)}>
                        {nameOf(agent) || agent}
                      </button>{" "}
                      <span class={styles.quiet}>{nameOf(agent) && agent}</span>
                    </th>
                    <td>{formatMonth(month)}</td>
                    <For each={props.compared.versions}>
                      {({ place }) => (
                        <td>
                          <Show
                            when={reasons[place]}
                            fallback={<span class={styles.quiet}>{m().failures.computed}</span>}
                          >
                            {(reason) => <span class={styles.reason}>{reason()[language()]}</span>}
                          </Show>
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
    </section>
  );
}
