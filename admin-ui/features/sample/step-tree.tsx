import { createMemo, createSignal, For, Index, type JSX, Show } from "solid-js";
import { isRowError, type RowError, type Span, type Step, showValue } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { ChevronRight } from "../../components/icons.tsx";
import { groupDigits } from "../../i18n/format.ts";
import { DecisionRows } from "./decision-rows.tsx";
import { m } from "./messages.ts";
import { PlacementRows } from "./placement-rows.tsx";
import { readableFormula } from "./readable-formula.ts";
import { ScoreParts } from "./score-parts.tsx";
import { type OpenedSteps, type StepNode, visibleSteps } from "./step-nodes.ts";
import styles from "./step-tree.module.css";
import { TierParts } from "./tier-parts.tsx";
import { WindowLooks } from "./window-looks.tsx";

interface StepTreeProps {
  /** What the tree tells of. */
  readonly label: string;
  readonly roots: readonly Step[];
  /** Which roots are open by themselves; the first where nothing is said. */
  readonly opensRoot?: (root: Step) => boolean;
  /** Stands in the place of a root's value. */
  readonly verdict?: (root: Step) => JSX.Element;
  /** Base unit of money; amounts leave it out. */
  readonly currency: string;
  /** Name of the step that is framed, such as the first that differs from another tree. */
  readonly marked?: string | undefined;
  readonly onReveal: (span: Span) => void;
}

