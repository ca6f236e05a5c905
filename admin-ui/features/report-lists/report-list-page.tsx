import { A, useParams } from "@solidjs/router";
import { createEffect, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { ReportList, ReportListRows } from "../../../server/api-types.ts";
import { ApiError } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { reportListsApi } from "../../api/report-lists.ts";
import { createVersionNames } from "../../api/version-names.ts";
import { language } from "../../app/preferences.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { createPages, More } from "../../components/pages.tsx";
import { notify } from "../../components/toast.tsx";
import { formatDateTime, formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { ListState } from "./list-state.tsx";
import { m } from "./messages.ts";

type Step = "sign" | "file";

/** A list as it is signed and filed. */
export default function ReportListPage() {
  const params = useParams<{ id: string }>();
  const [list, { mutate, refetch }] = createResource(() => params.id, reportListsApi.find);
  const loaded = () => (list.error ? undefined : list.latest);
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={list.error}>
        <Notice role="alert" title={reason(list.error)}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={loaded()}>{(found) => <ListView list={found()} onList={mutate} />}</Match>
    </Switch>
  );
}

interface ListViewProps {
  readonly list: ReportList;
  readonly onList: (list: ReportList) => void;
}

function ListView(props: ListViewProps) {
  const nameOf = createVersionNames();
  const [step, setStep] = createSignal<Step>();
  const listed = createPages(() => props.list.id, reportListsApi.rows);
  const rows = () => listed.pages()?.flatMap((found) => found.rows);
  /** Somebody can only sign what they see the whole of. */
  const isWhole = () => rows() !== undefined && listed.next() === undefined;
  const isOthers = () => {
    const error = listed.error();
    return error instanceof ApiError && error.problem?.code === "report-list-not-yours";
  };
  createEffect(() => {
    document.title = `${props.list.name} ${formatMonth(props.list.month)} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar
        actions={
          <>
            <Button onClick={() => window.print()}>{m().print}</Button>
            <Show when={props.list.state === "made" && may("superior") && !isOthers()}>
              <Button variant="primary" disabled={!isWhole()} onClick={() => setStep("sign")}>
                {m().sign}
              </Button>
            </Show>
            <Show when={props.list.state === "signed" && may("editor", "reviewer")}>
              <Button variant="primary" onClick={() => setStep("file")}>
                {m().file}
              </Button>
            </Show>
            <QuickSwitches />
          </>
        }
      >
        <A class="link" href="/report-lists">
          {m().title}
        </A>
        <span aria-hidden="true">/</span>
        <h1 class={page.title}>
          {props.list.name} · {formatMonth(props.list.month)}
        </h1>
        <ListState state={props.list.state} />
      </TopBar>
      <div class={page.page}>
        <div class={page.strip}>
          <p class={page.note}>
            {nameOf(props.list.version)} · {m().people(props.list.agents)} ·{" "}
            {m().made(props.list.made.by.name, formatDateTime(new Date(props.list.made.at)))}
            <Show when={props.list.signed}>
              {(act) => <> · {m().signedBy(act().by.name, formatDateTime(new Date(act().at)))}</>}
            </Show>
            <Show when={props.list.filed}>
              {(act) => <> · {m().filedBy(act().by.name, formatDateTime(new Date(act().at)))}</>}
            </Show>{" "}
            <span class={page.code}>{m().fingerprint(props.list.hash.slice(0, 12))}</span>
          </p>
        </div>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={isOthers()}>
            <Notice title={m().notYours} />
          </Match>
          <Match when={listed.error()}>
            <Notice role="alert" title={reason(listed.error())} />
          </Match>
          <Match when={rows()?.length === 0}>
            <Notice title={m().empty} />
          </Match>
          <Match when={rows()}>{(found) => <Rows list={props.list} rows={found()} />}</Match>
        </Switch>
        <More of={listed} label={m().more} />
      </div>
      <StepDialog step={step()} list={props.list} onList={props.onList} onClose={() => setStep(undefined)} />
    </>
  );
}

const Rows = (props: { readonly list: ReportList; readonly rows: ReportListRows["rows"] }) => (
  <table class={page.table}>
    <thead>
      <tr>
        <th scope="col">{m().agent}</th>
        <For each={props.list.columns}>
          {({ name, kind }) => (
            <th scope="col" class={kind === "number" ? page.number : undefined}>
              {name}
            </th>
          )}
        </For>
      </tr>
    </thead>
    <tbody>
      <For each={props.rows}>
        {(row) => (
          <tr title={row.problem?.[language()]}>
            <th scope="row">{row.agent}</th>
            <For each={row.cells}>
              {(cell, at) => (
                <td class={props.list.columns[at()]?.kind === "number" ? page.number : undefined}>
                  {cell ?? <span class={page.failure}>{row.problem?.[language()] ?? m().blank}</span>}
                </td>
              )}
            </For>
          </tr>
        )}
      </For>
    </tbody>
  </table>
);

interface StepDialogProps extends ListViewProps {
  /** Closed where there is none. */
  readonly step: Step | undefined;
  readonly onClose: () => void;
}

function StepDialog(props: StepDialogProps) {
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const take = async (step: Step): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { id, hash } = props.list;
      props.onList(await (step === "sign" ? reportListsApi.sign(id, hash) : reportListsApi.file(id)));
      notify(step === "sign" ? m().signed : m().filed);
      props.onClose();
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={props.step !== undefined}
      onClose={props.onClose}
      title={props.step === "file" ? m().fileTitle(props.list.name) : m().signTitle(props.list.name)}
      description={
        props.step === "file" ? m().fileHint : m().signHint(props.list.agents, formatMonth(props.list.month))
      }
    >
      <Show when={failure()}>
        <p class={page.failure} role="alert">
          {failure()}
        </p>
      </Show>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.cancel}</Button>
        <Button variant="primary" disabled={busy()} onClick={() => props.step && void take(props.step)}>
          {props.step === "file" ? m().file : m().sign}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
