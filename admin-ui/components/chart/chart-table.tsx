import { createVirtualizer } from "@tanstack/solid-virtual";
import { For, Show } from "solid-js";
import styles from "./chart-card.module.css";
import type { ChartTwin } from "./chart-types.ts";

interface ChartTableProps {
  readonly label: string;
  readonly twin: ChartTwin;
  readonly onPick: ((key: string) => void) | undefined;
  readonly picked: string | undefined;
}

const ROW_HEIGHT = 28;

/** A chart's figures; only rows in view are drawn, since a chart may have a mark for everybody. */
export default function ChartTable(props: ChartTableProps) {
  let scroller!: HTMLDivElement;
  const rows = () => props.twin.rows;
  const virtual = createVirtualizer({
    get count() {
      return rows().length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const columns = (): string =>
    props.twin.columns.map(({ numeric }) => `minmax(${numeric ? 84 : 96}px, 1fr)`).join(" ");

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class={styles.scroller} ref={scroller} aria-label={props.label} tabIndex={0}>
      <table class={styles.table} style={{ "--columns": columns() }} aria-rowcount={rows().length + 1}>
        <thead class={styles.tableHead}>
          <tr class={styles.tableRow} aria-rowindex={1}>
            <For each={props.twin.columns}>
              {(column) => (
                <th scope="col" data-number={column.numeric ? "" : undefined}>
                  {column.label}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody class={styles.tableBody} style={{ height: `${virtual.getTotalSize()}px` }}>
          <For each={virtual.getVirtualItems()}>
            {(item) => (
              <Show when={rows()[item.index]}>
                {(row) => (
                  <tr
                    class={`${styles.tableRow} ${styles.placed}`}
                    aria-rowindex={item.index + 2}
                    data-picked={row().key === props.picked ? "" : undefined}
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    <For each={row().cells}>
                      {(cell, at) => (
                        <td data-number={props.twin.columns[at()]?.numeric ? "" : undefined}>
                          <Show when={at() === 0 && props.onPick} fallback={cell}>
                            {(pick) => (
                              <button class={styles.pick} type="button" onClick={() => pick()(row().key)}>
                                {cell}
                              </button>
                            )}
                          </Show>
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
