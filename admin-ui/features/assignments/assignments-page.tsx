import { A } from "@solidjs/router";
import { createEffect, createMemo, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { AgentInMonth, Assignment, Scheme } from "../../../server/api-types.ts";
import { rosterOf } from "../../api/agents.ts";
import { assignmentsApi } from "../../api/assignments.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { formatDateTime, formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { m } from "./messages.ts";
import { type Standing, standings } from "./standing.ts";

const TONES = { now: "up", later: "accent", earlier: "plain" } as const satisfies Record<Standing, string>;

/** By which scheme departments and people are paid, and from which month. */
export default function AssignmentsPage() {
  const [loaded, { refetch }] = createResource(async () => {
    const [assignments, { schemes }, roster] = await Promise.all([assignmentsApi.list(), api.schemes(), rosterOf()]);
    return { assignments, schemes, roster };
  });
  const found = () => (loaded.error ? undefined : loaded.latest);
  const [changed, setChanged] = createSignal<Partial<Assignment>>();
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar
        actions={
          <>
            <Show when={found() && may("editor")}>
              <Button variant="primary" onClick={() => setChanged({})}>
                {m().add}
              </Button>
            </Show>
            <QuickSwitches />
          </>
        }
      >
        <A class="link" href="/schemes">
          {t().app.schemes}
        </A>
        <span aria-hidden="true">/</span>
        <h1 class={page.title}>{m().title}</h1>
      </TopBar>
      <div class={page.page}>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={loaded.error}>
            <Notice role="alert" title={reason(loaded.error)}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={found()}>
            {(known) => (
              <>
                <div class={page.strip}>
                  <p class={page.note}>{m().intro}</p>
                </div>
                <Show when={known().assignments.length > 0} fallback={<Notice title={m().none} hint={m().noneHint} />}>
                  <AssignmentTable {...known()} onChange={setChanged} />
                </Show>
                <AssignDialog
                  given={changed()}
                  schemes={known().schemes}
                  roster={known().roster}
                  onClose={() => setChanged(undefined)}
                  onSaved={() => void refetch()}
                />
              </>
            )}
          </Match>
        </Switch>
      </div>
    </>
  );
}

interface AssignmentTableProps {
  readonly assignments: readonly Assignment[];
  readonly schemes: readonly Scheme[];
  readonly roster: readonly AgentInMonth[];
  readonly onChange: (assignment: Assignment) => void;
}

function AssignmentTable(props: AssignmentTableProps) {
  const rows = createMemo(() => standings(props.assignments, new Date().toISOString().slice(0, 7)));
  const names = createMemo(() => new Map(props.roster.map(({ agent, name }) => [agent, name])));
  const titles = createMemo(() => new Map(props.schemes.map(({ id, title }) => [id, title])));
  return (
    <table class={page.table}>
      <thead>
        <tr>
          <th scope="col">{m().columns.subject}</th>
          <th scope="col">{m().columns.from}</th>
          <th scope="col">{m().columns.scheme}</th>
          <th scope="col">{m().columns.by}</th>
          <th scope="col">
            <span class="visually-hidden">{m().columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={rows()}>
          {({ assignment, standing }) => (
            <tr>
              <th scope="row">
                {assignment.kind === "agent"
                  ? (names().get(assignment.subject) ?? assignment.subject)
                  : assignment.subject}
                <span class={page.sub}>
                  {m().kinds[assignment.kind]}
                  {assignment.kind === "agent" ? ` ${assignment.subject}` : ""}
                </span>
              </th>
              <td>
                {formatMonth(assignment.from)} <Chip tone={TONES[standing]}>{m()[standing]}</Chip>
              </td>
              <td>
                {assignment.scheme === null
                  ? m().noScheme[assignment.kind]
                  : (titles().get(assignment.scheme) ?? assignment.scheme)}
              </td>
              <td>{formatDateTime(new Date(assignment.at))}</td>
              <td class={page.number}>
                <Show when={may("editor")}>
                  <Button onClick={() => props.onChange(assignment)}>{m().change}</Button>
                </Show>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
