import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import type { Adjustment, Run } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { runsApi } from "../../api/runs.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { TextField } from "../../components/text-field.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { parseYuan, signedYuan } from "../../i18n/money.ts";
import type { ListedLine } from "./lines.ts";
import { m } from "./messages.ts";
import styles from "./run-page.module.css";

interface AdjustmentsProps {
  readonly run: Run;
  readonly lines: readonly ListedLine[];
  readonly onChanged: () => void;
}

/** Amounts added by hand, with their reasons and authors. */
export function Adjustments(props: AdjustmentsProps) {
  const [list, { refetch }] = createResource(() => props.run.id, runsApi.adjustments);
  const [adding, setAdding] = createSignal(false);
  const [takingBack, setTakingBack] = createSignal<Adjustment>();
  const found = () => (list.error ? [] : (list.latest ?? []));
  const mayAdjust = () => props.run.acts.includes("adjust");
  const nameOf = (agent: string): string => {
    const name = props.lines.find((line) => line.agent === agent)?.name;
    return name === undefined ? agent : `${name} ${agent}`;
  };
  const changed = (): void => {
    void refetch();
    props.onChanged();
  };
  return (
    <section class={`${styles.card} ${styles.panel}`} aria-label={m().adjustments}>
      <header class={styles.panelHead}>
        <h2>{m().adjustments}</h2>
        <Show when={mayAdjust()}>
          <Button onClick={() => setAdding(true)}>{m().addAdjustment}</Button>
        </Show>
      </header>
      <Show when={list.error}>
        <p class={styles.failure} role="alert">
          {reason(list.error)}
        </p>
      </Show>
      <Show when={found().length > 0} fallback={<p class={styles.small}>{m().noAdjustments}</p>}>
        <ul class={styles.list}>
          <For each={found()}>
            {(adjustment) => (
              <li>
                <p class={styles.row}>
                  <span>{nameOf(adjustment.agent)}</span>
                  <strong class={adjustment.takenBack ? styles.takenBack : undefined}>
                    {signedYuan(adjustment.amount)}
                  </strong>
                </p>
                <p class={styles.small} data-reason="">
                  {adjustment.reason}
                </p>
                <p class={`${styles.row} ${styles.small}`}>
                  <span>
                    {adjustment.added.by.name} · {formatDateTime(new Date(adjustment.added.at))}
                  </span>
                  <Show when={mayAdjust() && !adjustment.takenBack}>
                    <button type="button" class={styles.text} onClick={() => setTakingBack(adjustment)}>
                      {m().takeBack}
                    </button>
                  </Show>
                </p>
                <Show when={adjustment.takenBack}>
                  {(back) => (
                    <p class={styles.small}>
                      {m().takenBack} · {back().by.name} · {formatDateTime(new Date(back().at))} · {back().reason}
                    </p>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Dialog open={adding()} onClose={() => setAdding(false)} title={m().adjustTitle} description={m().adjustHint}>
        <AddForm run={props.run.id} lines={props.lines} onClose={() => setAdding(false)} onDone={changed} />
      </Dialog>
      <Dialog
        open={takingBack() !== undefined}
        onClose={() => setTakingBack(undefined)}
        title={m().takeBackTitle}
        description={m().takeBackHint}
      >
        <Show when={takingBack()}>
          {(adjustment) => (
            <ReasonForm
              label={m().takeBack}
              onClose={() => setTakingBack(undefined)}
              onGive={async (text) => {
                await runsApi.takeBack(props.run.id, adjustment().id, text);
                changed();
              }}
            />
          )}
        </Show>
      </Dialog>
    </section>
  );
}

interface AddFormProps {
  readonly run: string;
  readonly lines: readonly ListedLine[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function AddForm(props: AddFormProps) {
  const [agent, setAgent] = createSignal("");
  const [amount, setAmount] = createSignal("");
  return (
    <ReasonForm
      label={m().addAdjustment}
      incomplete={agent().trim() === "" || parseYuan(amount()) === undefined}
      onClose={props.onClose}
      onGive={async (text) => {
        await runsApi.adjust(props.run, { agent: agent().trim(), amount: parseYuan(amount()) ?? 0, reason: text });
        props.onDone();
      }}
    >
      <TextField
        label={m().agentNumber}
        hint={props.lines.find((line) => line.agent === agent().trim())?.name ?? m().agentNumberHint}
        error={undefined}
        value={agent()}
        onChange={setAgent}
      />
      <TextField
        label={m().amount}
        hint={m().amountHint}
        error={amount() === "" || parseYuan(amount()) !== undefined ? undefined : m().amountWrong}
        value={amount()}
        onChange={setAmount}
        autofocus={false}
      />
    </ReasonForm>
  );
}

interface ReasonFormProps {
  readonly label: string;
  /** What stands above the reason is not filled in yet. */
  readonly incomplete?: boolean;
  readonly onClose: () => void;
  /** @throws ApiError */
  readonly onGive: (reason: string) => Promise<void>;
  readonly children?: JSX.Element;
}

/** Asks for a reason, and for whatever stands above it. */
function ReasonForm(props: ReasonFormProps) {
  const [text, setText] = createSignal("");
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const give = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.onGive(text().trim());
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
        void give();
      }}
    >
      <div class={styles.fields}>
        {props.children}
        <TextArea label={m().reason} value={text()} onChange={setText} />
      </div>
      <Show when={failure()}>
        <p class={styles.failure} role="alert">
          {failure()}
        </p>
      </Show>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.cancel}</Button>
        <Button
          variant="primary"
          type="submit"
          disabled={busy() || props.incomplete === true || text().trim().length < 2}
        >
          {props.label}
        </Button>
      </DialogActions>
    </form>
  );
}