/** How values came about, as an ARIA tree: arrows move and open, Enter goes to the rule in the text. */
export function StepTree(props: StepTreeProps) {
  const [opened, setOpened] = createSignal<OpenedSteps>(new Map());
  const [focused, setFocused] = createSignal<string>();
  const nodes = createMemo(() => visibleSteps(props.roots, opened(), props.opensRoot));
  const current = createMemo(() => nodes().find(({ path }) => path === focused()) ?? nodes()[0]);
  let tree!: HTMLDivElement;

  const open = (node: StepNode, state: boolean): void => {
    if (node.children.length > 0) setOpened((known) => new Map(known).set(node.path, state));
  };
  const focus = (node: StepNode | undefined): void => {
    if (node === undefined) return;
    setFocused(node.path);
    tree.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const node = current();
    if (node === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = nodes().indexOf(node);
    switch (event.key) {
      case "ArrowDown":
        focus(nodes()[at + 1]);
        break;
      case "ArrowUp":
        focus(nodes()[at - 1]);
        break;
      case "ArrowRight":
        if (node.open) focus(nodes()[at + 1]);
        else open(node, true);
        break;
      case "ArrowLeft":
        if (node.open) open(node, false);
        else focus(nodes().find(({ path }) => path === node.parent));
        break;
      case "Home":
        focus(nodes()[0]);
        break;
      case "End":
        focus(nodes().at(-1));
        break;
      case "Enter":
        props.onReveal(node.step.span);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div ref={tree} class={styles.tree} role="tree" aria-label={props.label} onKeyDown={onKeyDown}>
      <Index each={nodes()}>
        {(node) => (
          <div
            class={styles.item}
            role="treeitem"
            aria-level={node().level}
            aria-posinset={node().position}
            aria-setsize={node().siblings}
            aria-expanded={node().children.length > 0 ? node().open : undefined}
            tabIndex={current()?.path === node().path ? 0 : -1}
            style={{ "--depth": node().level - 1 }}
            data-marked={node().step.name === props.marked ? "" : undefined}
            data-given={node().step.kind === "input" || node().step.kind === "param" ? "" : undefined}
            onFocusIn={() => setFocused(node().path)}
          >
            <StepLine
              node={node()}
              currency={props.currency}
              verdict={node().level === 1 ? props.verdict : undefined}
              onToggle={() => open(node(), !node().open)}
              onReveal={props.onReveal}
            />
          </div>
        )}
      </Index>
    </div>
  );
}

interface StepLineProps {
  readonly node: StepNode;
  readonly currency: string;
  readonly verdict: ((root: Step) => JSX.Element) | undefined;
  readonly onToggle: () => void;
  readonly onReveal: (span: Span) => void;
}

function StepLine(props: StepLineProps) {
  const step = (): Step => props.node.step;
  const error = (): RowError | undefined => {
    const { outcome } = step();
    return isRowError(outcome) ? outcome : undefined;
  };
  const isGiven = (): boolean => step().kind === "input" || step().kind === "param";
  /** The parts of a score say what its formula says, line by line. */
  const parts = () => (props.node.open ? step().parts : undefined);
  /** Of the looks at the group, the one that had to leave out the most. */
  const leftOut = (): number => Math.max(0, ...step().peers.map((look) => look.leftOut));
  /** An error is explained where it arose, not on every step above. */
  const ownError = (): RowError | undefined => (error()?.name === step().name ? error() : undefined);
  return (
    <>
      <div class={styles.line}>
        <Show when={props.node.level > 1}>
          <span class={styles.elbow} aria-hidden="true" />
        </Show>
        <Show when={props.node.children.length > 0} fallback={<span class={styles.leaf} />}>
          <button
            class={styles.toggle}
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            data-open={props.node.open ? "" : undefined}
            onClick={() => props.onToggle()}
          >
            <ChevronRight size={12} />
          </button>
        </Show>
        <span class={styles.name}>{step().name}</span>
        <button
          class={styles.clause}
          type="button"
          tabIndex={-1}
          title={m().goTo(clauseName(step()))}
          onClick={() => props.onReveal(step().span)}
        >
          {step().clause.number || step().clause.title}
        </button>
        <Show when={isGiven()}>
          <Assumed reason={step().assumed} />
        </Show>
        <Show
          when={!error() && props.verdict}
          fallback={
            <span class={styles.value} data-error={error() ? "" : undefined}>
              {error() ? m().none : shownText(step(), props.currency)}
            </span>
          }
        >
          {(verdict) => <span class={styles.value}>{verdict()(step())}</span>}
        </Show>
      </div>
      <Show when={step().exception}>
        {(exception) => <p class={styles.detail}>{m().exception(readableFormula(exception().condition))}</p>}
      </Show>
      <Show when={step().veto}>{(veto) => <p class={styles.detail}>{m().vetoed(veto().name)}</p>}</Show>
      <Show
        when={
          !parts() &&
          !step().placement &&
          (step().formula ?? (isGiven() || step().decision ? undefined : step().assumed))
        }
      >
        <p class={styles.detail} title={step().formula?.text}>
          <Assumed reason={step().assumed} /> {filledText(step())}
        </p>
      </Show>
      <WindowLooks windows={step().windows} />
      <Show when={leftOut() > 0}>
        <p class={styles.window}>{m().provisional(leftOut())}</p>
      </Show>
      <Show when={step().placement}>
        {(placement) => <PlacementRows placement={placement()} onReveal={props.onReveal} />}
      </Show>
      <Show when={step().decision}>
        {(decision) => (
          <DecisionRows decision={decision()} mark={<Assumed reason={step().assumed} />} onReveal={props.onReveal} />
        )}
      </Show>
      <Show when={parts()}>
        {(shown) => (
          <ScoreParts
            parts={shown()}
            deductions={step().deductions ?? []}
            type={step().type}
            currency={props.currency}
          />
        )}
      </Show>
      <Show when={props.node.open && step().tiers}>
        {(tiers) => <TierParts tiers={tiers()} currency={props.currency} onReveal={props.onReveal} />}
      </Show>
      <For each={step().roundings}>
        {(rounding) => (
          <p class={styles.rounding}>
            {m().rounded(rounding.decimals, rounding.mode, plain(rounding.before), plain(rounding.after))}
          </p>
        )}
      </For>
      <Show when={ownError()}>{(found) => <p class={styles.error}>{found().message[language()]}</p>}</Show>
    </>
  );
}

/** Marks a figure that the source document does not give; the reason shows on hover. */
const Assumed = (props: { readonly reason: string | undefined }) => (
  <Show when={props.reason}>
    {(reason) => (
      <span class={styles.assumed} title={reason()}>
        {m().assumed}
      </span>
    )}
  </Show>
);

const clauseName = ({ clause }: Step): string => [clause.number, clause.title].filter((part) => part !== "").join(" ");

const plain = (value: Step["roundings"][number]["before"]): string =>
  groupDigits(showValue(value, { kind: "number", unit: [], percent: false }));

/** Yes and no in the reader's language; figures grouped. */
const shownText = ({ outcome, type, shown }: Step, currency: string): string =>
  typeof outcome === "boolean"
    ? showValue(outcome, type, { language: language() })
    : groupDigits(withoutCurrency(shown, currency));

/** `marginal(12000 CNY)` is how an explanation tells what is cut into tiers. */
function filledText({ formula, tiers }: Step): string {
  const cut = tiers && /^(marginal|slab|interpolated)\((.*)\)$/.exec(formula?.filled ?? "");
  const [, method, subject = ""] = cut ?? [];
  if (method === "marginal" || method === "slab" || method === "interpolated") {
    return m().tiers[method](readableFormula(subject));
  }
  return formula ? readableFormula(formula.filled) : "";
}

const withoutCurrency = (shown: string, currency: string): string =>
  shown.endsWith(` ${currency}`) ? shown.slice(0, -currency.length - 1) : shown;
