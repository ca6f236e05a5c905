import { A, useLocation } from "@solidjs/router";
import { createSignal, For, type JSX, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { reason } from "../api/reason.ts";
import { Boundary } from "../components/boundary.tsx";
import { Button } from "../components/button.tsx";
import { Settings } from "../components/icons.tsx";
import { Loading, Notice } from "../components/notice.tsx";
import { Toasts } from "../components/toast.tsx";
import { SignInPage } from "../features/sign-in/sign-in-page.tsx";
import { t } from "../i18n/i18n.ts";
import { AccountMenu } from "./account-menu.tsx";
import styles from "./frame.module.css";
import { Logo } from "./logo.tsx";
import { entries, maySee } from "./navigation.ts";
import { createGlobalActions, listenForShortcuts } from "./palette/global-actions.ts";
import { opened, setOpened } from "./palette/open-state.ts";
import { session, user } from "./session.ts";
import { SettingsDialog } from "./settings-dialog.tsx";

const Palette = lazy(() => import("./palette/palette.tsx"));
const ShortcutsDialog = lazy(() => import("./palette/shortcuts-dialog.tsx"));

/** Pages for who cannot sign in yet. */
const OPEN_TO_ALL = ["/setup", "/link"];

/** What stands around every page; the page for signing in takes its place until somebody has. */
export function Frame(props: { readonly children?: JSX.Element }) {
  const location = useLocation();
  return (
    <>
      <Switch fallback={<SignInPage />}>
        <Match when={OPEN_TO_ALL.includes(location.pathname)}>
          <Boundary>{props.children}</Boundary>
        </Match>
        <Match when={user()}>
          <Desk>{props.children}</Desk>
        </Match>
        <Match when={session.loading}>
          <Loading title={t().session.loading} />
        </Match>
        <Match when={session.error}>
          <Notice role="alert" title={reason(session.error)} hint={t().app.serverUnreachableHint}>
            <Button onClick={() => window.location.reload()}>{t().app.retry}</Button>
          </Notice>
        </Match>
      </Switch>
      <Toasts />
    </>
  );
}

/** The rail at the left and the page beside it. */
function Desk(props: { readonly children?: JSX.Element }) {
  const [settingsOpen, setSettingsOpen] = createSignal(false);
  const actions = createGlobalActions(() => setSettingsOpen(true));
  listenForShortcuts(actions);
  const location = useLocation();
  return (
    <div class={styles.frame}>
      <a class={styles.skip} href="#content">
        {t().app.skipToContent}
      </a>
      <nav class={styles.rail} aria-label={t().app.mainNavigation}>
        <A class={styles.logo} href="/" aria-label={t().app.name}>
          <Logo />
        </A>
        <For each={entries()}>
          {(entry) => (
            <A class={styles.entry} activeClass={styles.active ?? ""} href={entry.path}>
              <Dynamic component={entry.icon} size={18} strokeWidth={1.75} />
              {entry.label()}
            </A>
          )}
        </For>
        <div class={styles.last}>
          <Show when={user()}>{(found) => <AccountMenu user={found()} class={styles.entry ?? ""} />}</Show>
          <button type="button" class={styles.entry} onClick={() => setSettingsOpen(true)}>
            <Settings size={18} strokeWidth={1.75} />
            {t().app.settings}
          </button>
        </div>
      </nav>
      <main class={styles.content} id="content" tabIndex={-1}>
        <Boundary>
          <Show when={maySee(location.pathname)} fallback={<NotYours />}>
            {props.children}
          </Show>
        </Boundary>
      </main>
      <Suspense>
        <Show when={opened() === "palette"}>
          <Palette actions={actions()} onClose={() => setOpened(undefined)} />
        </Show>
        <Show when={opened() === "shortcuts"}>
          <ShortcutsDialog actions={actions()} onClose={() => setOpened(undefined)} />
        </Show>
      </Suspense>
      <SettingsDialog open={settingsOpen()} onClose={() => setSettingsOpen(false)} />
    </div>
  );
}

const NotYours = () => (
  <Notice title={t().app.notYours} hint={t().app.notYoursHint}>
    <A class="link" href="/">
      {t().app.toStart}
    </A>
  </Notice>
);
