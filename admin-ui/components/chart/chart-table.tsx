import { createTable } from "@tanstack/solid-table";
import { createVirtualizer } from "@tanstack/solid-virtual";
import { createMemo, For, on, Show } from "solid-js";
import styles from "./chart-card.module.css";
import type { ChartTwin } from "./chart-types.ts";
import { m } from "./messages.ts";
import { columnsOf, features, type TwinRow } from "./twin-sorting.ts";

interface ChartTableProps {
  readonly label: string;
  readonly twin: ChartTwin;
  readonly onPick: ((key: string) => void) | undefined;
  readonly picked: string | undefined;
}

const ROW_HEIGHT = 28;
const ARROWS = { asc: "↑", desc: "↓", none: "" } as const;
const DIRECTIONS = { asc: "ascending", desc: "descending", none: "none" } as const;

/** A chart's figures, in its order or by a column; only rows in view are drawn, since a chart may have a mark for everybody. */
export default function ChartTable(props: ChartTableProps) {
  let scroller!: HTMLDivElement;
  const columns = createMemo(
    on(
      // The same for as long as they have the same names, or the order would be lost with each new figure.
      () => props.twin.columns.map(({ label }) => label).join("\n"),
      () => columnsOf(props.twin),
    ),
  );
  const table = createTable({
    features,
    get data(): readonly TwinRow[] {
      return props.twin.rows;
    },
    get columns() {
      return columns();
    },
    getRowId: ({ key }: TwinRow) => key,
  });
  const rows = createMemo(() => table.getRowModel().rows.map(({ original }) => original));
  const virtual = createVirtualizer({
    get count() {
      return rows().length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const template = (): string =>
    props.twin.columns.map(({ numeric }) => `minmax(${numeric ? 84 : 96}px, 1fr)`).join(" ");

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class={styles.scroller} ref={scroller} aria-label={props.label} tabIndex={0}>
      <table class={styles.table} style={{ "--columns": template() }} aria-rowcount={rows().length + 1}>
        <thead class={styles.tableHead}>
          <tr class={styles.tableRow} aria-rowindex={1}>
            <For each={props.twin.columns}>
              {(column, at) => {
                const sorted = (): "asc" | "desc" | "none" => table.getColumn(String(at()))?.getIsSorted() || "none";
                return (
                  <th scope="col" data-number={column.numeric ? "" : undefined} aria-sort={DIRECTIONS[sorted()]}>
                    <button
                      class={styles.sort}
                      type="button"
                      title={m().sortBy(column.label)}
                      onClick={() => table.getColumn(String(at()))?.toggleSorting()}
                    >
                      {column.label} <span aria-hidden="true">{ARROWS[sorted()]}</span>
                    </button>
                  </th>
                );
              }}
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
