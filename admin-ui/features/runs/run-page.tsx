import { A, useParams, useSearchParams } from "@solidjs/router";
import { createEffect, createResource, createSignal, Match, Show, Switch } from "solid-js";
import { reason } from "../../api/reason.ts";
import { runsApi, type TaggedRun } from "../../api/runs.ts";
import { language } from "../../app/preferences.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Drawer } from "../../components/dialog.tsx";
import { Menu } from "../../components/menu.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { saveFile } from "../../components/save-file.ts";
import { notify } from "../../components/toast.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { AgentStatement } from "../pay/agent-statement.tsx";
import { RunLists } from "../report-lists/run-lists.tsx";
import { Adjustments } from "./adjustments.tsx";
import { Computation } from "./computation.tsx";
import { isShown, LineTable } from "./line-table.tsx";
import { createLines } from "./lines.ts";
import { m } from "./messages.ts";
import { RunActs } from "./run-acts.tsx";
import { RunFigures } from "./run-figures.tsx";
import { RunHistory } from "./run-history.tsx";
import styles from "./run-page.module.css";
import { RunStatus } from "./run-status.tsx";
import { RunSteps } from "./run-steps.tsx";

/** One month of a data set: how far it is, what it comes to, and each agent's result. */
export default function RunPage() {
  const params = useParams<{ run: string }>();
  const [tagged, { mutate, refetch }] = createResource(() => params.run, runsApi.find);
  const loaded = () => (tagged.error ? undefined : tagged.latest);
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={tagged.error}>
        <Notice role="alert" title={reason(tagged.error)}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={loaded()}>
        {(found) => <RunView tagged={found()} onTagged={(next) => mutate(next)} onStale={() => void refetch()} />}
      </Match>
    </Switch>
  );
}

interface RunViewProps {
  readonly tagged: TaggedRun;
  readonly onTagged: (tagged: TaggedRun) => void;
  /** What is shown may no longer be so. */
  readonly onStale: () => void;
}

function RunView(props: RunViewProps) {
  const [search, setSearch] = useSearchParams<{ show?: string; agent?: string }>();
  const [adjusted, setAdjusted] = createSignal(0);
  const run = () => props.tagged.run;
  /** What the figures depend on: they are read anew when it changes. */
  const state = (): string | undefined => {
    const computation = run().revisions.at(-1)?.computation;
    return computation && [run().id, run().revision, computation.completedAt, run().status, adjusted()].join(" ");
  };
  const lines = createLines(() => run().id, state);
  createEffect(() => {
    document.title = `${m().title} ${formatMonth(run().month)} · ${t().app.name}`;
  });
  const save = async (format: "xlsx" | "csv"): Promise<void> => {
    try {
      saveFile(`run-${run().month}-r${run().revision}.${format}`, await runsApi.export(run().id, format, language()));
    } catch (error) {
      notify(reason(error), "down");
    }
  };
  return (
    <>
      <TopBar
        actions={
          <>
            <RunActs tagged={props.tagged} onTagged={props.onTagged} onStale={props.onStale} />
            <Show when={state()}>
              <Menu
                label={m().exports}
                items={[
                  { label: m().xlsx, onSelect: () => void save("xlsx") },
                  { label: m().csv, onSelect: () => void save("csv") },
                ]}
              />
            </Show>
            <QuickSwitches />
          </>
        }
      >
        <A class={styles.back} href="/runs">
          {m().title}
        </A>
        <span aria-hidden="true">/</span>
        <h1 class={styles.title}>{formatMonth(run().month)}</h1>
        <RunStatus status={run().status} />
        <Show when={run().revision > 1}>
          <span class={styles.quiet}>{m().revision(run().revision)}</span>
        </Show>
      </TopBar>
      <div class={styles.page}>
        <RunSteps run={run()} />
        <Computation run={run()} onEnded={props.onStale} />
        <Show when={state()} fallback={<NotComputed computing={run().computing === true} />}>
          <RunFigures run={run()} />
        </Show>
        <div class={styles.columns}>
          <Show when={state()}>
            <LineTable
              lines={lines.all()}
              reading={lines.reading()}
              failure={lines.failure()}
              shown={isShown(search.show) ? search.show : "everyone"}
              onShown={(show) => setSearch({ show: show === "everyone" ? undefined : show })}
              agent={search.agent}
              onAgent={(agent) => setSearch({ agent })}
            />
          </Show>
          <div class={styles.side}>
            <Adjustments
              run={run()}
              lines={lines.all()}
              onChanged={() => {
                setAdjusted((count) => count + 1);
                props.onStale();
              }}
            />
            <RunLists run={run()} />
            <RunHistory run={run()} state={state()} />
          </div>
        </div>
      </div>
      <Drawer
        open={search.agent !== undefined}
        onClose={() => setSearch({ agent: undefined })}
        title={m().statementOf(search.agent ?? "")}
      >
        <Show when={search.agent} keyed>
          {(agent) => <AgentStatement run={run().id} agent={agent} />}
        </Show>
      </Drawer>
    </>
  );
}

const NotComputed = (props: { readonly computing: boolean }) => (
  <Show when={!props.computing}>
    <div class={styles.card}>
      <Notice title={m().notComputed} hint={m().notComputedHint} />
    </div>
  </Show>
);
