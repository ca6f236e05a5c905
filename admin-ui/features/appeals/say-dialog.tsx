import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./appeals.module.css";

interface SayDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description: string;
  readonly label: string;
  readonly action: string;
  /** @throws ApiError */
  readonly onSay: (text: string) => Promise<void>;
  /** Stands above the text. */
  readonly children?: JSX.Element;
}

/** Asks for what is to be said in an appeal. */
export function SayDialog(props: SayDialogProps) {
  const [text, setText] = createSignal("");
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  createEffect(
    on(
      () => props.open,
      () => {
        setText("");
        setFailure(undefined);
      },
    ),
  );
  const say = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.onSay(text().trim());
      props.onClose();
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title} description={props.description}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void say();
        }}
      >
        {props.children}
        <TextArea label={props.label} value={text()} onChange={setText} rows={4} />
        <Show when={failure()}>
          <p class={styles.failure} role="alert">
            {failure()}
          </p>
        </Show>
        <DialogActions>
          <Button onClick={props.onClose}>{t().app.cancel}</Button>
          <Button variant="primary" type="submit" disabled={busy() || text().trim().length < 2}>
            {props.action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
