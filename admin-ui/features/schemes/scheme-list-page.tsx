import { A } from "@solidjs/router";
import { createEffect, createResource, createSignal, For, Match, on, onCleanup, Show, Switch } from "solid-js";
import { createStore } from "solid-js/store";
import type { SchemeList } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { ChevronDown, Upload } from "../../components/icons.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { t } from "../../i18n/i18n.ts";
import { InstitutionRows } from "../institutions/institution-rows.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { m } from "./messages.ts";
import { NewDraftDialog } from "./new-draft-dialog.tsx";
import { groupVersions, type ListedVersion, type Order, type SortKey } from "./scheme-groups.ts";
import styles from "./scheme-list-page.module.css";
import type { TrialRun } from "./trial-runs.ts";
import { VersionRow } from "./version-row.tsx";

const COLUMNS = 10;

export function SchemeListPage() {
  const [list, { refetch }] = createResource(api.schemes);
  const [governance] = createResource(api.institutions);
  const institutions = () => (governance.error ? [] : (governance.latest?.institutions ?? []));
  const [copied, setCopied] = createSignal<ListedVersion>();
  /** Undefined while there is nothing to show: a failed resource throws where it is read. */
  const loaded = () => (list.error ? undefined : list.latest);
  const runs = createTrialRuns(loaded);
  const [read] = createResource(api.schemeFigures);
  // Not everybody may see what has been paid: the list stands without it.
  const figures = () => (read.error ? undefined : read.latest);
  const [typed, setTyped] = createSignal("");
  const [order, setOrder] = createSignal<Order>({ descending: false });
  const [importing, setImporting] = createSignal(false);
  const versionCount = () => loaded()?.schemes.reduce((sum, { versions }) => sum + versions.length, 0) ?? 0;

  return (
    <>
      <TopBar
        actions={
          <>
            <A class="link" href="/assignments">
              {m().assignments}
            </A>
            <QuickSwitches />
            <Show when={may("editor")}>
              <Button onClick={() => setImporting(true)}>
                <Upload size={15} />
                {m().import}
              </Button>
            </Show>
          </>
        }
      >
        <h1 class={styles.title}>{t().schemes.title}</h1>
        <Show when={loaded()}>
          {(found) => <span class={styles.summary}>{t().schemes.summary(versionCount(), found().schemes.length)}</span>}
        </Show>
      </TopBar>
      <div class={styles.page}>
        <Show when={versionCount() > 0}>
          <input
            class={styles.filter}
            type="search"
            aria-label={m().filter}
            placeholder={m().filter}
            value={typed()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </Show>
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
                    <SortHeader by="title" label={t().schemes.columns.scheme} order={order()} onOrder={setOrder} />
                    <SortHeader by="version" label={t().schemes.columns.version} order={order()} onOrder={setOrder} />
                    <th scope="col">{t().schemes.columns.status}</th>
                    <SortHeader by="effective" label={m().columns.effective} order={order()} onOrder={setOrder} />
                    <SortHeader by="people" label={m().columns.people} order={order()} onOrder={setOrder} isNumber />
                    <SortHeader by="payout" label={m().columns.payout} order={order()} onOrder={setOrder} isNumber />
                    <th scope="col">{m().columns.trend}</th>
                    <th scope="col">{t().schemes.columns.check}</th>
                    <SortHeader by="authors" label={m().columns.authors} order={order()} onOrder={setOrder} />
                    <th scope="col">
                      <span class="visually-hidden">{t().schemes.columns.actions}</span>
                    </th>
                  </tr>
                </thead>
                <For
                  each={groupVersions(found(), figures()?.versions ?? [], { typed: typed(), order: order() })}
                  fallback={
                    <tbody>
                      <tr>
                        <td colSpan={COLUMNS}>
                          <Notice title={m().noMatch(typed())}>
                            <Button onClick={() => setTyped("")}>{m().showAll}</Button>
                          </Notice>
                        </td>
                      </tr>
                    </tbody>
                  }
                >
                  {({ group, versions }) => (
                    <tbody>
                      <tr class={styles.group}>
                        <th scope="rowgroup" colSpan={COLUMNS}>
                          {t().schemes.groups[group]} <span>{versions.length}</span>
                        </th>
                      </tr>
                      <For each={versions}>
                        {(listed) => (
                          <VersionRow
                            listed={listed}
                            run={runs[listed.version.id]}
                            month={figures()?.month}
                            onCopy={setCopied}
                          />
                        )}
                      </For>
                    </tbody>
                  )}
                </For>
                <Show when={institutions().length > 0 && typed().trim() === ""}>
                  <tbody>
                    <tr class={styles.group}>
                      <th scope="rowgroup" colSpan={COLUMNS}>
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
      <ImportDialog open={importing()} schemes={loaded()?.schemes ?? []} onClose={() => setImporting(false)} />
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

interface SortHeaderProps {
  readonly by: SortKey;
  readonly label: string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly isNumber?: boolean;
}

/** The head of a column that the list can be sorted by: first one way, then the other, then by the last change again. */
function SortHeader(props: SortHeaderProps) {
  const isActive = () => props.order.by === props.by;
  // Of numbers the largest are looked for first.
  const first = () => props.isNumber === true;
  const next = (): Order => {
    if (!isActive()) return { by: props.by, descending: first() };
    return props.order.descending === first() ? { by: props.by, descending: !first() } : { descending: false };
  };
  return (
    <th
      scope="col"
      class={props.isNumber ? styles.number : undefined}
      aria-sort={isActive() ? (props.order.descending ? "descending" : "ascending") : undefined}
    >
      <button type="button" class={styles.sort} title={m().sortBy(props.label)} onClick={() => props.onOrder(next())}>
        {props.label}
        <ChevronDown size={12} class={styles.arrow} />
      </button>
    </th>
  );
}
