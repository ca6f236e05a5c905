import { createVirtualizer } from "@tanstack/solid-virtual";
import { createMemo, createSignal, For, Show } from "solid-js";
import { WideDialog } from "../../components/dialog.tsx";
import { Search } from "../../components/icons.tsx";
import type { PersonMoved } from "../../kernel/what-if/people-moved.ts";
import { Change } from "../compare/change.tsx";
import styles from "./everyone-dialog.module.css";
import panel from "./lever-panel.module.css";
import { m } from "./messages.ts";
import { type Shown, sizeOf, toFen } from "./shown.ts";

interface EveryoneDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly shown: Shown;
  readonly people: readonly PersonMoved[];
  readonly onPick: (person: number) => void;
}

/** Everybody with what they come to before and after, who gains most first. */
export const EveryoneDialog = (props: EveryoneDialogProps) => (
  <WideDialog open={props.open} onClose={props.onClose} title={m().everyone}>
    <List {...props} />
  </WideDialog>
);

const ROW_HEIGHT = 30;

function List(props: EveryoneDialogProps) {
  let scroller!: HTMLDivElement;
  const [filter, setFilter] = createSignal("");
  const found = createMemo(() => {
    const wanted = filter().trim().toLowerCase();
    if (wanted === "") return props.people;
    return props.people.filter(({ person }) => {
      const { agent = "", name = "", attributes = [] } = props.shown.info.people[person] ?? {};
      return [agent, name, ...attributes].join(" ").toLowerCase().includes(wanted);
    });
  });
  const virtual = createVirtualizer({
    get count() {
      return found().length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  return (
    <>
      <label class={panel.filter}>
        <Search size={14} />
        <input
          type="search"
          value={filter()}
          placeholder={m().find}
          aria-label={m().find}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      </label>
      <p class={panel.quiet} role="status">
        {m().range(found().length, props.people.length)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class={styles.scroller} ref={scroller} tabIndex={0} aria-label={m().everyone}>
        <table class={styles.table} aria-rowcount={found().length + 1}>
          <thead>
            <tr class={styles.row} aria-rowindex={1}>
              <th scope="col">{m().agent}</th>
              <th scope="col">{props.shown.info.attributes[0]?.metric}</th>
              <th scope="col">{m().before(props.shown.base)}</th>
              <th scope="col">{m().after}</th>
              <th scope="col">{m().change}</th>
            </tr>
          </thead>
          <tbody style={{ height: `${virtual.getTotalSize()}px` }}>
            <For each={virtual.getVirtualItems()}>
              {(item) => (
                <Show when={found()[item.index]}>
                  {(moved) => {
                    const person = () => props.shown.info.people[moved().person];
                    return (
                      <tr
                        class={`${styles.row} ${styles.placed}`}
                        aria-rowindex={item.index + 2}
                        style={{ transform: `translateY(${item.start}px)` }}
                      >
                        <td>
                          <button
                            type="button"
                            class={styles.person}
                            onClick={() => {
                              props.onPick(moved().person);
                              props.onClose();
                            }}
                          >
                            {person()?.name || person()?.agent}
                          </button>
                          <Show when={person()?.name}>
                            <span class={panel.quiet}> {person()?.agent}</span>
                          </Show>
                        </td>
                        <td>{person()?.attributes.find((value) => value !== undefined)}</td>
                        <td>{toFen(moved().before)}</td>
                        <td>{toFen(moved().after)}</td>
                        <td>
                          <Change value={moved().change} text={sizeOf} />
                        </td>
                      </tr>
                    );
                  }}
                </Show>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </>
  );
}
