import { createEffect, createResource, createSignal, Match, Show, Switch } from "solid-js";
import { readCatalogue } from "../../../engine/index.ts";
import { api } from "../../api/client.ts";
import { ratingsApi } from "../../api/ratings.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { MonthField } from "../../components/month-field.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { Select } from "../../components/select.tsx";
import { t } from "../../i18n/i18n.ts";
import { m } from "./messages.ts";
import { RatingGrid } from "./rating-grid.tsx";
import styles from "./ratings.module.css";

/** A superior rates direct reports, of one month at a time. */
export default function RatingsPage() {
  const [dataSets] = createResource(async () => (await api.datasets()).datasets);
  const [chosen, setChosen] = createSignal<string>();
  const [picked, setPicked] = createSignal<string>();
  const known = () => (dataSets.error ? undefined : dataSets.latest);
  const dataSet = () => known()?.find(({ id }) => id === chosen()) ?? known()?.[0];
  /** Where nothing was picked, the last month that there are data of. */
  const month = () => picked() ?? dataSet()?.months.at(-1) ?? "";
  const [loaded, { refetch }] = createResource(
    () => {
      const from = dataSet();
      return from && month() !== "" ? { dataSet: from.id, month: month() } : undefined;
    },
    async (asked) => {
      const [list, appraisals, { text }] = await Promise.all([
        ratingsApi.list(asked.dataSet, asked.month),
        ratingsApi.selfAppraisals(asked.month),
        api.catalogue(),
      ]);
      return { ...asked, list, appraisals, catalogue: readCatalogue(text).catalogue };
    },
  );
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });

  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={page.title}>{m().title}</h1>
      </TopBar>
      <div class={page.page}>
        <Show when={dataSet()}>
          {(from) => (
            <div class={page.strip}>
              <div class={styles.month}>
                <MonthField label={m().month} value={month()} onChange={setPicked} />
              </div>
              <Show when={(known()?.length ?? 0) > 1}>
                <div class={styles.dataSet}>
                  <span class={styles.label}>{m().dataSet}</span>
                  <Select
                    label={m().dataSet}
                    options={(known() ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                    value={from().id}
                    onChange={setChosen}
                  />
                </div>
              </Show>
              <p class={page.note}>{m().hint}</p>
            </div>
          )}
        </Show>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={dataSets.error ?? loaded.error}>
            {(error) => (
              <Notice role="alert" title={reason(error())}>
                <Button onClick={() => refetch()}>{t().app.retry}</Button>
              </Notice>
            )}
          </Match>
          <Match when={known()?.length === 0}>
            <Notice title={m().noDataSets} hint={m().noDataSetsHint} />
          </Match>
          <Match when={!loaded.loading && loaded()} keyed>
            {(found) => (
              <Switch fallback={<RatingGrid {...found} onSaved={() => void refetch()} />}>
                <Match when={found.list.agents.length === 0}>
                  <Notice title={m().nobody} hint={m().nobodyHint} />
                </Match>
                <Match when={found.list.metrics.length === 0}>
                  <Notice title={m().nothing} hint={m().nothingHint} />
                </Match>
              </Switch>
            )}
          </Match>
        </Switch>
      </div>
    </>
  );
}
