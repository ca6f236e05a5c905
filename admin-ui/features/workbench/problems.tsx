import { createMemo, Index, Show } from "solid-js";
import type { Span } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { TriangleAlert } from "../../components/icons.tsx";
import { t } from "../../i18n/i18n.ts";
import type { Analysis } from "../../kernel/workbench-api.ts";
import { byGravity } from "./findings.ts";
import styles from "./problems.module.css";

interface ProblemsProps {
  readonly analysis: Analysis | undefined;
  readonly lineOf: (span: Span) => number;
  readonly onReveal: (span: Span) => void;
}

/** Every finding, the gravest first. */
export function Problems(props: ProblemsProps) {
  const found = createMemo(() => byGravity(props.analysis?.diagnostics ?? []));
  return (
    <section class={styles.problems} aria-label={t().workbench.problems}>
      <header class={styles.heading}>
        <h2>{t().workbench.problems}</h2>
        <span aria-live="polite">{found().length}</span>
      </header>
      <Show when={props.analysis && found().length === 0}>
        <p class={styles.none}>{t().workbench.noProblems}</p>
      </Show>
      <ul>
        <Index each={found()}>
          {(problem) => (
            <li>
              <button type="button" class={styles.problem} onClick={() => props.onReveal(problem().span)}>
                <span class={styles.mark} data-severity={problem().severity} aria-hidden="true">
                  <Show when={problem().severity === "warning"}>
                    <TriangleAlert size={13} />
                  </Show>
                </span>
                <span class="visually-hidden">{t().workbench.severities[problem().severity]}</span>
                <span class={styles.text}>
                  {problem().message[language()]}
                  <span class={styles.place}>{t().workbench.line(props.lineOf(problem().span))}</span>
                </span>
              </button>
            </li>
          )}
        </Index>
      </ul>
    </section>
  );
}
