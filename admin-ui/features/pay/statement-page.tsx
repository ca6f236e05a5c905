import { A, useParams } from "@solidjs/router";
import { createEffect, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import { payApi } from "../../api/pay.ts";
import { reason } from "../../api/reason.ts";
import { runsApi } from "../../api/runs.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { user } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { notify } from "../../components/toast.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { AppealSteps } from "../appeals/appeal-steps.tsx";
import { SayDialog } from "../appeals/say-dialog.tsx";
import { m } from "./messages.ts";
import styles from "./statement.module.css";
import { isOver, StatementView } from "./statement-view.tsx";

/** One's own statement of a month, with the appeals against it. */
export default function StatementPage() {
  const params = useParams<{ run: string }>();
  const source = () => {
    const agent = user()?.agent;
    return agent === undefined ? undefined : { run: params.run, agent };
  };
  const [statement, { refetch }] = createResource(source, ({ run, agent }) => payApi.statement(run, agent));
  const [months] = createResource(async () =>
    (await runsApi.list()).filter(({ status }) => status === "published").toReversed(),
  );
  const [appeals, { refetch: readAppeals }] = createResource(
    () => params.run,
    async (run) => (await payApi.appeals({ run })).appeals,
  );
  const [appealing, setAppealing] = createSignal(false);
  /** The published month before or after this one. */
  const beside = (step: -1 | 1) => {
    const all = months.error ? [] : (months.latest ?? []);
    const here = all.find(({ id }) => id === params.run);
    const same = all.filter(({ dataSet }) => dataSet === here?.dataSet);
    return here && same[same.indexOf(here) + step];
  };
  const known = () => (appeals.error ? [] : (appeals.latest ?? []));
  const mayAppeal = (lastDay: string | undefined): boolean =>
    lastDay !== undefined &&
    !isOver(lastDay) &&
    known().every(({ state }) => state === "answered" || state === "ruled");
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={styles.barTitle}>
          <A href="/pay">{m().title}</A>
        </h1>
      </TopBar>
      <div class={styles.page}>
        <div class={styles.column}>
          <nav class={styles.turn} aria-label={m().months}>
            <span>
              <Show when={beside(-1)}>{(run) => <A href={`/pay/${run().id}`}>‹ {formatMonth(run().month)}</A>}</Show>
            </span>
            <Show when={beside(1)}>{(run) => <A href={`/pay/${run().id}`}>{formatMonth(run().month)} ›</A>}</Show>
          </nav>
          <Switch fallback={<Loading title={m().loading} />}>
            <Match when={user()?.agent === undefined}>
              <Notice title={m().noNumber} hint={m().noNumberHint} />
            </Match>
            <Match when={statement.error}>
              <Notice role="alert" title={reason(statement.error)}>
                <Button onClick={() => refetch()}>{t().app.retry}</Button>
              </Notice>
            </Match>
            <Match when={statement()}>
              {(found) => (
                <StatementView statement={found()}>
                  <For each={known()}>
                    {(appeal) => <AppealSteps appeal={appeal} onChanged={() => void readAppeals()} />}
                  </For>
                  <Show when={mayAppeal(found().lastDayToAppeal)}>
                    <div class={styles.foot}>
                      <Button variant="primary" onClick={() => setAppealing(true)}>
                        {m().appeal}
                      </Button>
                    </div>
                  </Show>
                </StatementView>
              )}
            </Match>
          </Switch>
        </div>
      </div>
      <SayDialog
        open={appealing()}
        onClose={() => setAppealing(false)}
        title={m().appealTitle}
        description={m().appealHint}
        label={m().appealText}
        action={m().submit}
        onSay={async (text) => {
          await payApi.file(params.run, text);
          notify(m().filed);
          await readAppeals();
        }}
      />
    </>
  );
}
