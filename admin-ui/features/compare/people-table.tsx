import { createVirtualizer } from "@tanstack/solid-virtual";
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { compare, divide, rational } from "../../../engine/index.ts";
import { Search } from "../../components/icons.tsx";
import { Notice } from "../../components/notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { groupDigits, withSign } from "../../i18n/format.ts";
import { amountAt, decimalText, markAt, percentText } from "../../kernel/compare/amounts.ts";
import {
  orderPeople,
  type PeopleFigures,
  type PeopleSort,
  SHOWN,
  type Shown,
  type SortColumn,
} from "../../kernel/compare/people-order.ts";
import { Change } from "./change.tsx";
import { type Compared, pairOf, peopleFigures, placesOf } from "./compared.ts";
import { m } from "./messages.ts";
import styles from "./people-table.module.css";
import { SchemeMark } from "./scheme-mark.tsx";

interface PeopleTableProps {
  readonly compared: Compared;
  readonly picked: string | undefined;
  readonly onPick: (agent: string) => void;
}

interface Column {
  readonly id: string;
  readonly sort: SortColumn;
  readonly title: string;
  readonly head?: () => JSX.Element;
  readonly number: boolean;
  /** Of the grid. */
  readonly width: string;
}

const ROW_HEIGHT = 30;
const NOTHING = { whole: new Float64Array(), scale: 1 };
/** In px, of the table: with less room there are one attribute and the two schemes that are compared. */
const WIDE = 1000;
const MIDDLE = 800;
const QUARTERS = ["A", "B", "C", "D"] as const;

