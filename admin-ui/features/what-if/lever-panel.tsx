import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import type { Move } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { Chip } from "../../components/chip.tsx";
import { ChevronRight, Search } from "../../components/icons.tsx";
import { Notice } from "../../components/notice.tsx";
import type { StudyLever, TornadoBar } from "../../kernel/study/study-api.ts";
import { type LeverGroup, type LeverKind, leverGroups } from "../../kernel/what-if/lever-groups.ts";
import styles from "./lever-panel.module.css";
import { LeverRow } from "./lever-row.tsx";
import { m } from "./messages.ts";
import { leverStep } from "./sensitivity-text.ts";

export interface LeverPanelProps {
  readonly levers: readonly StudyLever[];
  readonly move: Move;
  readonly onMove: (move: Move) => void;
  /** By place of the lever; absent while it is not known. */
  readonly bars: readonly TornadoBar[] | undefined;
  /** Why the scheme does not permit the move. */
  readonly refused: string | undefined;
  /** Address of a lever to be gone to; every time it is set. */
  readonly target: string | undefined;
}

/** Every figure that can be moved: params first, then tables, then weights. */
export function LeverPanel(props: LeverPanelProps) {
  let panel!: HTMLElement;
  const [filter, setFilter] = createSignal("");
  const [opened, setOpened] = createSignal<ReadonlySet<LeverKind>>(new Set());
  const groups = createMemo(() => leverGroups(props.levers, filter(), language()));
  /** The first group is open, and what holds something that was found. */
  const isOpen = ({ kind }: LeverGroup): boolean =>
    filter() !== "" || (kind === groups()[0]?.kind ? !opened().has(kind) : opened().has(kind));
  const movedIn = ({ clauses }: LeverGroup): number =>
    clauses.flatMap(({ levers }) => levers).filter(({ address }) => props.move.has(address)).length;
  const toggle = (kind: LeverKind): void => {
    const next = new Set(opened());
    if (!next.delete(kind)) next.add(kind);
    setOpened(next);
  };
  createEffect(
    on(
      () => props.target,
      (address) => {
        if (address === undefined) return;
        setFilter("");
        const group = groups().find(({ clauses }) =>
          clauses.some(({ levers }) => levers.some((lever) => lever.address === address)),
        );
        if (group && !isOpen(group)) toggle(group.kind);
        // The group's levers are there once this effect has ended.
        queueMicrotask(() => {
          const row = panel.querySelector<HTMLElement>(`[data-address="${CSS.escape(address)}"]`);
          row?.scrollIntoView({ block: "center" });
          row?.querySelector<HTMLElement>("input[type=range]")?.focus();
        });
      },
    ),
  );
  const sensitivities = createMemo(
    () =>
      new Map(
        props.bars?.flatMap((bar): [string, string][] => {
          const lever = props.levers[bar.lever];
          const text = lever && leverStep(lever, props.move, bar);
          return lever && text ? [[lever.address, text]] : [];
        }),
      ),
  );
  return (
    <section class={styles.panel} aria-label={m().levers} ref={panel}>
      <header class={styles.head}>
        <h2>{m().levers}</h2>
        <Show when={props.move.size > 0}>
          <span class={styles.quiet}>{m().moved(props.move.size)}</span>
          <button type="button" class={styles.resetAll} onClick={() => props.onMove(new Map())}>
            {m().resetAll}
          </button>
        </Show>
      </header>
      <Show when={props.refused}>
        {(why) => (
          <div class={styles.refused} role="status">
            <strong>{m().refused}</strong>
            {why()}
          </div>
        )}
      </Show>
      <Show when={props.levers.length > 0} fallback={<Notice title={m().noLevers} hint={m().noLeversHint} />}>
        <label class={styles.filter}>
          <Search size={14} />
          <input
            type="search"
            value={filter()}
            placeholder={m().filter}
            aria-label={m().filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </label>
        <For each={groups()} fallback={<p class={styles.quiet}>{m().noneFound}</p>}>
          {(group) => (
            <div class={styles.group}>
              <h3>
                <button
                  type="button"
                  class={styles.toggle}
                  aria-expanded={isOpen(group)}
                  onClick={() => toggle(group.kind)}
                >
                  <ChevronRight size={14} class={styles.chevron} />
                  {m().kinds[group.kind]}
                  <span class={styles.quiet}>
                    {m().count(group.clauses.reduce((count, { levers }) => count + levers.length, 0))}
                  </span>
                  <Show when={movedIn(group) > 0}>
                    <Chip tone="accent">{m().moved(movedIn(group))}</Chip>
                  </Show>
                </button>
              </h3>
              <Show when={isOpen(group)}>
                <For each={group.clauses}>
                  {({ heading, levers }) => (
                    <>
                      <Show when={group.kind !== "param" && heading !== ""}>
                        <h4 class={styles.clause}>{heading}</h4>
                      </Show>
                      <For each={levers}>
                        {(lever) => (
                          <LeverRow
                            lever={lever}
                            move={props.move}
                            onMove={props.onMove}
                            levers={props.levers}
                            sensitivity={sensitivities().get(lever.address)}
                            citesClause={group.kind === "param"}
                          />
                        )}
                      </For>
                    </>
                  )}
                </For>
              </Show>
            </div>
          )}
        </For>
      </Show>
    </section>
  );
}
