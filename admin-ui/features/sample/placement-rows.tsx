import { For, Show } from "solid-js";
import type { Placement, Span } from "../../../engine/index.ts";
import { m } from "./messages.ts";
import styles from "./step-tree.module.css";

interface PlacementRowsProps {
  readonly placement: Placement;
  readonly onReveal: (span: Span) => void;
}

/** Rank and group of a forced distribution, and the ranks that each grade takes. */
export function PlacementRows(props: PlacementRowsProps) {
  const isTooSmall = (): boolean => props.placement.size < props.placement.smallest;
  /** A grade without places of its own takes no rank. */
  const ranks = (at: number): string => {
    const [before, last] = [props.placement.grades[at - 1]?.upTo ?? 0, props.placement.grades[at]?.upTo ?? 0];
    return last > before ? m().ranks(before + 1, last) : m().noPlace;
  };
  return (
    <>
      <p class={styles.detail}>
        {isTooSmall()
          ? m().smallGroup(props.placement.size, props.placement.smallest)
          : m().rankOf(props.placement.rank, props.placement.size)}
      </p>
      <Show when={!isTooSmall()}>
        <ol class={styles.rows}>
          <For each={props.placement.grades}>
            {(grade, at) => (
              <li class={styles.tier} data-holds={at() === props.placement.decided ? "" : undefined}>
                <button class={styles.rowName} type="button" onClick={() => props.onReveal(grade.span)}>
                  {grade.grade}
                  <Show when={at() === props.placement.decided}>
                    <span class="visually-hidden"> {m().reached}</span>
                  </Show>
                </button>
                <span>{ranks(at())}</span>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </>
  );
}
