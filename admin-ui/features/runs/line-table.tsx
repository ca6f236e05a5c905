import { createVirtualizer } from "@tanstack/solid-virtual";
import { createEffect, createMemo, createSignal, For, Show } from "solid-js";
import { language } from "../../app/preferences.ts";
import { Search } from "../../components/icons.tsx";
import { Notice } from "../../components/notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { signedYuan, yuan } from "../../i18n/money.ts";
import { filterLines, SHOWN, type Shown } from "./line-filter.ts";
import styles from "./line-table.module.css";
import type { ListedLine } from "./lines.ts";
import { m } from "./messages.ts";
import card from "./run-page.module.css";

interface LineTableProps {
  readonly lines: readonly ListedLine[];
  /** More are to come. */
  readonly reading: boolean;
  readonly failure: string | undefined;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  /** Whose statement is open. */
  readonly agent: string | undefined;
  readonly onAgent: (agent: string) => void;
}

export const isShown = (text: string | undefined): text is Shown => SHOWN.some((shown) => shown === text);

const ROW_HEIGHT = 32;

/** Every agent's result, by 工号; Enter opens the statement. */
export function LineTable(props: LineTableProps) {
  let scroller!: HTMLDivElement;
  const [search, setSearch] = createSignal("");
  const rows = createMemo(() => filterLines(props.lines, props.shown, search()));
  const virtual = createVirtualizer({
    get count() {
      return rows().length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const [active, setActive] = createSignal(0);
  createEffect(() => setActive((at) => Math.max(0, Math.min(at, rows().length - 1))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const isRow = event.target instanceof HTMLElement && event.target.dataset.index !== undefined;
    if (!isRow) return;
    const page = Math.max(1, Math.floor(scroller.clientHeight / ROW_HEIGHT) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active() + 1,
      ArrowUp: active() - 1,
      PageDown: active() + page,
      PageUp: active() - page,
      Home: 0,
      End: rows().length - 1,
    };
    const target = steps[event.key];
    if (event.key === "Enter" || event.key === " ") {
      const row = rows()[active()];
      if (row) props.onAgent(row.agent);
    } else if (target !== undefined) {
      const at = Math.max(0, Math.min(target, rows().length - 1));
      virtual.scrollToIndex(at);
      setActive(at);
      requestAnimationFrame(() => scroller.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus());
    } else return;
    event.preventDefault();
  };

  return (
    <section class={`${card.card} ${styles.section}`} aria-label={m().lines}>
      <header class={styles.bar}>
        <h2 class={styles.title}>{m().lines}</h2>
        <span class={styles.note} role="status">
          {props.reading ? m().reading(props.lines.length) : m().range(rows().length, props.lines.length)}
        </span>
        <label class={styles.search}>
          <Search size={14} />
          <input
            type="search"
            aria-label={m().search}
            placeholder={m().search}
            value={search()}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        <Segmented
          label={m().filter}
          segments={SHOWN.map((value) => ({ value, label: m()[value] }))}
          value={props.shown}
          onChange={props.onShown}
        />
      </header>
      <Show when={props.failure}>
        <p class={card.failure} role="alert">
          {props.failure}
        </p>
      </Show>
      <div class={styles.scroller} ref={scroller}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows can be picked, which makes a table a grid
          role="grid"
          class={styles.grid}
          aria-rowcount={rows().length + 1}
          onKeyDown={onKeyDown}
        >
          <thead class={styles.head}>
            <tr class={styles.headRow} aria-rowindex={1}>
              <th scope="col">{m().agent}</th>
              <th scope="col">{m().department}</th>
              <th scope="col">{m().result}</th>
              <th scope="col" data-number="">
                {m().amounts.payout}
              </th>
              <th scope="col" data-number="">
                {m().amounts.adjustments}
              </th>
              <th scope="col" data-number="">
                {m().amounts.corrections}
              </th>
              <th scope="col" data-number="">
                {m().amounts.net}
              </th>
            </tr>
          </thead>
          <tbody class={styles.body} style={{ height: `${virtual.getTotalSize()}px` }}>
            <For each={virtual.getVirtualItems()}>
              {(item) => (
                <Show when={rows()[item.index]}>
                  {(line) => (
                    <tr
                      class={styles.row}
                      aria-rowindex={item.index + 2}
                      aria-selected={line().agent === props.agent}
                      data-index={item.index}
                      tabIndex={item.index === active() ? 0 : -1}
                      style={{ transform: `translateY(${item.start}px)` }}
                      onClick={() => props.onAgent(line().agent)}
                      onFocus={() => setActive(item.index)}
                    >
                      <LineCells line={line()} />
                    </tr>
                  )}
                </Show>
              )}
            </For>
          </tbody>
        </table>
        <Show when={rows().length === 0 && !props.reading && props.failure === undefined}>
          <Notice title={m().noLines} />
        </Show>
      </div>
    </section>
  );
}

const LineCells = (props: { readonly line: ListedLine }) => (
  <>
    <th scope="row">
      <span class={styles.name}>{props.line.name ?? props.line.agent}</span>
      <Show when={props.line.name !== undefined}>
        <span class={styles.id}>{props.line.agent}</span>
      </Show>
    </th>
    <td>{props.line.department ?? m().noDepartment}</td>
    <td title={props.line.error?.message[language()]}>
      <Show
        when={props.line.outcome !== "computed"}
        fallback={<span class={styles.quiet}>{m().outcomes.computed}</span>}
      >
        <span class={styles.none}>
          {m().outcomes[props.line.outcome]}
          <Show when={props.line.error}>{(error) => <> · {error().message[language()]}</>}</Show>
        </span>
      </Show>
    </td>
    <td data-number="">
      {props.line.payout === null ? <span class={styles.none}>{m().noValue}</span> : yuan(props.line.payout)}
    </td>
    <td data-number="">{props.line.adjustments === 0 ? "" : signedYuan(props.line.adjustments)}</td>
    <td data-number="">{props.line.corrections === 0 ? "" : signedYuan(props.line.corrections)}</td>
    <td data-number="">
      <strong>{yuan(props.line.net)}</strong>
    </td>
  </>
);
