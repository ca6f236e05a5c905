import { createMemo, Index, Show } from "solid-js";
import type { Clause, Diagnostic } from "../../../engine/index.ts";
import { TriangleAlert } from "../../components/icons.tsx";
import { t } from "../../i18n/i18n.ts";
import type { Analysis } from "../../kernel/workbench-api.ts";
import { countFindings, findingsIn } from "./findings.ts";
import styles from "./outline.module.css";

interface OutlineProps {
  readonly analysis: Analysis | undefined;
  readonly cursor: number;
  readonly onClause: (clause: Clause) => void;
}

interface Entry {
  readonly clause: Clause;
  /** The heading as written, without its #. */
  readonly heading: string;
  readonly indent: number;
  readonly findings: readonly Diagnostic[];
  readonly current: boolean;
}

/** The clauses, each with a mark for the gravest finding under it. */
export function Outline(props: OutlineProps) {
  const entries = createMemo((): readonly Entry[] => {
    const analysis = props.analysis;
    if (!analysis) return [];
    const { clauses, text } = analysis.document;
    // A single heading above all others is the title: the clauses under it are the outermost level.
    const outermost = Math.min(...clauses.slice(1).map(({ depth }) => depth));
    return clauses.map((clause, index) => {
      const stretch = { start: clause.span.start, end: clauses[index + 1]?.span.start ?? text.length + 1 };
      return {
        clause,
        heading: text.slice(clause.span.start, clause.span.end).replace(/^#+\s*/, ""),
        indent: Math.max(0, clause.depth - outermost),
        findings: findingsIn(analysis.diagnostics, stretch),
        current: stretch.start <= props.cursor && props.cursor < stretch.end,
      };
    });
  });
  return (
    <nav class={styles.outline} aria-label={t().workbench.outline}>
      <h2 class={styles.heading}>{t().workbench.outline}</h2>
      <ul>
        <Index each={entries()}>
          {(entry) => (
            <li>
              <button
                type="button"
                class={styles.entry}
                style={{ "padding-left": `${8 + entry().indent * 14}px` }}
                aria-current={entry().current ? "location" : undefined}
                title={entry().heading}
                onClick={() => props.onClause(entry().clause)}
              >
                <span class={styles.title} data-nested={entry().indent > 0}>
                  {entry().heading}
                </span>
                <Mark findings={entry().findings} />
              </button>
            </li>
          )}
        </Index>
      </ul>
    </nav>
  );
}

function Mark(props: { readonly findings: readonly Diagnostic[] }) {
  const counts = createMemo(() => countFindings(props.findings));
  return (
    <Show
      when={counts().errors > 0}
      fallback={
        <Show
          when={counts().warnings > 0}
          fallback={
            <Show when={counts().assumed > 0}>
              <span class={styles.assumed} title={t().statusBar.assumed(counts().assumed)}>
                {t().workbench.assumedMark}
                <span class="visually-hidden"> {t().statusBar.assumed(counts().assumed)}</span>
              </span>
            </Show>
          }
        >
          <TriangleAlert class={styles.warning} size={13} label={t().statusBar.warnings(counts().warnings)} />
        </Show>
      }
    >
      <span class={styles.error} role="img" aria-label={t().statusBar.errors(counts().errors)} />
    </Show>
  );
}
