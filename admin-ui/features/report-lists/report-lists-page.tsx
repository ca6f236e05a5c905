import { A } from "@solidjs/router";
import { createEffect, createResource, For, Match, Switch } from "solid-js";
import { reason } from "../../api/reason.ts";
import { reportListsApi } from "../../api/report-lists.ts";
import { createVersionNames } from "../../api/version-names.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { ListState } from "./list-state.tsx";
import { m } from "./messages.ts";

/** The lists that schemes issue, such as 专员季度级别确认名单, the newest first. */
export default function ReportListsPage() {
  const [lists, { refetch }] = createResource(() => reportListsApi.list());
  const nameOf = createVersionNames();
  const loaded = () => (lists.error ? undefined : lists.latest);
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={page.title}>{m().title}</h1>
      </TopBar>
      <div class={page.page}>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={lists.error}>
            <Notice role="alert" title={reason(lists.error)}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={loaded()?.length === 0}>
            <Notice title={m().none} hint={m().noneHint} />
          </Match>
          <Match when={loaded()}>
            {(found) => (
              <table class={page.table}>
                <thead>
                  <tr>
                    <th scope="col">{m().columns.name}</th>
                    <th scope="col">{m().columns.month}</th>
                    <th scope="col">{m().columns.version}</th>
                    <th scope="col" class={page.number}>
                      {m().columns.agents}
                    </th>
                    <th scope="col">{m().columns.state}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={found()}>
                    {(list) => (
                      <tr>
                        <td>
                          <A class="link" href={`/report-lists/${encodeURIComponent(list.id)}`}>
                            {list.name}
                          </A>
                        </td>
                        <td>{formatMonth(list.month)}</td>
                        <td>{nameOf(list.version)}</td>
                        <td class={page.number}>{list.agents}</td>
                        <td>
                          <ListState state={list.state} />
                        </td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            )}
          </Match>
        </Switch>
      </div>
    </>
  );
}
