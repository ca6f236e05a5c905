import { A } from "@solidjs/router";
import { createSignal, type JSX } from "solid-js";
import { Boundary } from "../components/boundary.tsx";
import { FileText, Settings } from "../components/icons.tsx";
import { Toasts } from "../components/toast.tsx";
import { t } from "../i18n/i18n.ts";
import styles from "./frame.module.css";
import { Logo } from "./logo.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";

/** What stands around every page: the rail at its left. */
export function Frame(props: { readonly children?: JSX.Element }) {
  const [settingsOpen, setSettingsOpen] = createSignal(false);
  return (
    <div class={styles.frame}>
      <a class={styles.skip} href="#content">
        {t().app.skipToContent}
      </a>
      <nav class={styles.rail} aria-label={t().app.mainNavigation}>
        <A class={styles.logo} href="/schemes" aria-label={t().app.name}>
          <Logo />
        </A>
        <A class={styles.entry} activeClass={styles.active ?? ""} href="/schemes">
          <FileText size={18} strokeWidth={1.75} />
          {t().app.schemes}
        </A>
        <button type="button" class={`${styles.entry} ${styles.last}`} onClick={() => setSettingsOpen(true)}>
          <Settings size={18} strokeWidth={1.75} />
          {t().app.settings}
        </button>
      </nav>
      <main class={styles.content} id="content" tabIndex={-1}>
        <Boundary>{props.children}</Boundary>
      </main>
      <SettingsDialog open={settingsOpen()} onClose={() => setSettingsOpen(false)} />
      <Toasts />
    </div>
  );
}
