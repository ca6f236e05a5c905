import { Show } from "solid-js";
import type { Action, Span, Step } from "../../../engine/index.ts";
import { Chip } from "../../components/chip.tsx";
import { m } from "./messages.ts";
import styles from "./sample-panel.module.css";
import { StepTree } from "./step-tree.tsx";

interface ActionListProps {
  readonly steps: readonly Step[];
  /** The same, as the scheme states them. */
  readonly actions: readonly Action[];
  readonly currency: string;
  readonly onReveal: (span: Span) => void;
}

/** The personnel consequences: whether each follows this month, and why. */
export function ActionList(props: ActionListProps) {
  const orderedBy = (step: Step): string | undefined => props.actions.find(({ name }) => name === step.name)?.orderedBy;
  return (
    <Show when={props.steps.length > 0}>
      <section class={styles.actions} aria-label={m().actions}>
        <h3 class={styles.actionsTitle}>{m().actions}</h3>
        <StepTree
          label={m().actions}
          roots={props.steps}
          opensRoot={({ outcome }) => outcome === true}
          verdict={(step) => (
            <Show when={step.outcome === true} fallback={<span class={styles.followsNot}>{m().followsNot}</span>}>
              <Chip tone="warn">{m().follows}</Chip>
              <Show when={orderedBy(step)}>{(who) => <span class={styles.orderedBy}>{m().mayOrder(who())}</span>}</Show>
            </Show>
          )}
          currency={props.currency}
          onReveal={props.onReveal}
        />
      </section>
    </Show>
  );
}
