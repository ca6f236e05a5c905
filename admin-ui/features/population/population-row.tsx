import { For, Show } from "solid-js";
import type { RowError } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { groupDigits } from "../../i18n/format.ts";
import type { PopulationRow } from "../../kernel/population-rows.ts";
import type { OutputColumn, Reasons } from "../../kernel/workbench-api.ts";
import { Difference } from "./difference.tsx";
import { m } from "./messages.ts";
import { isFigure, placeOf } from "./population-columns.ts";
import styles from "./population-table.module.css";

interface RowProps {
  readonly row: PopulationRow;
  /** Why something of it cannot be had; absent until it is known, and where all can. */
  readonly reasons: Reasons | undefined;
  readonly index: number;
  /** Pixels from the top of the rows. */
  readonly top: number;
  readonly outputs: readonly OutputColumn[];
  readonly hasActions: boolean;
  /** Whether there is a column for reasons. */
  readonly listsFailures: boolean;
  readonly compared: boolean;
  readonly pinned: boolean;
  readonly focusable: boolean;
  readonly onPin: () => void;
  readonly onFocus: () => void;
}

/** One agent: who, where, and what comes out. */
export function Row(props: RowProps) {
  const inWords = (error: RowError | undefined): string | undefined => error?.message[language()];
  const ofActions = (): RowError | undefined => props.reasons?.actions.find((error) => error !== undefined);
  /** Outputs first, as a run tells it. */
  const first = (): RowError | undefined => props.reasons?.columns.find((error) => error !== undefined) ?? ofActions();
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
        <td class={styles.cell} title={props.row.following.join(m().separator)}>
          <span class={styles.actions}>{props.row.following.join(m().separator)}</span>
          <Show when={props.row.isUnclear}>
            <span class={styles.none} title={inWords(ofActions())}>
              {m().none}
            </span>
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
              when={props.row.cells[at()]?.value !== undefined}
              fallback={
                <span class={styles.none} title={inWords(props.reasons?.columns[at()])}>
                  {m().none}
                </span>
              }
            >
              {groupDigits(props.row.cells[at()]?.text ?? "")}
            </Show>
          </td>
        )}
      </For>
      <Show when={props.listsFailures}>
        <td class={styles.cell} title={inWords(first())}>
          <span class={styles.reason}>{inWords(first())}</span>
        </td>
      </Show>
    </tr>
  );
}
