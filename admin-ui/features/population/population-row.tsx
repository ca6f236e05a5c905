import { For, Show } from "solid-js";
import { language } from "../../app/preferences.ts";
import { groupDigits } from "../../i18n/format.ts";
import { errorOf } from "../../kernel/population.ts";
import type { OutputColumn, PopulationRow } from "../../kernel/workbench-api.ts";
import { Difference } from "./difference.tsx";
import { m } from "./messages.ts";
import { isFigure, placeOf } from "./population-columns.ts";
import styles from "./population-table.module.css";

interface RowProps {
  readonly row: PopulationRow;
  readonly index: number;
  /** Pixels from the top of the rows. */
  readonly top: number;
  readonly outputs: readonly OutputColumn[];
  readonly hasActions: boolean;
  readonly reasons: boolean;
  readonly compared: boolean;
  readonly pinned: boolean;
  readonly focusable: boolean;
  readonly onPin: () => void;
  readonly onFocus: () => void;
}

/** One agent: who, where, and what comes out. */
export function Row(props: RowProps) {
  const error = () => errorOf(props.row);
  return (
    <tr
      class={styles.row}
      aria-rowindex={props.index + 2}
      aria-selected={props.pinned}
      data-index={props.index}
      tabIndex={props.focusable ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => props.onPin()}
      onFocus={() => props.onFocus()}
    >
      <th class={styles.cell} scope="row">
        <span class={styles.name}>{props.row.name || props.row.agent}</span>
        <Show when={props.row.name !== ""}>
          <span class={styles.id}>{props.row.agent}</span>
        </Show>
      </th>
      <td class={styles.cell}>{placeOf(props.row)}</td>
      <Show when={props.hasActions}>
        <td class={styles.cell} title={props.row.actions.following.join(m().separator)}>
          <span class={styles.actions}>{props.row.actions.following.join(m().separator)}</span>
          <Show when={props.row.actions.errors[0]}>
            {(found) => (
              <span class={styles.none} title={found().message[language()]}>
                {m().none}
              </span>
            )}
          </Show>
        </td>
      </Show>
      <For each={props.outputs}>
        {(column, at) => (
          <td class={styles.cell} data-number={isFigure(column) ? "" : undefined}>
            <Show when={props.compared}>
              <Difference change={props.row.differences[at()]} column={column} />
            </Show>
            <Show
              when={!props.row.cells[at()]?.error}
              fallback={
                <span class={styles.none} title={props.row.cells[at()]?.error?.message[language()]}>
                  {m().none}
                </span>
              }
            >
              {groupDigits(props.row.cells[at()]?.text ?? "")}
            </Show>
          </td>
        )}
      </For>
      <Show when={props.reasons}>
        <td class={styles.cell} title={error()?.message[language()]}>
          <span class={styles.reason}>{error()?.message[language()]}</span>
        </td>
      </Show>
    </tr>
  );
}
