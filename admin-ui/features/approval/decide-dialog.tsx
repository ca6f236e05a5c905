import { createEffect, createSignal, on, Show } from "solid-js";
import type { Version } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { commented, type Step, type StepRequest } from "../../api/step-request.ts";
import { Button } from "../../components/button.tsx";
import { DialogActions, WideDialog } from "../../components/dialog.tsx";
import { MonthField } from "../../components/month-field.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./approval.module.css";
import { Changes } from "./change-list.tsx";

export type Decision = Exclude<Step, "submit">;

interface DecideDialogProps {
  /** Closed where there is none. */
  readonly decision: Decision | undefined;
  readonly version: Version;
  readonly onClose: () => void;
  /** @throws ApiError */
  readonly onTake: (request: StepRequest) => Promise<void>;
}

/** Reviews, approves, returns or withdraws a version: with what changes in sight, and a reason where one is owed. */
export function DecideDialog(props: DecideDialogProps) {
  const [comment, setComment] = createSignal("");
  const [month, setMonth] = createSignal("");
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  createEffect(
    on(
      () => props.decision,
      () => {
        setComment("");
        setMonth(nextMonth());
        setFailure(undefined);
      },
    ),
  );
  const owesReason = () => props.decision === "return" || props.decision === "withdraw";
  const complete = () =>
    (!owesReason() || comment().trim().length > 1) && (props.decision !== "approve" || month() !== "");

  const decide = async (decision: Decision): Promise<void> => {
    setBusy(true);
    try {
      await props.onTake(requestOf(decision, comment(), month()));
      props.onClose();
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <WideDialog
      open={props.decision !== undefined}
      onClose={props.onClose}
      title={props.decision ? t().approval.titles[props.decision] : ""}
      description={props.decision && t().approval.hints[props.decision]}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (props.decision) void decide(props.decision);
        }}
      >
        <Show when={!owesReason()}>
          <Changes version={props.version.id} />
        </Show>
        <Show when={props.decision === "approve"}>
          <MonthField label={t().approval.effectiveFrom} value={month()} onChange={setMonth} />
        </Show>
        <TextArea
          label={owesReason() ? t().approval.reason : t().approval.comment}
          value={comment()}
          onChange={setComment}
        />
        <Show when={failure()}>
          <p class={styles.failure} role="alert">
            {failure()}
          </p>
        </Show>
        <DialogActions>
          <Button onClick={props.onClose}>{t().app.cancel}</Button>
          <Button variant="primary" type="submit" disabled={busy() || !complete()}>
            {props.decision && t().approval.actions[props.decision]}
          </Button>
        </DialogActions>
      </form>
    </WideDialog>
  );
}

function requestOf(decision: Decision, comment: string, month: string): StepRequest {
  if (decision === "approve") return { step: "approve", body: { effectiveFrom: month, ...commented(comment) } };
  if (decision === "review") return { step: "review", body: commented(comment) };
  return { step: decision, body: { comment: comment.trim() } };
}

function nextMonth(): string {
  const now = new Date();
  const next = new Date(now.getFullYear(), now.getMonth() + 1);
  return `${next.getFullYear()}-${String(next.getMonth() + 1).padStart(2, "0")}`;
}
