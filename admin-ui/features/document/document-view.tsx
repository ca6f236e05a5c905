import type { RootContent } from "mdast";
import { createEffect, createMemo, Index, Match, on, onCleanup, Show, Switch } from "solid-js";
import type { RuleBlock, Span, Statement } from "../../../engine/index.ts";
import { Loading, Notice } from "../../components/notice.tsx";
import { t } from "../../i18n/i18n.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import { paramValues } from "./constants.ts";
import styles from "./document-view.module.css";
import { Prose } from "./prose.tsx";
import { RuleList } from "./rule-list.tsx";
import { sampleMarks } from "./sample-marks.ts";
import { type SchemeContext, SchemeProvider } from "./scheme-context.ts";

interface DocumentViewProps {
  readonly workbench: Workbench;
  /** Where the cursor is in the text. */
  readonly cursor: number;
  readonly lineOf: (span: Span) => number;
  readonly textIsOpen: boolean;
  readonly onReveal: (span: Span) => void;
}

/** The scheme as the policy it is: prose and rules in the order of the text, each rule a way back to its line. */
export function DocumentView(props: DocumentViewProps) {
  const analysis = () => props.workbench.analysis();
  const constants = createMemo(() => paramValues(analysis()?.statements ?? []));
  const sample = createMemo(() => sampleMarks(props.workbench.sample(), props.workbench.population()));
  const scheme: SchemeContext = {
    get text() {
      return analysis()?.text ?? "";
    },
    get constants() {
      return constants();
    },
    get inputDecimals() {
      return analysis()?.inputDecimals ?? new Map();
    },
    get diagnostics() {
      return analysis()?.diagnostics ?? [];
    },
    get examples() {
      return analysis()?.examples ?? [];
    },
    get sample() {
      return sample();
    },
    get cursor() {
      return props.cursor;
    },
    lineOf: (span) => props.lineOf(span),
    reveal: (span) => props.onReveal(span),
    follow: (span) => props.textIsOpen && props.onReveal(span),
  };
  const parts = createMemo(() => partsOf(analysis()?.document.tree.children ?? [], analysis()?.document.blocks ?? []));
  const statementsIn = (block: Span): readonly Statement[] =>
    (analysis()?.statements ?? []).filter(({ span }) => block.start <= span.start && span.end <= block.end);

  let policy: HTMLElement | undefined;
  // The document follows the cursor of the text.
  createEffect(
    on(
      () => props.cursor,
      () => {
        const frame = requestAnimationFrame(() => policy && showCurrent(policy));
        onCleanup(() => cancelAnimationFrame(frame));
      },
      { defer: true },
    ),
  );

  return (
    <Show when={analysis()} fallback={<Loading title={t().workbench.analysing} />}>
      {(found) => (
        <SchemeProvider value={scheme}>
          <article
            ref={policy}
            class={styles.policy}
            lang={found().document.frontMatter.get("language")?.value ?? "zh"}
          >
            <Show when={parts().length > 0} fallback={<Notice title={t().document.empty} />}>
              <Index each={parts()}>
                {(part) => (
                  <Switch>
                    <Match when={blockOf(part())}>
                      {(block) => <RuleList statements={statementsIn(block().span)} />}
                    </Match>
                    <Match when={proseOf(part())}>{(node) => <Prose node={node()} />}</Match>
                  </Switch>
                )}
              </Index>
            </Show>
          </article>
        </SchemeProvider>
      )}
    </Show>
  );
}

/** Scrolls what the cursor is in to the upper third, unless it is in view already. */
function showCurrent(policy: HTMLElement): void {
  const pane = policy.parentElement;
  const current = policy.querySelector("[data-current=true]");
  if (!pane || !current) return;
  const [outer, inner] = [pane.getBoundingClientRect(), current.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.top <= outer.bottom - 60) return;
  pane.scrollTo({ top: pane.scrollTop + inner.top - outer.top - outer.height / 4 });
}

type Part = { readonly block: RuleBlock } | { readonly prose: RootContent };
const blockOf = (part: Part): RuleBlock | undefined => ("block" in part ? part.block : undefined);
const proseOf = (part: Part): RootContent | undefined => ("prose" in part ? part.prose : undefined);

/** Prose and rule blocks in the order of the text; a fence that holds rules is shown as these rules. */
function partsOf(nodes: readonly RootContent[], blocks: readonly RuleBlock[]): readonly Part[] {
  return nodes.map((node): Part => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    const block = node.type === "code" ? blocks.find(({ span }) => start <= span.start && span.end <= end) : undefined;
    return block ? { block } : { prose: node };
  });
}
