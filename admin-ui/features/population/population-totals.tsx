import { For, Show } from "solid-js";
import { divide, rational, showValue } from "../../../engine/index.ts";
import { groupDigits } from "../../i18n/format.ts";
import type { OutputColumn, PopulationTotals, Total } from "../../kernel/workbench-api.ts";
import { Difference } from "./difference.tsx";
import { m } from "./messages.ts";
import { isFigure } from "./population-columns.ts";
import styles from "./population-table.module.css";

interface TotalsProps {
  readonly totals: PopulationTotals;
  readonly compared: boolean;
  /** Whether there is a column for reasons. */
  readonly reasons: boolean;
  readonly rowIndex: number;
}

/** The last line, which stays in view. */
export function Totals(props: TotalsProps) {
  return (
    <tfoot class={styles.foot}>
      <tr class={styles.totals} aria-rowindex={props.rowIndex} data-testid="totals">
        <th class={styles.cell} scope="row">
          {props.totals.failed > 0 ? m().partialTotal : m().total}
        </th>
        <td class={styles.cell} />
        <Show when={props.totals.following !== undefined}>
          <td class={styles.cell}>{m().following(props.totals.following ?? 0)}</td>
        </Show>
        <For each={props.totals.columns}>
          {(column, at) => (
            <td class={styles.cell} data-number="">
              <Show
                when={props.totals.totals[at()]}
                fallback={<Show when={isFigure(column)}>{<span class={styles.none}>{m().none}</span>}</Show>}
              >
                {(total) => <ColumnTotal total={total()} column={column} compared={props.compared} />}
              </Show>
            </td>
          )}
        </For>
        <Show when={props.reasons}>
          <td class={styles.cell} />
        </Show>
      </tr>
    </tfoot>
  );
}

/** Amounts of money are added up; a sum of rates or scores means nothing, so those show their mean. */
function ColumnTotal(props: { readonly total: Total; readonly column: OutputColumn; readonly compared: boolean }) {
  const mean = (): string =>
    showValue(divide(props.total.value, rational(props.total.counted)), props.column.type, {
      ...props.column,
      decimals: props.column.decimals ?? 4,
      unit: false,
    });
  return (
    <Show when={props.total.counted > 0} fallback={<span class={styles.none}>{m().none}</span>}>
      <Show
        when={props.column.money}
        fallback={
          <>
            <span class={styles.mean}>{m().mean}</span>
            {groupDigits(mean())}
          </>
        }
      >
        <Show when={props.compared}>
          <Difference change={props.total.difference} column={props.column} />
        </Show>
        {groupDigits(props.total.text)}
      </Show>
    </Show>
  );
}
