import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createSignal } from "solid-js";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { signIn } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/text-field.tsx";
import { t } from "../../i18n/i18n.ts";
import { NewPasswordField, SHORTEST_PASSWORD } from "./new-password-field.tsx";
import styles from "./sign-in.module.css";

/** Makes the first administrator by the link on the server's console, whose token stands behind the hash. */
export default function SetUpPage() {
  const token = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const [name, setName] = createSignal("");
  const [displayName, setDisplayName] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [failure, setFailure] = createSignal<string>();
  const complete = () => name().trim() !== "" && displayName().trim() !== "" && password().length >= SHORTEST_PASSWORD;
  createEffect(() => {
    document.title = `${t().session.setUpTitle} · ${t().app.name}`;
  });

  const create = async (): Promise<void> => {
    try {
      const account = name().trim();
      await api.setUp({ token, name: account, displayName: displayName().trim(), password: password() });
      await signIn(account, password());
      navigate("/", { replace: true });
    } catch (error) {
      setFailure(reason(error));
    }
  };

  return (
    <main class={styles.page}>
      <div class={styles.card}>
        <h1 class={styles.title}>{t().session.setUpTitle}</h1>
        <p class={styles.lead}>{t().session.setUpHint}</p>
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <TextField
            label={t().session.displayName}
            hint={t().session.displayNameHint}
            error={undefined}
            value={displayName()}
            onChange={setDisplayName}
            autocomplete="name"
          />
          <TextField
            label={t().session.name}
            hint={t().session.nameHint}
            error={undefined}
            value={name()}
            onChange={setName}
            autocomplete="username"
            autofocus={false}
          />
          <NewPasswordField value={password()} onChange={setPassword} failure={failure()} />
          <Button variant="primary" type="submit" disabled={!complete()}>
            {t().session.create}
          </Button>
        </form>
      </div>
    </main>
  );
}
