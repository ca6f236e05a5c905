import { useSearchParams } from "@solidjs/router";
import { createEffect, createResource, For, Match, Show, Switch } from "solid-js";
import type { RunLine, RunSummary } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { runsApi } from "../../api/runs.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { user } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { Select } from "../../components/select.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { signedYuan, yuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";

/** What a superior's direct reports are paid in a published month; the inputs behind it are not theirs to see. */
export default function ReportsPayPage() {
  const [search, setSearch] = useSearchParams<{ run?: string }>();
  const [runs, { refetch }] = createResource(async () =>
    (await runsApi.list()).filter(({ status }) => status === "published"),
  );
  const published = () => (runs.error ? undefined : runs.latest);
  const current = () => published()?.find(({ id }) => id === search.run) ?? published()?.[0];
  createEffect(() => {
    document.title = `${m().reportsTitle} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={page.title}>{m().reportsTitle}</h1>
        <Show when={(published()?.length ?? 0) > 0}>
          <Select
            label={m().month}
            options={(published() ?? []).map(({ id, month }) => ({ value: id, label: formatMonth(month) }))}
            value={current()?.id}
            onChange={(run) => setSearch({ run }, { replace: true })}
          />
        </Show>
      </TopBar>
      <div class={page.page}>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={runs.error}>
            <Notice role="alert" title={reason(runs.error)}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={published()?.length === 0}>
            <Notice title={m().none} hint={m().noneHint} />
          </Match>
          <Match when={current()}>{(run) => <Reports run={run()} />}</Match>
        </Switch>
      </div>
    </>
  );
}

function Reports(props: { readonly run: RunSummary }) {
  const [lines] = createResource(() => props.run.id, linesOf);
  const found = () => (lines.error ? undefined : lines.latest?.filter(({ agent }) => agent !== user()?.agent));
  const total = () => (found() ?? []).reduce((sum, { net }) => sum + net, 0);
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={lines.error}>
        <Notice role="alert" title={reason(lines.error)} />
      </Match>
      <Match when={found()?.length === 0}>
        <Notice title={m().noReports} />
      </Match>
      <Match when={found()}>
        {(reports) => (
          <table class={page.table}>
            <thead>
              <tr>
                <th scope="col">{m().columns.agent}</th>
                <th scope="col">{m().columns.department}</th>
                <th scope="col" class={page.number}>
                  {m().columns.payout}
                </th>
                <th scope="col" class={page.number}>
                  {m().columns.others}
                </th>
                <th scope="col" class={page.number}>
                  {m().columns.net}
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={reports()}>{(line) => <ReportRow line={line} />}</For>
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={4}>
                  {m().totalOf(reports().length)}
                </th>
                <td class={page.number}>
                  <strong>{yuan(total())}</strong>
                </td>
              </tr>
            </tfoot>
          </table>
        )}
      </Match>
    </Switch>
  );
}

const ReportRow = (props: { readonly line: RunLine }) => (
  <tr>
    <th scope="row">
      {props.line.name ?? props.line.agent}
      <Show when={props.line.name !== undefined}>
        <span class={page.sub}>{props.line.agent}</span>
      </Show>
    </th>
    <td>{props.line.department}</td>
    <td class={page.number}>{props.line.payout === null ? m().noResult : yuan(props.line.payout)}</td>
    <td class={page.number}>{signedYuan(props.line.adjustments + props.line.corrections)}</td>
    <td class={page.number}>
      <strong>{yuan(props.line.net)}</strong>
    </td>
  </tr>
);

async function linesOf(run: string): Promise<readonly RunLine[]> {
  const found: RunLine[] = [];
  for await (const lines of runsApi.lines(run)) found.push(...lines);
  return found;
}
