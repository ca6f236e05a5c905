import type { RootContent } from "mdast";
import { createEffect, createMemo, Index, Match, on, onCleanup, Show, Switch } from "solid-js";
import type { RuleBlock, Span, Statement } from "../../../engine/index.ts";
import { Loading, Notice } from "../../components/notice.tsx";
import { t } from "../../i18n/i18n.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import { paramValues } from "./constants.ts";
import styles from "./document-view.module.css";
import { headCounts } from "./head-counts.ts";
import { Prose } from "./prose.tsx";
import { RuleList } from "./rule-list.tsx";
import { sampleMarks } from "./sample-marks.ts";
import { type SchemeContext, SchemeProvider } from "./scheme-context.ts";

interface DocumentViewProps {
  readonly workbench: Workbench;
  /** The text beside it; absent where the document is only to be read. */
  readonly text?: {
    /** Where the cursor is. */
    readonly cursor: number;
    readonly isOpen: boolean;
    readonly lineOf: (span: Span) => number;
    readonly reveal: (span: Span) => void;
  };
}

/** Where a cursor is that is in no text. */
const NOWHERE = -1;

/** The scheme as the policy it is: prose and rules in the order of the text, each rule a way back to its line. */
export function DocumentView(props: DocumentViewProps) {
  const analysis = () => props.workbench.analysis();
  const cursor = (): number => props.text?.cursor ?? NOWHERE;
  const constants = createMemo(() => paramValues(analysis()?.statements ?? []));
  const sample = createMemo(() => sampleMarks(props.workbench.sample(), props.workbench.population()));
  const heads = createMemo(() => headCounts(props.workbench.population()));
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
    get assertions() {
      return analysis()?.assertions ?? [];
    },
    get sample() {
      return sample();
    },
    get heads() {
      return heads();
    },
    get cursor() {
      return cursor();
    },
    institutionTitle: (id) => analysis()?.heldTo.get(id),
    ordinalOf: ({ span, overrides: [first] }) =>
      (analysis()?.statements ?? []).filter(
        (other) =>
          other.kind === "except" &&
          other.span.start <= span.start &&
          other.overrides.some(({ name }) => name.name === first?.name.name),
      ).length,
    lineOf: (span) => props.text?.lineOf(span) ?? 0,
    get reveal() {
      return props.text?.reveal;
    },
    follow: (span) => props.text?.isOpen && props.text.reveal(span),
  };
  const parts = createMemo(() => partsOf(analysis()?.document.tree.children ?? [], analysis()?.document.blocks ?? []));
  const statementsIn = (block: Span): readonly Statement[] =>
    (analysis()?.statements ?? []).filter(({ span }) => block.start <= span.start && span.end <= block.end);

  let policy: HTMLElement | undefined;
  // The document follows the cursor of the text.
  createEffect(
    on(
      cursor,
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
