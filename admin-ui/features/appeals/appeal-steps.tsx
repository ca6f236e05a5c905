import { createSignal, For, type JSX, Show } from "solid-js";
import type { Appeal } from "../../../server/api-types.ts";
import { payApi } from "../../api/pay.ts";
import { user } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { Chip, type Tone } from "../../components/chip.tsx";
import { notify } from "../../components/toast.tsx";
import { formatDateTime, formatMonth } from "../../i18n/format.ts";
import { isOver } from "../pay/statement-view.tsx";
import styles from "./appeals.module.css";
import { m } from "./messages.ts";
import { SayDialog } from "./say-dialog.tsx";

const TONES: Readonly<Record<Appeal["state"], Tone>> = {
  filed: "warn",
  answered: "accent",
  escalated: "warn",
  ruled: "up",
};

interface AppealStepsProps {
  readonly appeal: Appeal;
  readonly onChanged: () => void;
  /** What can be done with it, beside its title. */
  readonly children?: JSX.Element;
}

/** An appeal: what was said, by whom and when. Whose it is may ask for a ruling in time. */
export function AppealSteps(props: AppealStepsProps) {
  const [escalating, setEscalating] = createSignal(false);
  const isOwn = () => user()?.agent === props.appeal.agent;
  return (
    <section class={styles.appeal} aria-label={m().appealOf(formatMonth(props.appeal.month))}>
      <header class={styles.head}>
        <h3>
          {m().appealOf(formatMonth(props.appeal.month))}
          <Show when={!isOwn()}>
            <span class={styles.quiet}> {props.appeal.agent}</span>
          </Show>
        </h3>
        <Chip tone={TONES[props.appeal.state]} dot>
          {m().states[props.appeal.state]}
        </Chip>
        <span class={styles.actions}>{props.children}</span>
      </header>
      <ol class={styles.steps}>
        <For each={props.appeal.steps}>
          {(step) => (
            <li>
              <p>
                <strong>{m().taken[step.kind]}</strong>{" "}
                <Show when={step.decision}>{(decision) => <>{m().decisions[decision()]} </>}</Show>
                <span class={styles.quiet}>
                  {step.author} · <time datetime={step.at}>{formatDateTime(new Date(step.at))}</time>
                </span>
              </p>
              <p class={styles.text}>{step.text}</p>
            </li>
          )}
        </For>
      </ol>
      <Show when={isOwn() ? props.appeal.lastDayToEscalate : undefined}>
        {(day) => (
          <Show when={!isOver(day())} fallback={<p class={styles.quiet}>{m().over}</p>}>
            <p class={styles.quiet}>{m().until(day())}</p>
            <Button onClick={() => setEscalating(true)}>{m().escalate}</Button>
          </Show>
        )}
      </Show>
      <SayDialog
        open={escalating()}
        onClose={() => setEscalating(false)}
        title={m().escalate}
        description={m().escalateHint}
        label={m().text}
        action={m().escalate}
        onSay={async (text) => {
          await payApi.escalate(props.appeal.id, text);
          notify(m().done.escalate);
          props.onChanged();
        }}
      />
    </section>
  );
}
