import { createEffect, createResource, createSignal, For, Match, on, onCleanup, Show, Switch } from "solid-js";
import { createStore } from "solid-js/store";
import type { SchemeList } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { InstitutionRows } from "../institutions/institution-rows.tsx";
import { NewDraftDialog } from "./new-draft-dialog.tsx";
import { groupVersions, type ListedVersion } from "./scheme-groups.ts";
import styles from "./scheme-list-page.module.css";
import type { TrialRun } from "./trial-runs.ts";
import { VersionRow } from "./version-row.tsx";

export function SchemeListPage() {
  const [list, { refetch }] = createResource(api.schemes);
  const [governance] = createResource(api.institutions);
  const institutions = () => (governance.error ? [] : (governance.latest?.institutions ?? []));
  const [copied, setCopied] = createSignal<ListedVersion>();
  /** Undefined while there is nothing to show: a failed resource throws where it is read. */
  const loaded = () => (list.error ? undefined : list.latest);
  const runs = createTrialRuns(loaded);
  const month = () => Object.values(runs).at(0)?.month;
  const versionCount = () => loaded()?.schemes.reduce((sum, { versions }) => sum + versions.length, 0) ?? 0;

  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={styles.title}>{t().schemes.title}</h1>
        <Show when={loaded()}>
          {(found) => <span class={styles.summary}>{t().schemes.summary(versionCount(), found().schemes.length)}</span>}
        </Show>
      </TopBar>
      <div class={styles.page}>
        <Switch fallback={<Loading title={t().schemes.loading} />}>
          <Match when={list.error}>
            <Notice role="alert" title={reason(list.error)} hint={t().app.serverUnreachableHint}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={loaded() && versionCount() === 0}>
            <Notice title={t().schemes.empty} hint={t().schemes.emptyHint} />
          </Match>
          <Match when={loaded()}>
            {(found) => (
              <table class={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{t().schemes.columns.scheme}</th>
                    <th scope="col">{t().schemes.columns.version}</th>
                    <th scope="col">{t().schemes.columns.status}</th>
                    <th scope="col">{t().schemes.columns.check}</th>
                    <th scope="col" class={styles.number}>
                      {t().schemes.columns.people}
                    </th>
                    <th scope="col" class={styles.number}>
                      {t().schemes.columns.total(month() && formatMonth(month() ?? ""))}
                    </th>
                    <th scope="col">{t().schemes.columns.updated}</th>
                    <th scope="col">
                      <span class="visually-hidden">{t().schemes.columns.actions}</span>
                    </th>
                  </tr>
                </thead>
                <For each={groupVersions(found())}>
                  {({ group, versions }) => (
                    <tbody>
                      <tr class={styles.group}>
                        <th scope="rowgroup" colSpan={8}>
                          {t().schemes.groups[group]} <span>{versions.length}</span>
                        </th>
                      </tr>
                      <For each={versions}>
                        {(listed) => <VersionRow listed={listed} run={runs[listed.version.id]} onCopy={setCopied} />}
                      </For>
                    </tbody>
                  )}
                </For>
                <Show when={institutions().length > 0}>
                  <tbody>
                    <tr class={styles.group}>
                      <th scope="rowgroup" colSpan={8}>
                        {t().schemes.institutions} <span>{institutions().length}</span>
                      </th>
                    </tr>
                    <InstitutionRows institutions={institutions()} />
                  </tbody>
                </Show>
              </table>
            )}
          </Match>
        </Switch>
      </div>
      <NewDraftDialog source={copied()} onClose={() => setCopied(undefined)} />
    </>
  );
}

/** What the versions without errors would pay, by id; computed in the background once the list is shown. */
function createTrialRuns(list: () => SchemeList | undefined): Readonly<Record<string, TrialRun>> {
  const [runs, setRuns] = createStore<Record<string, TrialRun>>({});
  createEffect(
    on(list, (found) => {
      const versions = found?.schemes.flatMap((scheme) => scheme.versions) ?? [];
      const runnable = versions.filter(({ findings }) => findings.errors === 0);
      const stop = new AbortController();
      onCleanup(() => stop.abort());
      if (runnable.length === 0) return;
      // The list stands without these figures where the engine or the data cannot be had.
      import("./trial-runs.ts").then(({ trialRuns }) => trialRuns(runnable, setRuns, stop.signal)).catch(() => {});
    }),
  );
  return runs;
}