/** Everyone, with what each scheme pays, the difference and the quarter; Enter opens both step trees. */
export function PeopleTable(props: PeopleTableProps) {
  let scroller!: HTMLDivElement;
  const [shown, setShown] = createSignal<Shown>("everyone");
  const [search, setSearch] = createSignal("");
  const [sort, setSort] = createSignal<PeopleSort>({ column: { kind: "change" }, descending: false });
  const pair = createMemo(() => pairOf(props.compared));
  const figures = createMemo(() => peopleFigures(props.compared));
  const rows = createMemo(() => orderPeople(figures(), shown(), search(), sort()));
  const places = createMemo(() => placesOf(props.compared));
  const [width, setWidth] = createSignal(WIDE);
  onMount(() => {
    const resized = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    resized.observe(scroller);
    onCleanup(() => resized.disconnect());
  });
  const attributes = createMemo(() => props.compared.info.attributes.slice(0, width() < WIDE ? 1 : 2));
  const versions = createMemo(() => {
    const { base, other } = pair();
    return width() < MIDDLE ? [base, other] : props.compared.versions;
  });

  const columns = createMemo((): Column[] => [
    { id: "agent", sort: { kind: "agent" }, title: m().columns.agent, number: false, width: "minmax(64px, 0.7fr)" },
    { id: "name", sort: { kind: "name" }, title: m().columns.name, number: false, width: "minmax(64px, 0.8fr)" },
    ...attributes().map(
      ({ metric }, at): Column => ({
        id: `attribute ${at}`,
        sort: { kind: "attribute", at },
        title: metric,
        number: false,
        width: "minmax(72px, 0.9fr)",
      }),
    ),
    ...versions().map(
      ({ short, label, place }): Column => ({
        id: `scheme ${place}`,
        sort: { kind: "scheme", at: place },
        title: label,
        head: () => (
          <>
            <SchemeMark place={place} />
            <span class={styles.headName}>{short}</span>
          </>
        ),
        number: true,
        width: "minmax(86px, 1fr)",
      }),
    ),
    {
      id: "change",
      sort: { kind: "change" },
      title: m().columns.change(pair().other.short, pair().base.short),
      number: true,
      width: "minmax(164px, 1.7fr)",
    },
    { id: "share", sort: { kind: "share" }, title: m().columns.share, number: true, width: "minmax(62px, 0.6fr)" },
    {
      id: "quarter",
      sort: { kind: "quarter" },
      title: m().columns.quarter,
      number: true,
      width: "minmax(60px, 0.5fr)",
    },
  ]);
  const largest = createMemo(() => {
    let most = 0;
    for (const value of pair().against.agents.whole) if (Math.abs(value) > most) most = Math.abs(value);
    return most / pair().against.agents.scale;
  });

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
  // Who is picked in a chart comes into view; who is picked here stays where they are.
  createEffect(
    on([() => props.picked, rows], ([agent]) => {
      const place = places().get(agent ?? "");
      const at = place === undefined ? -1 : rows().indexOf(place);
      if (at < 0) return;
      setActive(at);
      const top = at * ROW_HEIGHT;
      const [from, height] = [scroller.scrollTop, scroller.clientHeight - ROW_HEIGHT];
      if (top >= from && top + ROW_HEIGHT <= from + height) return;
      virtual.scrollToOffset(Math.max(0, at - Math.floor(height / ROW_HEIGHT / 2)) * ROW_HEIGHT);
    }),
  );
  const agentAt = (index: number): string | undefined => props.compared.info.people[rows()[index] ?? -1]?.agent;
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
      const agent = agentAt(active());
      if (agent !== undefined) props.onPick(agent);
    } else if (target !== undefined) {
      const at = Math.max(0, Math.min(target, rows().length - 1));
      virtual.scrollToIndex(at);
      setActive(at);
      requestAnimationFrame(() => scroller.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus());
    } else return;
    event.preventDefault();
  };
  const isSorted = (column: Column): boolean =>
    sort().column.kind === column.sort.kind &&
    ("at" in column.sort ? column.sort.at : undefined) ===
      ("at" in sort().column ? (sort().column as { at: number }).at : undefined);
  const sortBy = (column: Column): void => {
    const descending = isSorted(column) ? !sort().descending : column.number && column.id !== "quarter";
    setSort({ column: column.sort, descending });
  };
  const order = (): string => {
    const { column, descending } = sort();
    if (column.kind === "change") return descending ? m().table.winnersFirst : m().table.losersFirst;
    return m().table.sorted(columns().find(isSorted)?.title ?? "", descending);
  };
  const visible = (): string => {
    const items = virtual.getVirtualItems();
    if (rows().length === 0 || items.length === 0) return m().table.none;
    const top = virtual.scrollOffset ?? 0;
    const height = Math.max(0, (scroller?.clientHeight ?? 0) - ROW_HEIGHT);
    const last = Math.min(rows().length, Math.max(1, Math.floor((top + height) / ROW_HEIGHT)));
    return m().table.range(Math.min(last, Math.floor(top / ROW_HEIGHT) + 1), last, rows().length);
  };

  return (
    <section class={styles.section} aria-label={m().table.title}>
      <header class={styles.bar}>
        <h2 class={styles.title}>{m().table.title}</h2>
        <span class={styles.note} role="status">
          {visible()} · {order()}
        </span>
        <Segmented
          label={m().table.filter}
          segments={SHOWN.map((value) => ({ value, label: m().table.shown[value] }))}
          value={shown()}
          onChange={setShown}
          small
        />
        <label class={styles.search}>
          <Search size={14} />
          <input
            type="search"
            aria-label={m().table.search}
            placeholder={m().table.search}
            value={search()}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
      </header>
      <div class={styles.scroller} ref={scroller}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows can be picked, which makes a table a grid
          role="grid"
          class={styles.grid}
          style={{
            "--columns": columns()
              .map(({ width }) => width)
              .join(" "),
          }}
          aria-rowcount={rows().length + 1}
          onKeyDown={onKeyDown}
        >
          <thead class={styles.head}>
            <tr class={styles.headRow} aria-rowindex={1}>
              <For each={columns()}>
                {(column) => (
                  <th
                    scope="col"
                    data-number={column.number ? "" : undefined}
                    aria-sort={isSorted(column) ? (sort().descending ? "descending" : "ascending") : "none"}
                  >
                    <button
                      type="button"
                      class={styles.sort}
                      title={m().table.sortBy(column.title)}
                      onClick={() => sortBy(column)}
                    >
                      <Show when={column.head} fallback={<span class={styles.headName}>{column.title}</span>}>
                        {(head) => head()()}
                      </Show>
                      <Show when={isSorted(column)}>
                        <span aria-hidden="true">{sort().descending ? "↓" : "↑"}</span>
                      </Show>
                    </button>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody class={styles.body} style={{ height: `${virtual.getTotalSize()}px` }}>
            <For each={virtual.getVirtualItems()}>
              {(item) => (
                <Show when={rows()[item.index] !== undefined}>
                  <tr
                    class={styles.row}
                    aria-rowindex={item.index + 2}
                    aria-selected={agentAt(item.index) === props.picked}
                    data-index={item.index}
                    tabIndex={item.index === active() ? 0 : -1}
                    style={{ transform: `translateY(${item.start}px)` }}
                    onClick={() => {
                      const agent = agentAt(item.index);
                      if (agent !== undefined) props.onPick(agent);
                    }}
                    onFocus={() => setActive(item.index)}
                  >
                    <Cells
                      compared={props.compared}
                      figures={figures()}
                      attributes={attributes().length}
                      schemes={versions().map(({ place }) => place)}
                      at={rows()[item.index] ?? 0}
                      largest={largest()}
                    />
                  </tr>
                </Show>
              )}
            </For>
          </tbody>
        </table>
        <Show when={rows().length === 0}>
          <Notice title={m().table.none} />
        </Show>
      </div>
    </section>
  );
}

interface CellsProps {
  readonly compared: Compared;
  readonly figures: PeopleFigures;
  readonly attributes: number;
  /** Places of those that have a column. */
  readonly schemes: readonly number[];
  /** Place in `people`. */
  readonly at: number;
  /** Of all changes, in the currency's unit. */
  readonly largest: number;
}

function Cells(props: CellsProps) {
  const person = () => props.compared.info.people[props.at];
  const change = () => amountAt(props.figures.change, props.at);
  const share = () => {
    const [own, base] = [change(), amountAt(props.figures.base, props.at)];
    return own && base && compare(base, rational(0)) > 0 ? divide(own, base) : undefined;
  };
  const mark = (): number => markAt(props.figures.change, props.at);
  return (
    <>
      <td class={styles.id}>{person()?.agent}</td>
      <th scope="row" class={styles.name}>
        {person()?.name}
      </th>
      <For each={person()?.attributes.slice(0, props.attributes)}>{(value) => <td>{value}</td>}</For>
      <For each={props.schemes}>
        {(place) => (
          <td data-number="">
            <Show
              when={amountAt(props.figures.schemes[place] ?? NOTHING, props.at)}
              fallback={<span class={styles.none}>{m().table.noValue}</span>}
            >
              {(amount) => groupDigits(decimalText(amount(), 2))}
            </Show>
          </td>
        )}
      </For>
      <td data-number="" class={styles.change}>
        <Show when={change()} fallback={<span class={styles.quiet}>{m().table.shown.lacking}</span>}>
          <strong>
            <Change value={change()} text={(size) => decimalText(size, 2)} />
          </strong>
          <span class={styles.track} aria-hidden="true">
            <span
              class={styles.fill}
              data-direction={mark() < 0 ? "down" : "up"}
              style={{ width: `${props.largest > 0 ? (50 * Math.abs(mark())) / props.largest : 0}%` }}
            />
          </span>
        </Show>
      </td>
      <td data-number="" class={styles.quiet}>
        <Show when={share()}>{(found) => withSign(percentText(found(), 1))}</Show>
      </td>
      <td data-number="">
        <Quarter
          before={props.figures.quarters.before[props.at] ?? -1}
          after={props.figures.quarters.after[props.at] ?? -1}
        />
      </td>
    </>
  );
}

const Quarter = (props: { readonly before: number; readonly after: number }) => (
  <Show when={QUARTERS[props.before] && QUARTERS[props.after]}>
    <span class={styles.quarter}>
      {QUARTERS[props.before]} →{" "}
      <b data-direction={props.after === props.before ? "none" : props.after < props.before ? "up" : "down"}>
        {QUARTERS[props.after]}
      </b>
    </span>
  </Show>
);
