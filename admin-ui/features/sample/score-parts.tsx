import { For, Show } from "solid-js";
import { isRowError, type Outcome, type ScorePart, showValue, type Type } from "../../../engine/index.ts";
import { groupDigits } from "../../i18n/format.ts";
import { m } from "./messages.ts";
import styles from "./step-tree.module.css";

interface ScorePartsProps {
  readonly parts: readonly ScorePart[];
  readonly type: Type;
  readonly currency: string;
}

/** Each indicator: its weight times its score, and what they add to the total. */
export function ScoreParts(props: ScorePartsProps) {
  const show = (outcome: Outcome): string =>
    isRowError(outcome)
      ? m().none
      : groupDigits(showValue(outcome, props.type, { currency: props.currency, unit: false }));
  return (
    <ul class={styles.parts}>
      <For each={props.parts}>
        {(part) => (
          <li class={styles.part}>
            <span class={styles.partName}>{part.indicator}</span>
            <span class={styles.partFormula}>
              {showValue(part.weight, { kind: "number", unit: [], percent: true })} × {show(part.held)}
              <Show when={part.limited}>{(limit) => <span class={styles.limited}>{m().limited[limit()]}</span>}</Show>
            </span>
            <span class={styles.partPoints}>{show(part.points)}</span>
          </li>
        )}
      </For>
    </ul>
  );
}
