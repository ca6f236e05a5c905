import { A, useNavigate, useSearchParams } from "@solidjs/router";
import { createEffect, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { CorrectionProposal, DataSet } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { correctionsApi } from "../../api/corrections.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { Select } from "../../components/select.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { signedYuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";

/** What changed data make of published months: proposals of a data set, the newest first. */
export default function CorrectionsPage() {
  const [search, setSearch] = useSearchParams<{ dataset?: string }>();
  const [sets, { refetch }] = createResource(async () => (await api.datasets()).datasets);
  const loaded = () => (sets.error ? undefined : sets.latest);
  const current = () => loaded()?.find(({ id }) => id === search.dataset) ?? loaded()?.[0];
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <A class="link" href="/runs">
          {t().app.months}
        </A>
        <span aria-hidden="true">/</span>
        <h1 class={page.title}>{m().title}</h1>
        <Show when={(loaded()?.length ?? 0) > 1}>
          <Select
            label={m().dataSet}
            options={(loaded() ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={current()?.id}
            onChange={(dataset) => setSearch({ dataset }, { replace: true })}
          />
        </Show>
      </TopBar>
      <div class={page.page}>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={sets.error}>
            <Notice role="alert" title={reason(sets.error)}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={loaded()?.length === 0}>
            <Notice title={m().noDataSets} />
          </Match>
          <Match when={current()}>{(set) => <Proposals set={set()} />}</Match>
        </Switch>
      </div>
    </>
  );
}

function Proposals(props: { readonly set: DataSet }) {
  const [list, { refetch }] = createResource(() => props.set.id, correctionsApi.list);
  const [proposing, setProposing] = createSignal(false);
  const loaded = () => (list.error ? undefined : list.latest);
  return (
    <>
      <div class={page.strip}>
        <p class={page.note}>{m().intro}</p>
        <Show when={may("editor")}>
          <Button variant="primary" onClick={() => setProposing(true)}>
            {m().propose}
          </Button>
        </Show>
      </div>
      <Switch fallback={<Loading title={m().loading} />}>
        <Match when={list.error}>
          <Notice role="alert" title={reason(list.error)}>
            <Button onClick={() => refetch()}>{t().app.retry}</Button>
          </Notice>
        </Match>
        <Match when={loaded()?.length === 0}>
          <Notice title={m().none} hint={m().noneHint} />
        </Match>
        <Match when={loaded()}>
          {(proposals) => (
            <table class={page.table}>
              <thead>
                <tr>
                  <th scope="col">{m().columns.made}</th>
                  <th scope="col">{m().columns.reason}</th>
                  <th scope="col">{m().columns.state}</th>
                  <th scope="col" class={page.number}>
                    {m().columns.agents}
                  </th>
                  <th scope="col" class={page.number}>
                    {m().columns.lines}
                  </th>
                  <th scope="col" class={page.number}>
                    {m().columns.difference}
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={proposals()}>{(proposal) => <ProposalRow proposal={proposal} />}</For>
              </tbody>
            </table>
          )}
        </Match>
      </Switch>
      <ProposeDialog open={proposing()} dataSet={props.set.id} onClose={() => setProposing(false)} />
    </>
  );
}

const ProposalRow = (props: { readonly proposal: CorrectionProposal }) => (
  <tr>
    <td>
      <A class="link" href={`/corrections/${encodeURIComponent(props.proposal.id)}`}>
        {formatDateTime(new Date(props.proposal.made.at))}
      </A>
      <span class={page.sub}>{props.proposal.made.by.name}</span>
    </td>
    <td>{props.proposal.reason}</td>
    <td>
      <ProposalState proposal={props.proposal} />
    </td>
    <td class={page.number}>{props.proposal.state === "computing" ? "" : props.proposal.sums.agents}</td>
    <td class={page.number}>{props.proposal.state === "computing" ? "" : props.proposal.sums.lines}</td>
    <td class={page.number}>
      {props.proposal.state === "computing" ? "" : signedYuan(props.proposal.sums.difference)}
    </td>
  </tr>
);

/** A proposal that data have overtaken says so instead of waiting for a decision. */
export const ProposalState = (props: { readonly proposal: CorrectionProposal }) => (
  <Show
    when={props.proposal.stale && props.proposal.state === "proposed"}
    fallback={
      <Chip tone={props.proposal.state === "applied" ? "up" : "accent"} dot>
        {m().states[props.proposal.state]}
      </Chip>
    }
  >
    <Chip tone="warn" dot>
      {m().stale}
    </Chip>
  </Show>
);

interface ProposeDialogProps {
  readonly open: boolean;
  readonly dataSet: string;
  readonly onClose: () => void;
}

function ProposeDialog(props: ProposeDialogProps) {
  const navigate = useNavigate();
  const [text, setText] = createSignal("");
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const propose = async (): Promise<void> => {
    setBusy(true);
    try {
      const { proposal } = await correctionsApi.propose(props.dataSet, text().trim());
      navigate(`/corrections/${encodeURIComponent(proposal.id)}`);
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={props.open} onClose={props.onClose} title={m().proposeTitle} description={m().proposeHint}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
        }}
      >
        <TextArea label={m().reason} value={text()} onChange={setText} />
        <Show when={failure()}>
          <p class={page.failure} role="alert">
            {failure()}
          </p>
        </Show>
        <DialogActions>
          <Button onClick={props.onClose}>{t().app.cancel}</Button>
          <Button variant="primary" type="submit" disabled={busy() || text().trim() === ""}>
            {m().propose}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
