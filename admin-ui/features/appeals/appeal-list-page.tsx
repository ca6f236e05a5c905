import { A } from "@solidjs/router";
import { createEffect, createSignal, For, Match, Show, Switch } from "solid-js";
import type { Appeal } from "../../../server/api-types.ts";
import { type Decided, payApi } from "../../api/pay.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { createPages, More } from "../../components/pages.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { notify } from "../../components/toast.tsx";
import { t } from "../../i18n/i18n.ts";
import { AppealSteps } from "./appeal-steps.tsx";
import styles from "./appeals.module.css";
import { m } from "./messages.ts";
import { SayDialog } from "./say-dialog.tsx";

const STATES = ["filed", "answered", "escalated", "ruled"] as const;
type Filter = Appeal["state"] | "all";

/** What agents object to; HR answers, the leading group rules. */
export default function AppealListPage() {
  const [filter, setFilter] = createSignal<Filter>("all");
  const list = createPages(filter, (state, after) =>
    payApi.appeals({ ...(after !== undefined && { after }), ...(state !== "all" && { state }) }),
  );
  const [deciding, setDeciding] = createSignal<Appeal>();
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  const appeals = () => list.pages()?.flatMap((page) => page.appeals);
  const next = (appeal: Appeal): "answer" | "rule" | undefined => {
    if (appeal.state === "filed" && may("reviewer")) return "answer";
    return appeal.state === "escalated" && may("approver") ? "rule" : undefined;
  };
  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={styles.title}>{m().title}</h1>
        <Segmented<Filter>
          label={m().filter}
          segments={[{ value: "all", label: m().all }, ...STATES.map((value) => ({ value, label: m().states[value] }))]}
          value={filter()}
          onChange={setFilter}
        />
      </TopBar>
      <div class={styles.page}>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={list.error()}>
            <Notice role="alert" title={reason(list.error())}>
              <Button onClick={list.refetch}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={appeals()?.length === 0}>
            <Notice title={m().none} hint={m().noneHint} />
          </Match>
          <Match when={appeals()}>
            {(found) => (
              <div class={styles.column}>
                <For each={found()}>
                  {(appeal) => (
                    <AppealSteps appeal={appeal} onChanged={list.refetch}>
                      <A class="link" href={`/runs/${appeal.run}?agent=${encodeURIComponent(appeal.agent)}`}>
                        {m().statement}
                      </A>
                      <Show when={next(appeal)}>
                        {(step) => (
                          <Button variant="primary" onClick={() => setDeciding(appeal)}>
                            {m()[step()]}
                          </Button>
                        )}
                      </Show>
                    </AppealSteps>
                  )}
                </For>
                <More of={list} label={m().more} />
              </div>
            )}
          </Match>
        </Switch>
      </div>
      <DecisionDialog
        appeal={deciding()}
        step={deciding()?.state === "escalated" ? "rule" : "answer"}
        onClose={() => setDeciding(undefined)}
        onDecided={list.refetch}
      />
    </>
  );
}

interface DecisionDialogProps {
  /** Closed where there is none. */
  readonly appeal: Appeal | undefined;
  readonly step: "answer" | "rule";
  readonly onClose: () => void;
  readonly onDecided: () => void;
}

/** Accepts or rejects an appeal, with the reason. */
function DecisionDialog(props: DecisionDialogProps) {
  const [decision, setDecision] = createSignal<Decided["decision"]>("accepted");
  return (
    <SayDialog
      open={props.appeal !== undefined}
      onClose={props.onClose}
      title={props.step === "answer" ? m().answerTitle : m().ruleTitle}
      description={props.step === "answer" ? m().answerHint : m().ruleHint}
      label={m().text}
      action={m()[props.step]}
      onSay={async (text) => {
        if (!props.appeal) return;
        await payApi[props.step](props.appeal.id, { decision: decision(), text });
        notify(m().done[props.step]);
        props.onDecided();
      }}
    >
      <p class={styles.decision}>
        <Segmented<Decided["decision"]>
          label={m().decision}
          segments={(["accepted", "rejected"] as const).map((value) => ({ value, label: m().decisions[value] }))}
          value={decision()}
          onChange={setDecision}
        />
      </p>
    </SayDialog>
  );
}
