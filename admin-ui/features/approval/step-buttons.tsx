import { createMemo, createSignal, For, Show } from "solid-js";
import type { Version } from "../../../server/api-types.ts";
import type { Step, StepRequest } from "../../api/step-request.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { notify } from "../../components/toast.tsx";
import { Tooltip } from "../../components/tooltip.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./approval.module.css";
import { DecideDialog, type Decision } from "./decide-dialog.tsx";
import { SubmitDialog } from "./submit-dialog.tsx";

interface StepButtonsProps {
  readonly version: Version;
  /** Why the draft cannot be submitted yet; absent where it can. */
  readonly blocked: string | undefined;
  /** How many errors it has, where that is why. */
  readonly errors: number;
  /** @throws ApiError */
  readonly onTake: (request: StepRequest) => Promise<void>;
}

/** Withdrawing stands in the menu: it is rare and cannot be undone. */
const SHOWN: readonly Step[] = ["return", "review", "approve"];

/** What who is signed in may do with the version now, as the server says. */
export function StepButtons(props: StepButtonsProps) {
  const [decision, setDecision] = createSignal<Decision>();
  const [submitting, setSubmitting] = createSignal(false);
  const decisions = createMemo(() =>
    SHOWN.filter((step): step is Decision => step !== "submit" && props.version.steps.includes(step)),
  );
  const take = async (request: StepRequest): Promise<void> => {
    await props.onTake(request);
    notify(t().approval.done[request.step](props.version.version));
  };
  return (
    <>
      <For each={decisions()}>
        {(step) => (
          <Button variant={step === "return" ? "secondary" : "primary"} onClick={() => setDecision(step)}>
            {t().approval.actions[step]}
          </Button>
        )}
      </For>
      <Show when={props.version.steps.includes("submit")}>
        <Show
          when={props.blocked}
          fallback={
            <Button variant="primary" onClick={() => setSubmitting(true)}>
              {t().approval.actions.submit}
            </Button>
          }
        >
          {(why) => (
            <Tooltip text={why()} class={styles.blocked} aria-disabled>
              {t().approval.actions.submit}
              <Show when={props.errors > 0}>
                <Chip tone="down">{t().approval.errorsShort(props.errors)}</Chip>
              </Show>
            </Tooltip>
          )}
        </Show>
      </Show>
      <DecideDialog
        decision={decision()}
        version={props.version}
        onClose={() => setDecision(undefined)}
        onTake={take}
      />
      <SubmitDialog open={submitting()} version={props.version} onClose={() => setSubmitting(false)} onTake={take} />
    </>
  );
}
