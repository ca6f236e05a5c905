import { A, useNavigate } from "@solidjs/router";
import { createMemo, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { DataSet, RunSummary } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { runsApi } from "../../api/runs.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { Select } from "../../components/select.tsx";
import { notify } from "../../components/toast.tsx";
import { formatDateTime, formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { yuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";
import styles from "./run-list-page.module.css";
import { RunStatus } from "./run-status.tsx";

/** The months of a data set: where each stands, what it comes to, and who has no result. */
export default function RunListPage() {
  const [sets, { refetch }] = createResource(async () => (await api.datasets()).datasets);
  const [chosen, setChosen] = createSignal<string>();
  const loaded = () => (sets.error ? undefined : sets.latest);
  const current = () => loaded()?.find(({ id }) => id === chosen()) ?? loaded()?.[0];
  return (
    <>
      <TopBar
        actions={
          <>
            <A class="link" href="/corrections">
              {t().app.corrections}
            </A>
            <QuickSwitches />
          </>
        }
      >
        <h1 class={styles.title}>{m().title}</h1>
        <Show when={(loaded()?.length ?? 0) > 1}>
          <div class={styles.picker}>
            <Select
              label={m().dataSet}
              options={(loaded() ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={current()?.id}
              onChange={setChosen}
            />
          </div>
        </Show>
      </TopBar>
      <div class={styles.page}>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={sets.error}>
            <Notice role="alert" title={reason(sets.error)}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={loaded()?.length === 0}>
            <Notice title={m().noDataSets} hint={m().noDataSetsHint} />
          </Match>
          <Match when={current()}>{(set) => <Months set={set()} />}</Match>
        </Switch>
      </div>
    </>
  );
}

interface Month {
  readonly month: string;
  /** Absent where it has not been opened. */
  readonly run: RunSummary | undefined;
}

function Months(props: { readonly set: DataSet }) {
  const navigate = useNavigate();
  const [runs, { refetch }] = createResource(runsApi.list);
  const [opening, setOpening] = createSignal<string>();
  const months = createMemo((): readonly Month[] | undefined => {
    if (runs.error || runs.latest === undefined) return undefined;
    const byMonth = new Map(
      runs.latest.filter(({ dataSet }) => dataSet === props.set.id).map((run) => [run.month, run]),
    );
    const all = [...new Set([...props.set.months, ...byMonth.keys()])].sort().reverse();
    return all.map((month) => ({ month, run: byMonth.get(month) }));
  });
  const open = async (month: string): Promise<void> => {
    setOpening(month);
    try {
      const { run } = await runsApi.open(props.set.id, month);
      navigate(`/runs/${run.id}`);
    } catch (error) {
      notify(reason(error), "down");
      void refetch();
    } finally {
      setOpening(undefined);
    }
  };
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={runs.error}>
        <Notice role="alert" title={reason(runs.error)}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={months()?.length === 0}>
        <Notice title={m().noMonths} hint={m().noDataSetsHint} />
      </Match>
      <Match when={months()}>
        {(found) => (
          <table class={styles.table}>
            <thead>
              <tr>
                <th scope="col">{m().columns.month}</th>
                <th scope="col">{m().columns.status}</th>
                <th scope="col" class={styles.number}>
                  {m().columns.people}
                </th>
                <th scope="col" class={styles.number}>
                  {m().columns.without}
                </th>
                <th scope="col" class={styles.number}>
                  {m().columns.payout}
                </th>
                <th scope="col">{m().columns.published}</th>
                <th scope="col">
                  <span class="visually-hidden">{m().columns.actions}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={found()}>
                {({ month, run }) => (
                  <tr>
                    <th scope="row">
                      <Show when={run} fallback={formatMonth(month)}>
                        {(opened) => (
                          <A class={styles.month} href={`/runs/${opened().id}`}>
                            {formatMonth(month)}
                          </A>
                        )}
                      </Show>
                      <Show when={run && run.revision > 1 ? run.revision : undefined}>
                        {(revision) => <span class={styles.quiet}>{m().revision(revision())}</span>}
                      </Show>
                    </th>
                    <td>
                      <Show when={run} fallback={<Chip tone="plain">{m().notOpened}</Chip>}>
                        {(opened) => <RunStatus status={opened().status} />}
                      </Show>
                    </td>
                    <td class={styles.number}>{run?.sums?.lines}</td>
                    <td class={styles.number}>
                      <Show when={run?.sums?.withoutResult} fallback={run?.sums && 0}>
                        {(count) => (
                          <A class={styles.lacking} href={`/runs/${run?.id}?show=lacking`}>
                            {count()}
                          </A>
                        )}
                      </Show>
                    </td>
                    <td class={styles.number}>
                      <strong>{run?.sums && yuan(run.sums.payout)}</strong>
                    </td>
                    <td class={styles.quiet}>{run?.publishedAt && formatDateTime(new Date(run.publishedAt))}</td>
                    <td class={styles.action}>
                      <Show when={!run && may("editor")}>
                        <Button disabled={opening() !== undefined} onClick={() => void open(month)}>
                          {m().open}
                        </Button>
                      </Show>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        )}
      </Match>
    </Switch>
  );
}
