import { A, useParams } from "@solidjs/router";
import { createEffect, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { Correction, CorrectionProposal } from "../../../server/api-types.ts";
import { correctionsApi } from "../../api/corrections.ts";
import { reason } from "../../api/reason.ts";
import { createVersionNames } from "../../api/version-names.ts";
import { watchJob } from "../../app/job-watch.ts";
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
import { signedYuan, yuan } from "../../i18n/money.ts";
import { ProposalState } from "./corrections-page.tsx";
import { m } from "./messages.ts";

/** One proposal: who should have been paid otherwise, by closed month, and whether it is to be paid. */
export default function CorrectionPage() {
  const params = useParams<{ id: string }>();
  const [proposal, { mutate, refetch }] = createResource(() => params.id, correctionsApi.find);
  const loaded = () => (proposal.error ? undefined : proposal.latest);
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={proposal.error}>
        <Notice role="alert" title={reason(proposal.error)}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={loaded()}>
        {(found) => <ProposalView proposal={found()} onApplied={mutate} onStale={() => void refetch()} />}
      </Match>
    </Switch>
  );
}

interface ProposalViewProps {
  readonly proposal: CorrectionProposal;
  readonly onApplied: (proposal: CorrectionProposal) => void;
  readonly onStale: () => void;
}

function ProposalView(props: ProposalViewProps) {
  const [applying, setApplying] = createSignal(false);
  const isComputing = () => props.proposal.state === "computing";
  const { job, failure } = watchJob(
    () => (isComputing() ? props.proposal.id : undefined),
    () => props.onStale(),
  );
  const isDue = () => props.proposal.state === "proposed" && !props.proposal.stale && props.proposal.sums.lines > 0;
  const failed = () => (job()?.status === "failed" ? m().failed(job()?.reason?.[language()] ?? "") : failure());
  return (
    <>
      <TopBar
        actions={
          <>
            <Show when={isDue() && may("editor")}>
              <Button variant="primary" onClick={() => setApplying(true)}>
                {m().apply}
              </Button>
            </Show>
            <QuickSwitches />
          </>
        }
      >
        <A class="link" href={`/corrections?dataset=${encodeURIComponent(props.proposal.dataSet)}`}>
          {m().title}
        </A>
        <span aria-hidden="true">/</span>
        <h1 class={page.title}>{props.proposal.reason}</h1>
        <ProposalState proposal={props.proposal} />
      </TopBar>
      <div class={page.page}>
        <div class={page.strip}>
          <p class={page.note}>
            {m().by(props.proposal.made.by.name, formatDateTime(new Date(props.proposal.made.at)))}
            {" · "}
            {m().upTo(formatMonth(props.proposal.lastMonth), props.proposal.dataRevision)}
            <Show when={props.proposal.stale && props.proposal.state === "proposed"}> · {m().staleHint}</Show>
            <Show when={props.proposal.sums.problems > 0}> · {m().problems(props.proposal.sums.problems)}</Show>
          </p>
          <Show when={props.proposal.applied}>
            {(applied) => (
              <p class={page.note}>
                {m().applied}
                {" · "}
                {m().by(applied().by.name, formatDateTime(new Date(applied().at)))}{" "}
                <A class="link" href={`/runs/${encodeURIComponent(applied().run)}`}>
                  {m().appliedIn}
                </A>
              </p>
            )}
          </Show>
        </div>
        <Show when={failed()}>
          {(why) => (
            <p class={`${page.strip} ${page.failure}`} role="alert">
              {why()}
            </p>
          )}
        </Show>
        <Show when={!isComputing()} fallback={<Computing done={job()?.done} total={job()?.total} />}>
          <Lines proposal={props.proposal.id} />
        </Show>
      </div>
      <ApplyDialog
        open={applying()}
        proposal={props.proposal}
        onClose={() => setApplying(false)}
        onApplied={props.onApplied}
        onStale={props.onStale}
      />
    </>
  );
}

const Computing = (props: { readonly done: number | undefined; readonly total: number | undefined }) => (
  <div class={page.strip} role="status">
    <span>{m().computing}</span>
    <Show when={props.total} fallback={<progress aria-label={m().computing} />}>
      {(total) => (
        <>
          <progress aria-label={m().computing} value={props.done ?? 0} max={total()} />
          <span class={page.note}>{m().progress(props.done ?? 0, total())}</span>
        </>
      )}
    </Show>
  </div>
);

function Lines(props: { readonly proposal: string }) {
  const list = createPages(() => props.proposal, correctionsApi.lines);
  const nameOf = createVersionNames();
  const lines = () => list.pages()?.flatMap((found) => found.lines);
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={list.error()}>
        <Notice role="alert" title={reason(list.error())} />
      </Match>
      <Match when={lines()?.length === 0}>
        <Notice title={m().noLines} />
      </Match>
      <Match when={lines()}>
        <table class={page.table} aria-label={m().lines}>
          <thead>
            <tr>
              <th scope="col">{m().lineColumns.month}</th>
              <th scope="col">{m().lineColumns.agent}</th>
              <th scope="col">{m().lineColumns.version}</th>
              <th scope="col" class={page.number}>
                {m().lineColumns.paid}
              </th>
              <th scope="col" class={page.number}>
                {m().lineColumns.owed}
              </th>
              <th scope="col" class={page.number}>
                {m().lineColumns.difference}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={lines()}>
              {(line) => <LineRow line={line} version={line.version === undefined ? "" : nameOf(line.version)} />}
            </For>
          </tbody>
        </table>
        <More of={list} label={m().more} />
      </Match>
    </Switch>
  );
}

const LineRow = (props: { readonly line: Correction; readonly version: string }) => (
  <tr>
    <td>{formatMonth(props.line.closedMonth)}</td>
    <th scope="row">
      {props.line.name ?? props.line.agent}
      <Show when={props.line.name !== undefined}>
        <span class={page.sub}>{props.line.agent}</span>
      </Show>
    </th>
    <td>{props.version}</td>
    <td class={page.number}>{yuan(props.line.paid)}</td>
    <Show
      when={props.line.owed !== undefined}
      fallback={
        <td class={page.failure} colSpan={2}>
          {m().cannot} · {props.line.problem?.[language()]}
        </td>
      }
    >
      <td class={page.number}>{yuan(props.line.owed ?? 0)}</td>
      <td class={page.number}>
        <strong>{signedYuan((props.line.owed ?? 0) - props.line.paid)}</strong>
      </td>
    </Show>
  </tr>
);

interface ApplyDialogProps extends ProposalViewProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

function ApplyDialog(props: ApplyDialogProps) {
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const apply = async (): Promise<void> => {
    setBusy(true);
    try {
      props.onApplied(await correctionsApi.apply(props.proposal.id));
      notify(m().applied);
      props.onClose();
    } catch (error) {
      setFailure(reason(error));
      props.onStale();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={m().applyTitle}
      description={m().applyHint(
        props.proposal.sums.lines,
        props.proposal.sums.agents,
        signedYuan(props.proposal.sums.difference),
      )}
    >
      <Show when={failure()}>
        <p class={page.failure} role="alert">
          {failure()}
        </p>
      </Show>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.cancel}</Button>
        <Button variant="primary" disabled={busy()} onClick={() => void apply()}>
          {m().apply}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
