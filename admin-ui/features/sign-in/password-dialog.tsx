import { createSignal } from "solid-js";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { signOut } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { TextField } from "../../components/text-field.tsx";
import { t } from "../../i18n/i18n.ts";
import { NewPasswordField, SHORTEST_PASSWORD } from "./new-password-field.tsx";
import styles from "./sign-in.module.css";

export function PasswordDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const [current, setCurrent] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [failure, setFailure] = createSignal<string>();

  const close = (): void => {
    setCurrent("");
    setPassword("");
    setFailure(undefined);
    props.onClose();
  };
  const change = async (): Promise<void> => {
    try {
      await api.changePassword(current(), password());
      close();
      await signOut();
    } catch (error) {
      setFailure(reason(error));
    }
  };

  return (
    <Dialog open={props.open} onClose={close} title={t().session.changePassword} description={t().session.changeHint}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <TextField
          label={t().session.current}
          hint=""
          error={failure()}
          value={current()}
          onChange={setCurrent}
          type="password"
          autocomplete="current-password"
        />
        <NewPasswordField value={password()} onChange={setPassword} failure={undefined} />
        <DialogActions>
          <Button onClick={close}>{t().app.cancel}</Button>
          <Button variant="primary" type="submit" disabled={current() === "" || password().length < SHORTEST_PASSWORD}>
            {t().session.changePassword}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
