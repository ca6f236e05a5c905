import { A } from "@solidjs/router";
import { createEffect, createResource, For, Match, Show, Switch } from "solid-js";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { user } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { formatDateTime, formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { yuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";
import { ownMonths } from "./own-pay.ts";
import styles from "./statement.module.css";

/** An agent's published months. */
export default function PayPage() {
  const [months, { refetch }] = createResource(() => user()?.agent, ownMonths);
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={styles.barTitle}>{m().title}</h1>
      </TopBar>
      <div class={styles.page}>
        <div class={styles.column}>
          <Switch fallback={<Loading title={m().loading} />}>
            <Match when={user()?.agent === undefined}>
              <Notice title={m().noNumber} hint={m().noNumberHint} />
            </Match>
            <Match when={months.error}>
              <Notice role="alert" title={reason(months.error)}>
                <Button onClick={() => refetch()}>{t().app.retry}</Button>
              </Notice>
            </Match>
            <Match when={months()?.length === 0}>
              <Notice title={m().none} hint={m().noneHint} />
            </Match>
            <Match when={months()}>
              {(found) => (
                <ul class={styles.months} aria-label={m().months}>
                  <For each={found()}>
                    {({ run, line }) => (
                      <li>
                        <A class={styles.monthLink} href={`/pay/${run.id}`}>
                          <span>
                            {formatMonth(run.month)}
                            <Show when={run.publishedAt}>
                              {(at) => (
                                <div class={styles.quiet}>{m().publishedOn(formatDateTime(new Date(at())))}</div>
                              )}
                            </Show>
                          </span>
                          <strong>{yuan(line.net)}</strong>
                        </A>
                      </li>
                    )}
                  </For>
                </ul>
              )}
            </Match>
          </Switch>
        </div>
      </div>
    </>
  );
}
