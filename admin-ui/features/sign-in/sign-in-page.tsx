import { createEffect, createSignal, For, Show } from "solid-js";
import { reason } from "../../api/reason.ts";
import { Logo } from "../../app/logo.tsx";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { session, signIn } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/text-field.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./sign-in.module.css";

export function SignInPage() {
  const [name, setName] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const demo = () => (session.error ? [] : (session.latest?.demo ?? []));
  createEffect(() => {
    document.title = `${t().session.title} · ${t().app.name}`;
  });

  const attempt = async (account: string, secret: string): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await signIn(account, secret);
    } catch (error) {
      setFailure(reason(error));
      setBusy(false);
    }
  };

  return (
    <main class={styles.page}>
      <div class={styles.switches}>
        <QuickSwitches />
      </div>
      <div class={styles.card}>
        <div class={styles.head}>
          <Logo />
          <h1>{t().app.name}</h1>
        </div>
        <p class={styles.lead}>{t().session.welcome}</p>
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void attempt(name().trim(), password());
          }}
        >
          <TextField
            label={t().session.name}
            hint=""
            error={undefined}
            value={name()}
            onChange={setName}
            autocomplete="username"
          />
          <TextField
            label={t().session.password}
            hint=""
            error={failure()}
            value={password()}
            onChange={setPassword}
            type="password"
            autocomplete="current-password"
            autofocus={false}
          />
          <Button variant="primary" type="submit" disabled={busy() || name().trim() === ""}>
            {busy() ? t().session.signingIn : t().session.signIn}
          </Button>
        </form>
        <Show when={!session.error && session.latest?.setUp === false && demo().length === 0}>
          <p class={styles.note}>{t().session.noAdministrator}</p>
        </Show>
        <Show when={demo().length > 0}>
          <section class={styles.demo} aria-labelledby="demo-accounts">
            <h2 id="demo-accounts">{t().session.demo}</h2>
            <p>{t().session.demoHint}</p>
            <ul>
              <For each={demo()}>
                {(account) => (
                  <li>
                    <button
                      type="button"
                      disabled={busy()}
                      onClick={() => void attempt(account.name, account.password)}
                    >
                      <span>{account.roles.map((role) => t().session.roles[role]).join(" · ")}</span>
                      <code>{account.name}</code>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </section>
        </Show>
      </div>
    </main>
  );
}
