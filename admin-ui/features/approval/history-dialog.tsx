import { createResource, For, Match, Show, Switch } from "solid-js";
import type { Version, VersionStep } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import { DialogActions, WideDialog } from "../../components/dialog.tsx";
import { formatDateTime, formatList, formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import styles from "./approval.module.css";
import { ChangeList } from "./change-list.tsx";

interface HistoryDialogProps {
  readonly open: boolean;
  readonly version: Version;
  readonly onClose: () => void;
}

/** What was decided on a version, by whom and why. */
export function HistoryDialog(props: HistoryDialogProps) {
  const [history] = createResource(() => (props.open ? props.version.id : undefined), api.versionHistory);
  return (
    <WideDialog
      open={props.open}
      onClose={props.onClose}
      title={t().approval.historyOf(props.version.version)}
      description={t().approval.authors(formatList(props.version.authors.map(({ name }) => name)))}
    >
      <Switch fallback={<p class={styles.quiet}>{t().approval.reading}</p>}>
        <Match when={history.error}>
          <p role="alert">{reason(history.error)}</p>
        </Match>
        <Match when={history()}>
          {(found) => (
            <Show when={found().steps.length > 0} fallback={<p class={styles.quiet}>{t().approval.noSteps}</p>}>
              <ol class={styles.steps}>
                <For each={found().steps}>{(step) => <TakenStep step={step} />}</For>
              </ol>
            </Show>
          )}
        </Match>
      </Switch>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.close}</Button>
      </DialogActions>
    </WideDialog>
  );
}

function TakenStep(props: { readonly step: VersionStep }) {
  return (
    <li>
      <p>
        <strong>{t().approval.taken[props.step.step]}</strong> {props.step.by.name}{" "}
        <time datetime={props.step.at}>{formatDateTime(new Date(props.step.at))}</time>
        <Show when={props.step.effectiveFrom}>
          {(month) => <span> · {t().approval.from(formatMonth(month()))}</span>}
        </Show>
      </p>
      <Show when={props.step.comment}>
        <p class={styles.comment}>{props.step.comment}</p>
      </Show>
      <Show when={props.step.reasonForChange}>
        <p class={styles.comment}>{props.step.reasonForChange}</p>
      </Show>
      <Show when={props.step.waivers.length > 0}>
        <details>
          <summary>{t().approval.assumed(props.step.waivers.length)}</summary>
          <dl class={styles.given}>
            <For each={props.step.waivers}>
              {(waiver) => (
                <>
                  <dt>{waiver.address}</dt>
                  <dd>{waiver.reason}</dd>
                </>
              )}
            </For>
          </dl>
        </details>
      </Show>
      <Show when={props.step.changes}>{(changes) => <ChangeList changes={changes()} />}</Show>
      <p class={styles.hash} title={props.step.hash}>
        {t().approval.contentHash} {props.step.hash.slice(0, 12)}
      </p>
    </li>
  );
}
