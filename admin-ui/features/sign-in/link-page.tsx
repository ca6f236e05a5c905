import { A, useLocation } from "@solidjs/router";
import { createEffect, createSignal, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import { t } from "../../i18n/i18n.ts";
import { NewPasswordField, SHORTEST_PASSWORD } from "./new-password-field.tsx";
import styles from "./sign-in.module.css";

/** Sets a password by a one-time link, whose token stands behind the hash. */
export default function LinkPage() {
  const token = useLocation().hash.slice(1);
  const [password, setPassword] = createSignal("");
  const [failure, setFailure] = createSignal<string>();
  const [done, setDone] = createSignal(false);
  createEffect(() => {
    document.title = `${t().session.linkTitle} · ${t().app.name}`;
  });

  const set = async (): Promise<void> => {
    try {
      await api.setPasswordByLink(token, password());
      setDone(true);
    } catch (error) {
      setFailure(reason(error));
    }
  };

  return (
    <main class={styles.page}>
      <div class={styles.card}>
        <h1 class={styles.title}>{t().session.linkTitle}</h1>
        <Show
          when={!done()}
          fallback={
            <p class={styles.lead} role="status">
              {t().session.done}{" "}
              <A class="link" href="/">
                {t().session.toSignIn}
              </A>
            </p>
          }
        >
          <p class={styles.lead}>{t().session.linkHint}</p>
          <form
            class={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              void set();
            }}
          >
            <NewPasswordField value={password()} onChange={setPassword} failure={failure()} autofocus />
            <Button variant="primary" type="submit" disabled={password().length < SHORTEST_PASSWORD}>
              {t().session.setPassword}
            </Button>
          </form>
        </Show>
      </div>
    </main>
  );
}
