import { Dialog } from "@kobalte/core/dialog";
import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createResource, createSignal, createUniqueId, For, on, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { api } from "../../api/client.ts";
import { createFocusReturn } from "../../components/focus-return.ts";
import { Search, TriangleAlert } from "../../components/icons.tsx";
import { notify } from "../../components/toast.tsx";
import type { Calculated } from "../../kernel/calculate.ts";
import { language } from "../preferences.ts";
import { Keys } from "./keys.tsx";
import { pieces } from "./match.ts";
import { m } from "./messages.ts";
import { type Action, offeredActions } from "./offers.ts";
import styles from "./palette.module.css";
import { createPlaces } from "./places.ts";
import { type Result, results } from "./results.ts";
import { inNextScope, readTyped } from "./scope.ts";

interface PaletteProps {
  readonly onClose: () => void;
  /** What can be done on every page. */
  readonly actions: readonly Action[];
}

/** Finds where to go and what to do by a few words; as a combobox whose list is always open. */
export default function Palette(props: PaletteProps) {
  const navigate = useNavigate();
  createFocusReturn(() => true);
  const list = createUniqueId();
  const [typed, setTyped] = createSignal("");
  const asked = createMemo(() => readTyped(typed()));
  const places = createPlaces(() => asked().scope === "agents" || (asked().scope === "all" && asked().words !== ""));
  const groups = createMemo(() => results(asked(), places.all(), [...offeredActions(), ...props.actions]));
  const flat = createMemo(() => groups().flatMap((group) => group.results));
  const [active, setActive] = createSignal(0);
  createEffect(on(typed, () => setActive(0), { defer: true }));
  const at = (): number => Math.min(active(), flat().length - 1);
  const id = (index: number): string => `${list}-${index}`;

  const [sum] = createResource(
    () => asked().scope === "sum" && { words: asked().words, language: language() },
    async ({ words, language }) => {
      // The engine comes only where somebody calculates.
      const [{ calculate }, { text }] = await Promise.all([import("../../kernel/calculate.ts"), api.catalogue()]);
      return calculate(words, text, language);
    },
  );
  const calculated = () => (asked().scope === "sum" && !sum.error ? sum.latest : undefined);

  const choose = (result: Result | undefined, beside = false): void => {
    if (!result) return;
    props.onClose();
    if (result.kind === "action") result.action.run();
    else if (!("href" in result.place)) result.place.run();
    else if (beside) window.open(result.place.href, "_blank", "noopener");
    else navigate(result.place.href);
  };
  const copySum = async (text: string): Promise<void> => {
    await navigator.clipboard?.writeText(text);
    notify(m().copied);
    props.onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While a Chinese word is being put together, the keys are the input method's.
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && flat().length > 0) {
      setActive((at() + step + flat().length) % flat().length);
      document.getElementById(id(active()))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Tab") setTyped(inNextScope(typed(), event.shiftKey ? -1 : 1));
    else if (event.key === "Enter") {
      const result = calculated();
      if (result && "text" in result) void copySum(result.text);
      else choose(flat()[at()], event.ctrlKey || event.metaKey);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class={styles.scrim} />
        <div class={styles.centre}>
          <Dialog.Content class={styles.palette}>
            <Dialog.Title class="visually-hidden">{m().title}</Dialog.Title>
            <div class={styles.head}>
              <Search size={17} class={styles.glass} />
              <input
                class={styles.input}
                type="text"
                role="combobox"
                aria-label={m().title}
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls={list}
                aria-activedescendant={flat().length > 0 ? id(at()) : undefined}
                placeholder={m().placeholder[asked().scope]}
                spellcheck={false}
                autocomplete="off"
                value={typed()}
                onInput={(event) => setTyped(event.currentTarget.value)}
                onKeyDown={onKeyDown}
              />
              <span class={styles.scope}>{m().scopes[asked().scope]}</span>
              <span class={styles.tip}>
                <kbd class={styles.key}>Tab</kbd> {m().nextScope}
              </span>
            </div>
            <div class={styles.list} id={list} role="listbox" aria-label={m().title}>
              <For each={groups()}>
                {(group) => (
                  // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
                  <div role="group" aria-label={m().groups[group.name]}>
                    <p class={styles.group} aria-hidden="true">
                      {m().groups[group.name]}
                    </p>
                    <For each={group.results}>
                      {(result) => {
                        const index = (): number => flat().indexOf(result);
                        return (
                          <Row
                            id={id(index())}
                            result={result}
                            active={index() === at()}
                            problem={group.name === "problem"}
                            onPoint={() => setActive(index())}
                            onChoose={(beside) => choose(result, beside)}
                          />
                        );
                      }}
                    </For>
                  </div>
                )}
              </For>
            </div>
            <Show when={calculated()} keyed>
              {(result) => (
                <p class={styles.sum} role="status">
                  <Sum result={result} />
                </p>
              )}
            </Show>
            <Show when={flat().length === 0 && asked().scope !== "sum"}>
              <p class={styles.nothing} role="status">
                {places.loading() ? m().loading : asked().scope === "clauses" ? m().nothingOpen : m().nothing}
              </p>
            </Show>
            <footer class={styles.foot}>
              <span>
                <kbd class={styles.key}>↑↓</kbd> {m().choose}
              </span>
              <span>
                <kbd class={styles.key}>Enter</kbd> {m().open}
              </span>
              <span>
                <Keys keys="Mod+Enter" /> {m().openBeside}
              </span>
              <span class={styles.prefixes}>{m().prefixes}</span>
            </footer>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  );
}

/** What the expression comes to, or why it comes to nothing. */
const Sum = (props: { readonly result: Calculated }) =>
  "text" in props.result ? (
    <>
      <strong>{props.result.text}</strong>
      <span class={styles.hint}>{m().copyResult}</span>
    </>
  ) : (
    <span class={styles.wrong}>{props.result.problem[language()]}</span>
  );

interface RowProps {
  readonly id: string;
  readonly result: Result;
  readonly active: boolean;
  readonly problem: boolean;
  readonly onPoint: () => void;
  readonly onChoose: (beside: boolean) => void;
}

function Row(props: RowProps) {
  const shown = () => (props.result.kind === "place" ? props.result.place : props.result.action);
  const tag = () => (props.result.kind === "place" ? props.result.place.tag : undefined);
  const keys = () => (props.result.kind === "action" ? props.result.action.keys : undefined);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field chooses
    <div
      class={styles.row}
      id={props.id}
      role="option"
      aria-selected={props.active}
      data-problem={props.problem ? "" : undefined}
      onPointerMove={() => !props.active && props.onPoint()}
      onClick={(event) => props.onChoose(event.ctrlKey || event.metaKey)}
    >
      <span class={styles.icon}>
        <Dynamic component={props.problem ? TriangleAlert : (shown().icon ?? Search)} size={15} strokeWidth={2} />
      </span>
      <span class={styles.label}>
        <For each={pieces(shown().label, props.result.found)}>
          {(piece) => (piece.hit ? <b class={styles.hit}>{piece.text}</b> : piece.text)}
        </For>
      </span>
      <Show when={shown().hint}>
        <span class={styles.hint}>{shown().hint}</span>
      </Show>
      <Show when={tag()}>
        <span class={styles.key}>{tag()}</span>
      </Show>
      <Show when={keys()}>{(pressed) => <Keys keys={pressed()} />}</Show>
    </div>
  );
}
