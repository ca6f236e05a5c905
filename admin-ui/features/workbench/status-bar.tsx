import { createMemo, Show } from "solid-js";
import { TriangleAlert } from "../../components/icons.tsx";
import { t } from "../../i18n/i18n.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import { countFindings } from "./findings.ts";
import styles from "./status-bar.module.css";

interface StatusBarProps {
  readonly workbench: Workbench;
  readonly cursor: { readonly line: number; readonly column: number };
}

export function StatusBar(props: StatusBarProps) {
  const counts = createMemo(() => {
    const analysis = props.workbench.analysis();
    return analysis && countFindings(analysis.diagnostics);
  });
  return (
    <footer class={styles.bar}>
      <div class={styles.group} role="status">
        <Show when={counts()} fallback={t().workbench.analysing}>
          {(found) => (
            <>
              <span class={styles.count} data-tone={found().errors > 0 ? "down" : undefined}>
                {found().errors > 0 ? t().statusBar.errors(found().errors) : t().statusBar.clean}
              </span>
              <Show when={found().warnings > 0}>
                <span class={styles.count} data-tone="warn">
                  <TriangleAlert size={12} />
                  {t().statusBar.warnings(found().warnings)}
                </span>
              </Show>
              <Show when={found().assumed > 0}>
                <span>{t().statusBar.assumed(found().assumed)}</span>
              </Show>
            </>
          )}
        </Show>
        <Show when={props.workbench.status().kind === "stopped"}>
          <span class={styles.count} data-tone="down">
            {t().statusBar.stopped}
          </span>
        </Show>
      </div>
      <div class={styles.group}>
        <Show when={props.workbench.analysis()}>
          {(analysis) => <span>{t().statusBar.checked(Math.round(analysis().milliseconds))}</span>}
        </Show>
        <Show when={props.workbench.population()}>
          {(population) => (
            <span>{t().statusBar.computed(population().people.length, Math.round(population().milliseconds))}</span>
          )}
        </Show>
        <span class={styles.wide}>{t().statusBar.fullWidth}</span>
        <span>{t().statusBar.cursor(props.cursor.line, props.cursor.column)}</span>
      </div>
    </footer>
  );
}
