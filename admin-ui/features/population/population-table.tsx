import { createTable } from "@tanstack/solid-table";
import { createVirtualizer } from "@tanstack/solid-virtual";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { Loading, Notice } from "../../components/notice.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { errorOf } from "../../kernel/population.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import type { OutputColumn, Population, PopulationRow } from "../../kernel/workbench-api.ts";
import { m } from "./messages.ts";
import { ACTIONS, AGENT, features, isFigure, outputAt, PLACE, tableColumns } from "./population-columns.ts";
import { Row } from "./population-row.tsx";
import styles from "./population-table.module.css";
import { Totals } from "./population-totals.tsx";

export interface PopulationTableProps {
  readonly workbench: Workbench;
  /** The pinned agent. */
  readonly agent: string | undefined;
  readonly onAgent: (agent: string) => void;
  /** What the base version is called; absent without one. */
  readonly baseLabel: string | undefined;
}

const ROW_HEIGHT = 30;

/** Every agent of the month under the text as it stands, with totals and what changed against the base. */
export function PopulationTable(props: PopulationTableProps) {
  return (
    <Show when={props.workbench.population()} fallback={<Loading title={m().waiting} />}>
      {(population) => (
        <Show when={population().rows.length > 0} fallback={<Notice title={m().empty} />}>
          <Grid {...props} population={population()} />
        </Show>
      )}
    </Show>
  );
}

