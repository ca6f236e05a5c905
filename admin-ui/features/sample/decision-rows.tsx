import { For, type JSX, Show } from "solid-js";
import { type Decision, type RowDecision, type Span, showValue } from "../../../engine/index.ts";
import { Check } from "../../components/icons.tsx";
import { groupDigits } from "../../i18n/format.ts";
import { m } from "./messages.ts";
import styles from "./step-tree.module.css";

interface DecisionRowsProps {
  readonly decision: Decision;
  /** Stands before the sentence. */
  readonly mark: JSX.Element;
  readonly onReveal: (span: Span) => void;
}

/** What each row of a table said: the one that decided, and why the others did not hold. */
export function DecisionRows(props: DecisionRowsProps) {
  const decided = (): RowDecision | undefined =>
    props.decision.decided === undefined ? undefined : props.decision.rows[props.decision.decided];
  return (
    <details class={styles.decision}>
      <summary class={styles.detail}>
        {props.mark} {decided() ? m().matched(described(decided())) : m().noRow}
      </summary>
      <ol class={styles.rows}>
        <For each={props.decision.rows}>
          {(row) => (
            <li class={styles.row} data-holds={row.holds ? "" : undefined}>
              <button class={styles.rowName} type="button" onClick={() => props.onReveal(row.span)}>
                {described(row)}
              </button>
              <span class={styles.reason}>
                <Show
                  when={row.holds}
                  fallback={<For each={row.cells.filter((cell) => !cell.holds)}>{(cell) => <Miss cell={cell} />}</For>}
                >
                  <Check size={12} aria-hidden="true" /> {m().holds}
                </Show>
              </span>
            </li>
          )}
        </For>
      </ol>
    </details>
  );
}

/** Its label and its tests; a row without a label is called by its tests already. */
function described(row: RowDecision | undefined): string {
  if (row === undefined) return "";
  const tests = row.cells.map(({ test }) => test).join(", ");
  return tests === row.id ? tests : `${row.id} ${tests}`;
}

/** `月目标完成率 98.42%，差 1.58%`. */
function Miss(props: { readonly cell: RowDecision["cells"][number] }) {
  const reason = (): string => {
    const { distance, value } = props.cell;
    if (distance === undefined) return m().fails;
    if (distance.numerator === 0n) return m().atEdge;
    return m().away(showValue(distance, { kind: "number", unit: [], percent: value.endsWith("%") }));
  };
  return (
    <span>
      {props.cell.column} {groupDigits(props.cell.value)}: {reason()}
    </span>
  );
}
