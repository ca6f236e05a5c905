import { createVirtualizer } from "@tanstack/solid-virtual";
import { createEffect, createMemo, createSignal, For, Show } from "solid-js";
import { Loading, Notice } from "../../components/notice.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { rowAt } from "../../kernel/population-rows.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import type { OutputColumn, Population } from "../../kernel/workbench-api.ts";
import { m } from "./messages.ts";
import {
  ACTIONS,
  AGENT,
  isFigure,
  keysOfPeople,
  keysOfResults,
  nextSorting,
  PLACE,
  placesShown,
  type Sorting,
} from "./population-columns.ts";
import { Row } from "./population-row.tsx";
import styles from "./population-table.module.css";
import { Totals } from "./population-totals.tsx";
import { createReasons } from "./reasons.ts";

export interface PopulationTableProps {
  readonly workbench: Workbench;
  /** The pinned agent. */
  readonly agent: string | undefined;
  readonly onAgent: (agent: string) => void;
  /** What the base version is called; absent without one. */
  readonly baseLabel: string | undefined;
}

const ROW_HEIGHT = 30;
const ARROWS = { ascending: "↑", descending: "↓", none: "" } as const;

/** Every agent of the month under the text as it stands, with totals and what changed against the base. */
export function PopulationTable(props: PopulationTableProps) {
  return (
    <Show when={props.workbench.population()} fallback={<Loading title={m().waiting} />}>
      {(population) => (
        <Show when={population().people.length > 0} fallback={<Notice title={m().empty} />}>
          <Grid {...props} population={population()} />
        </Show>
      )}
    </Show>
  );
}

function Grid(props: PopulationTableProps & { readonly population: Population }) {
  let scroller!: HTMLDivElement;
  const [failedOnly, setFailedOnly] = createSignal(false);
  const [sorting, setSorting] = createSignal<Sorting>();
  const hasActions = (): boolean => props.population.actions.length > 0;
  const listsFailures = (): boolean => failedOnly() && props.population.failed > 0;
  const outputs = (): readonly OutputColumn[] => props.population.columns;
  const people = createMemo(() => props.population.people);
  const keysOfWho = createMemo(() => keysOfPeople(people(), sorting()?.column ?? ""));
  const places = createMemo(() => {
    const { failing } = props.population;
    const keys = keysOfWho() ?? keysOfResults(props.population, sorting()?.column ?? "");
    return placesShown(people().length, (place) => !listsFailures() || failing[place] === 1, sorting(), keys);
  });
  const virtual = createVirtualizer({
    get count() {
      return places().length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const pinned = (): string | undefined => props.workbench.sample()?.agent ?? props.agent;
  const template = (): string =>
    `minmax(124px, 1fr) minmax(136px, 1fr)${hasActions() ? " minmax(112px, 1fr)" : ""} repeat(${outputs().length}, minmax(112px, 1fr))${listsFailures() ? " minmax(240px, 2fr)" : ""}`;

  const ids = createMemo(
    () => [AGENT, PLACE, ...(hasActions() ? [ACTIONS] : []), ...outputs().map(({ name }) => name)],
    [],
    { equals: (a, b) => a.length === b.length && a.every((id, at) => id === b[at]) },
  );
  const title = (id: string): string => ({ [AGENT]: m().agent, [PLACE]: m().place, [ACTIONS]: m().actions })[id] ?? id;
  const order = (): string => {
    const sorted = sorting();
    return sorted === undefined ? m().unsorted : m().sorted(title(sorted.column), sorted.descending);
  };
  const visible = (): string => {
    const items = virtual.getVirtualItems();
    const top = virtual.scrollOffset ?? 0;
    // What the element itself says would have the page laid out anew at every step.
    const height = Math.max(0, (virtual.scrollRect?.height ?? 0) - 2 * ROW_HEIGHT);
    const first = Math.min(Math.floor(top / ROW_HEIGHT) + 1, items.length === 0 ? 0 : places().length);
    return m().range(first, Math.min(places().length, Math.floor((top + height) / ROW_HEIGHT)), places().length);
  };
  /** Why those in view have no result; asked for when they come into view. */
  const failuresInView = (): readonly number[] =>
    virtual.getVirtualItems().flatMap(({ index }) => {
      const place = places()[index];
      return place !== undefined && props.population.failing[place] === 1 ? [place] : [];
    });
  const reasons = createReasons(
    () => props.workbench.client,
    () => props.population,
    failuresInView,
  );

  const [active, setActive] = createSignal(0);
  // Rows may become fewer than the one that had the focus.
  createEffect(() => setActive((at) => Math.max(0, Math.min(at, places().length - 1))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(scroller.clientHeight / ROW_HEIGHT) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active() + 1,
      ArrowUp: active() - 1,
      PageDown: active() + page,
      PageUp: active() - page,
      Home: 0,
      End: places().length - 1,
    };
    const isRow = event.target instanceof HTMLElement && event.target.dataset.index !== undefined;
    const target = steps[event.key];
    if (!isRow) return;
    if (event.key === "Enter" || event.key === " ") {
      const person = people()[places()[active()] ?? -1];
      if (person !== undefined) props.onAgent(person.agent);
    } else if (target !== undefined) {
      const at = Math.max(0, Math.min(target, places().length - 1));
      virtual.scrollToIndex(at);
      setActive(at);
      requestAnimationFrame(() => scroller.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus());
    } else return;
    event.preventDefault();
  };
  const directionOf = (id: string): "ascending" | "descending" | "none" => {
    const sorted = sorting();
    return sorted?.column === id ? (sorted.descending ? "descending" : "ascending") : "none";
  };
  const isNumber = (id: string): boolean => {
    const column = outputs().find(({ name }) => name === id);
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
          aria-rowcount={places().length + 2}
          onKeyDown={onKeyDown}
        >
          <thead class={styles.head}>
            <tr class={styles.headRow} aria-rowindex={1}>
              <For each={ids()}>
                {(id) => (
                  <th
                    class={styles.headCell}
                    scope="col"
                    data-number={isNumber(id) ? "" : undefined}
                    aria-sort={directionOf(id)}
                  >
                    <button
                      class={styles.sort}
                      type="button"
                      title={m().sortBy(title(id))}
                      onClick={() => setSorting((before) => nextSorting(before, id, isNumber(id)))}
                    >
                      <span class={styles.sortName}>{title(id)}</span>
                      <span class={styles.arrow} aria-hidden="true">
                        {ARROWS[directionOf(id)]}
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
                <Show when={rowAt(props.population, places()[item.index] ?? -1)}>
                  {(row) => (
                    <Row
                      row={row()}
                      reasons={reasons(row().place)}
                      index={item.index}
                      top={item.start}
                      outputs={outputs()}
                      hasActions={hasActions()}
                      listsFailures={listsFailures()}
                      compared={props.baseLabel !== undefined}
                      pinned={row().agent === pinned()}
                      focusable={item.index === active()}
                      onPin={() => props.onAgent(row().agent)}
                      onFocus={() => setActive(item.index)}
                    />
                  )}
                </Show>
              )}
            </For>
          </tbody>
          <Totals
            reasons={listsFailures()}
            totals={props.workbench.totals() ?? props.population}
            compared={props.baseLabel !== undefined}
            rowIndex={places().length + 2}
          />
        </table>
      </div>
    </section>
  );
}
