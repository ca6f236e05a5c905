import { createEffect, createResource, createSignal, For, Match, on, Show, Switch, untrack } from "solid-js";
import { createStore } from "solid-js/store";
import type { SubmissionNeeds, Version } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { commented, type StepRequest } from "../../api/step-request.ts";
import { language } from "../../app/preferences.ts";
import { Button } from "../../components/button.tsx";
import { DialogActions, WideDialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./approval.module.css";
import { Changes } from "./change-list.tsx";

interface SubmitDialogProps {
  readonly open: boolean;
  readonly version: Version;
  readonly onClose: () => void;
  /** @throws ApiError */
  readonly onTake: (request: StepRequest) => Promise<void>;
}

/** Hands a draft in: shows what changes, and asks for the reasons that the rules demand. */
export function SubmitDialog(props: SubmitDialogProps) {
  const [needs] = createResource(() => (props.open ? props.version.id : undefined), api.submissionNeeds);
  return (
    <WideDialog
      open={props.open}
      onClose={props.onClose}
      title={t().approval.submitTitle}
      description={t().approval.submitHint}
    >
      <Switch fallback={<p class={styles.quiet}>{t().approval.reading}</p>}>
        <Match when={needs.error}>
          <p role="alert">{reason(needs.error)}</p>
        </Match>
        <Match when={needs()} keyed>
          {(found) => <SubmitForm {...props} needs={found} />}
        </Match>
      </Switch>
    </WideDialog>
  );
}

function SubmitForm(props: SubmitDialogProps & { readonly needs: SubmissionNeeds }) {
  const [waivers, setWaivers] = createStore<Record<string, string>>({});
  // Why the draft was begun is proposed where a reason is owed, else as a comment.
  const begun = untrack(() => props.version.reason ?? "");
  const owed = untrack(() => props.needs.earlyChanges.length > 0);
  const [change, setChange] = createSignal(owed ? begun : "");
  const [comment, setComment] = createSignal(owed ? "" : begun);
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  createEffect(
    on(
      () => props.needs,
      ({ assumed }) =>
        setWaivers(Object.fromEntries(assumed.map(({ address, waiver, reason }) => [address, waiver ?? reason]))),
    ),
  );
  const needsReason = () => props.needs.earlyChanges.length > 0;
  const complete = () =>
    props.needs.assumed.every(({ address }) => (waivers[address] ?? "").trim().length > 1) &&
    (!needsReason() || change().trim().length > 1);

  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.onTake({
        step: "submit",
        body: {
          waivers: props.needs.assumed.map(({ address }) => ({ address, reason: (waivers[address] ?? "").trim() })),
          ...(needsReason() && { reasonForChange: change().trim() }),
          ...commented(comment()),
        },
      });
      props.onClose();
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Changes version={props.version.id} />
      <Show when={needsReason()}>
        <section class={styles.demand}>
          <h3>{t().approval.early}</h3>
          <ul>
            <For each={props.needs.earlyChanges}>{(sentence) => <li>{sentence[language()]}</li>}</For>
          </ul>
          <TextArea label={t().approval.earlyReason} value={change()} onChange={setChange} />
        </section>
      </Show>
      <Show when={props.needs.assumed.length > 0}>
        <section class={styles.demand}>
          <h3>{t().approval.assumed(props.needs.assumed.length)}</h3>
          <p class={styles.quiet}>{t().approval.assumedHint}</p>
          <div class={styles.waivers}>
            <For each={props.needs.assumed}>
              {(figure) => (
                <TextArea
                  label={`${figure.clause === "" ? "" : `${figure.clause} · `}${figure.address}`}
                  value={waivers[figure.address] ?? ""}
                  onChange={(value) => setWaivers(figure.address, value)}
                  rows={1}
                />
              )}
            </For>
          </div>
        </section>
      </Show>
      <TextArea label={t().approval.comment} value={comment()} onChange={setComment} />
      <Show when={failure()}>
        <p class={styles.failure} role="alert">
          {failure()}
        </p>
      </Show>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.cancel}</Button>
        <Button variant="primary" type="submit" disabled={busy() || !complete() || props.needs.errors > 0}>
          {t().approval.actions.submit}
        </Button>
      </DialogActions>
    </form>
  );
}
