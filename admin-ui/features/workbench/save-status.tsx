import { Match, Show, Switch } from "solid-js";
import { Button } from "../../components/button.tsx";
import { Check, CloudOff, Lock, Pencil, TriangleAlert } from "../../components/icons.tsx";
import { Tooltip } from "../../components/tooltip.tsx";
import { formatMoment } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import type { Draft } from "./draft.ts";
import { maySend } from "./save-state.ts";
import styles from "./save-status.module.css";

/** Whether the text is on the server; "saved" names the time at which the server confirmed it. */
export function SaveStatus(props: {
  readonly draft: Draft;
  /** Where there is little room. */
  readonly short: boolean;
  /** Opens the question that a conflict asks. */
  readonly onDecide: () => void;
}) {
  const state = () => props.draft.state();
  const sentence = (): string => {
    const now = state();
    switch (now.kind) {
      case "saved":
        return t().save.saved(formatMoment(now.at));
      case "refused":
        return t().save.refused(now.reason);
      default:
        return t().save[now.kind];
    }
  };
  const short = (): string => {
    const now = state();
    return now.kind === "saved" ? t().save.savedShort(formatMoment(now.at)) : sentence();
  };
  return (
    <div class={styles.status} role="status" data-kind={state().kind} data-testid="save-state">
      <Switch>
        <Match when={state().kind === "saved"}>
          <Check size={14} />
        </Match>
        <Match when={state().kind === "readonly"}>
          <Lock size={13} />
        </Match>
        <Match when={state().kind === "offline"}>
          <CloudOff size={14} />
        </Match>
        <Match when={state().kind === "refused" || state().kind === "conflict"}>
          <TriangleAlert size={14} />
        </Match>
        <Match when={state().kind === "edited" || state().kind === "saving"}>
          <Pencil size={13} />
        </Match>
      </Switch>
      <Tooltip as="span" class={styles.sentence} text={sentence()}>
        {props.short ? short() : sentence()}
      </Tooltip>
      <Show when={maySend(state()) && state().kind !== "edited"}>
        <Button variant="quiet" onClick={() => void props.draft.save()}>
          {t().app.retry}
        </Button>
      </Show>
      <Show when={state().kind === "conflict"}>
        <Button variant="quiet" onClick={props.onDecide}>
          {t().conflict.decide}
        </Button>
      </Show>
    </div>
  );
}