function Grid(props: PopulationTableProps & { readonly population: Population }) {
  let scroller!: HTMLDivElement;
  const [failedOnly, setFailedOnly] = createSignal(false);
  const isFailed = (row: PopulationRow): boolean => errorOf(row) !== undefined;
  const hasActions = (): boolean => props.population.actions.length > 0;
  const listsFailures = (): boolean => failedOnly() && props.population.failed > 0;
  const data = createMemo(() => props.population.rows.filter((row) => !listsFailures() || isFailed(row)));
  const outputs = (): readonly OutputColumn[] => props.population.columns;
  const columns = createMemo(
    on(
      // The same columns for as long as the outputs are the same, or sorting would begin anew.
      () =>
        outputs()
          .map(({ name, type }) => `${name} ${type.kind}`)
          .join("\n") + (hasActions() ? ACTIONS : ""),
      () => tableColumns(outputs(), hasActions()),
    ),
  );
  const table = createTable({
    features,
    get data() {
      return data();
    },
    get columns() {
      return columns();
    },
    getRowId: (row: PopulationRow) => row.agent,
  });
  const rows = createMemo(() => table.getRowModel().rows);
  const virtual = createVirtualizer({
    get count() {
      return rows().length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const pinned = (): string | undefined => props.workbench.sample()?.agent ?? props.agent;
  const template = (): string =>
    `minmax(124px, 1fr) minmax(136px, 1fr)${hasActions() ? " minmax(112px, 1fr)" : ""} repeat(${outputs().length}, minmax(112px, 1fr))${listsFailures() ? " minmax(240px, 2fr)" : ""}`;

  const title = (id: string): string => {
    const at = outputAt(id);
    if (at !== undefined) return outputs()[at]?.name ?? "";
    return { [AGENT]: m().agent, [PLACE]: m().place, [ACTIONS]: m().actions }[id] ?? "";
  };
  const order = (): string => {
    const [sorting] = table.atoms.sorting.get();
    return sorting === undefined ? m().unsorted : m().sorted(title(sorting.id), sorting.desc);
  };
  const visible = (): string => {
    const items = virtual.getVirtualItems();
    const top = virtual.scrollOffset ?? 0;
    const height = Math.max(0, (scroller?.clientHeight ?? 0) - 2 * ROW_HEIGHT);
    const first = Math.min(Math.floor(top / ROW_HEIGHT) + 1, items.length === 0 ? 0 : rows().length);
    return m().range(first, Math.min(rows().length, Math.floor((top + height) / ROW_HEIGHT)), rows().length);
  };

  const [active, setActive] = createSignal(0);
  // Rows may become fewer than the one that had the focus.
  createEffect(() => setActive((at) => Math.max(0, Math.min(at, rows().length - 1))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(scroller.clientHeight / ROW_HEIGHT) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active() + 1,
      ArrowUp: active() - 1,
      PageDown: active() + page,
      PageUp: active() - page,
      Home: 0,
      End: rows().length - 1,
    };
    const isRow = event.target instanceof HTMLElement && event.target.dataset.index !== undefined;
    const target = steps[event.key];
    if (!isRow) return;
    if (event.key === "Enter" || event.key === " ") {
      const row = rows()[active()];
      if (row !== undefined) props.onAgent(row.id);
    } else if (target !== undefined) {
      const at = Math.max(0, Math.min(target, rows().length - 1));
      virtual.scrollToIndex(at);
      setActive(at);
      requestAnimationFrame(() => scroller.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus());
    } else return;
    event.preventDefault();
  };
  const sortOf = (id: string): "asc" | "desc" | undefined => {
    const [sorting] = table.atoms.sorting.get();
    return sorting?.id === id ? (sorting.desc ? "desc" : "asc") : undefined;
  };
  const isNumber = (id: string): boolean => {
    const column = outputs()[outputAt(id) ?? -1];
    return column !== undefined && isFigure(column);
  };

  return (
    <section class={styles.section} aria-label={m().title(formatMonth(props.population.month))}>
      <header class={styles.bar}>
        <h2 class={styles.title}>{m().title(formatMonth(props.population.month))}</h2>
        <span class={styles.note}>{visible()}</span>
        <span class={styles.note}>{order()}</span>
        <Show when={props.baseLabel}>{(base) => <span class={styles.note}>{m().against(base())}</span>}</Show>
        <Show when={props.population.provisional > 0}>
          <span class={styles.note}>{m().provisional(props.population.provisional)}</span>
        </Show>
        <Show when={props.population.failed > 0} fallback={<span class={styles.allWell}>{m().noneFailed}</span>}>
          <button
            class={styles.filter}
            type="button"
            aria-pressed={failedOnly()}
            onClick={() => setFailedOnly(!failedOnly())}
          >
            {failedOnly() ? m().everyone : m().failedOnly(props.population.failed)}
          </button>
        </Show>
      </header>
      <div class={styles.scroller} ref={scroller}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows can be picked, which makes a table a grid
          role="grid"
          class={styles.grid}
          style={{ "--columns": template() }}
          aria-rowcount={rows().length + 2}
          onKeyDown={onKeyDown}
        >
          <thead class={styles.head}>
            <tr class={styles.headRow} aria-rowindex={1}>
              <For each={table.getHeaderGroups()[0]?.headers}>
                {({ column }) => (
                  <th
                    class={styles.headCell}
                    scope="col"
                    data-number={isNumber(column.id) ? "" : undefined}
                    aria-sort={
                      { asc: "ascending", desc: "descending", none: "none" }[sortOf(column.id) ?? "none"] as "none"
                    }
                  >
                    <button
                      class={styles.sort}
                      type="button"
                      title={m().sortBy(title(column.id))}
                      onClick={column.getToggleSortingHandler()}
                    >
                      <span class={styles.sortName}>{title(column.id)}</span>
                      <span class={styles.arrow} aria-hidden="true">
                        {{ asc: "↑", desc: "↓", none: "" }[sortOf(column.id) ?? "none"]}
                      </span>
                    </button>
                  </th>
                )}
              </For>
              <Show when={listsFailures()}>
                <th class={styles.headCell} scope="col">
                  {m().reason}
                </th>
              </Show>
            </tr>
          </thead>
          <tbody class={styles.body} style={{ height: `${virtual.getTotalSize()}px` }}>
            <For each={virtual.getVirtualItems()}>
              {(item) => (
                <Show when={rows()[item.index]}>
                  {(row) => (
                    <Row
                      row={row().original}
                      index={item.index}
                      top={item.start}
                      outputs={outputs()}
                      hasActions={hasActions()}
                      reasons={listsFailures()}
                      compared={props.baseLabel !== undefined}
                      pinned={row().id === pinned()}
                      focusable={item.index === active()}
                      onPin={() => props.onAgent(row().id)}
                      onFocus={() => setActive(item.index)}
                    />
                  )}
                </Show>
              )}
            </For>
          </tbody>
          <Totals
            reasons={listsFailures()}
            population={props.population}
            compared={props.baseLabel !== undefined}
            rowIndex={rows().length + 2}
          />
        </table>
      </div>
    </section>
  );
}
