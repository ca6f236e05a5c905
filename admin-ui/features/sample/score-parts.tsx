import { For, Show } from "solid-js";
import {
  isRational,
  isRowError,
  negate,
  type Outcome,
  type ScoreDeduction,
  type ScorePart,
  showValue,
  type Type,
} from "../../../engine/index.ts";
import { groupDigits } from "../../i18n/format.ts";
import { m } from "./messages.ts";
import styles from "./step-tree.module.css";

interface ScorePartsProps {
  readonly parts: readonly ScorePart[];
  readonly deductions: readonly ScoreDeduction[];
  readonly type: Type;
  readonly currency: string;
}

/** Each indicator: its weight times its score, and what they add to the total; then what is taken off. */
export function ScoreParts(props: ScorePartsProps) {
  const show = (outcome: Outcome): string =>
    isRowError(outcome)
      ? m().none
      : groupDigits(showValue(outcome, props.type, { currency: props.currency, unit: false }));
  /** What is taken off, with a minus sign where that is anything at all. */
  const taken = (points: Outcome): string =>
    isRational(points) ? show(negate(points)).replace("-", "−") : show(points);
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
      <For each={props.deductions}>
        {(deduction) => (
          <li class={styles.part}>
            <span class={styles.partName}>{deduction.name}</span>
            <span class={styles.partPoints}>{taken(deduction.points)}</span>
          </li>
        )}
      </For>
    </ul>
  );
}
