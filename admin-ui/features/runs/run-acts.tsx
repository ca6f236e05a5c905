import { createEffect, createSignal, For, on, Show } from "solid-js";
import type { Run } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { type RunDeed, runsApi, type TaggedRun } from "../../api/runs.ts";
import { may } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { TextField } from "../../components/text-field.tsx";
import { notify } from "../../components/toast.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { yuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";
import styles from "./run-page.module.css";

type Act = RunDeed["act"];
const ACTS: readonly Act[] = ["unlock", "review", "lock", "publish"];

interface RunActsProps {
  readonly tagged: TaggedRun;
  readonly onTagged: (tagged: TaggedRun) => void;
  readonly onStale: () => void;
}

/** What who is signed in may do with the month as it stands, as the server says. */
export function RunActs(props: RunActsProps) {
  const [deciding, setDeciding] = createSignal<Act>();
  const [asked, setAsked] = createSignal(false);
  const run = () => props.tagged.run;
  const compute = async (): Promise<void> => {
    setAsked(true);
    try {
      await runsApi.compute(run().id);
    } catch (error) {
      notify(reason(error), "down");
    } finally {
      setAsked(false);
      props.onStale();
    }
  };
  /** The next step is a reviewer's, and this one has had a hand in the figures. */
  const isOther = () =>
    may("reviewer") &&
    ((run().status === "computed" && !run().acts.includes("review") && !run().outdated) ||
      (run().status === "reviewed" && !run().acts.includes("lock") && !run().outdated));
  return (
    <>
      <Show when={isOther()}>
        <span class={styles.small}>{m().waitsForOther}</span>
      </Show>
      <Show when={run().acts.includes("compute") && !run().computing}>
        <Button
          variant={run().status === "open" || run().outdated ? "primary" : "secondary"}
          disabled={asked()}
          onClick={() => void compute()}
        >
          {run().status === "open" ? m().acts.compute : m().acts.recompute}
        </Button>
      </Show>
      <For each={ACTS.filter((act) => run().acts.includes(act))}>
        {(act) => (
          <Button
            variant={act === "unlock" ? "secondary" : "primary"}
            disabled={run().computing === true}
            onClick={() => setDeciding(act)}
          >
            {m().acts[act]}
          </Button>
        )}
      </For>
      <ActDialog
        act={deciding()}
        run={run()}
        onClose={() => setDeciding(undefined)}
        onTake={async (deed) => {
          props.onTagged(await runsApi.act(run().id, props.tagged.etag, deed));
          notify(m().done[deed.act]);
        }}
      />
    </>
  );
}

interface ActDialogProps {
  /** Closed where there is none. */
  readonly act: Act | undefined;
  readonly run: Run;
  readonly onClose: () => void;
  /** @throws ApiError */
  readonly onTake: (deed: RunDeed) => Promise<void>;
}

/** Shows the figures once more and asks for what the act owes: the number of those passed over, or a reason. */
function ActDialog(props: ActDialogProps) {
  const [count, setCount] = createSignal("");
  const [text, setText] = createSignal("");
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  createEffect(
    on(
      () => props.act,
      () => {
        setCount("");
        setText("");
        setFailure(undefined);
      },
    ),
  );
  const computation = () => props.run.revisions.at(-1)?.computation;
  const without = (): number => computation()?.withoutResult ?? 0;
  const confirms = (): boolean => without() === 0 || count().trim() === String(without());
  const deed = (): RunDeed | undefined => {
    const { act } = props;
    if (act === "review") return confirms() ? { act, body: { withoutResult: without() } } : undefined;
    if (act === "unlock") return text().trim().length > 1 ? { act, body: { reason: text().trim() } } : undefined;
    return act && { act };
  };
  const take = async (chosen: RunDeed): Promise<void> => {
    setBusy(true);
    try {
      await props.onTake(chosen);
      props.onClose();
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={props.act !== undefined}
      onClose={props.onClose}
      title={props.act ? `${m().titles[props.act]} · ${formatMonth(props.run.month)}` : ""}
      description={props.act && m().hints[props.act]}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = deed();
          if (chosen) void take(chosen);
        }}
      >
        <Show when={props.run.paid}>
          {(paid) => (
            <dl class={styles.dialogFigures}>
              <dt>{m().payout}</dt>
              <dd>{yuan(paid().payout)}</dd>
              <dt>{m().adjustments}</dt>
              <dd>{yuan(paid().adjustments)}</dd>
              <dt>{m().corrections}</dt>
              <dd>{yuan(paid().corrections)}</dd>
              <dt>{m().net}</dt>
              <dd>{yuan(paid().net)}</dd>
              <dt>{m().withoutResult}</dt>
              <dd>
                {without()} {m().ofPeople(computation()?.lines ?? 0)}
              </dd>
            </dl>
          )}
        </Show>
        <Show when={props.act === "review" && without() > 0}>
          <TextField
            label={m().confirmWithout(without())}
            hint=""
            error={count() === "" || confirms() ? undefined : m().confirmWrong}
            value={count()}
            onChange={setCount}
          />
        </Show>
        <Show when={props.act === "unlock"}>
          <TextArea label={m().reason} value={text()} onChange={setText} />
        </Show>
        <Show when={failure()}>
          <p class={styles.failure} role="alert">
            {failure()}
          </p>
        </Show>
        <DialogActions>
          <Button onClick={props.onClose}>{t().app.cancel}</Button>
          <Button variant="primary" type="submit" disabled={busy() || deed() === undefined}>
            {props.act && m().acts[props.act]}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
