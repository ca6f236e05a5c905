import { createSignal, For, Show } from "solid-js";
import type { Scheme } from "../../../server/api-types.ts";
import { X } from "../../components/icons.tsx";
import { Popover } from "../../components/popover.tsx";
import { MOST_SCHEMES } from "../../kernel/compare/compare-address.ts";
import { m } from "./messages.ts";
import { SchemeMark } from "./scheme-mark.tsx";
import { VersionPicker } from "./version-picker.tsx";
import styles from "./versions.module.css";

interface VersionChipsProps {
  readonly schemes: readonly Scheme[];
  /** Ids, the base first. */
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** What is compared: the base first; a press on another one makes it the base. */
export function VersionChips(props: VersionChipsProps) {
  const [isOpen, setOpen] = createSignal(false);
  const found = (id: string) => props.schemes.flatMap(({ versions }) => versions).find((version) => version.id === id);
  const nameOf = (id: string): string => {
    const version = found(id);
    return version ? `${version.title} ${version.version}` : id;
  };
  const without = (id: string): readonly string[] => props.chosen.filter((known) => known !== id);
  return (
    <ul class={styles.chips} aria-label={m().schemes}>
      <For each={props.chosen}>
        {(id, place) => (
          <li class={styles.chip}>
            <SchemeMark place={place()} />
            <Show
              when={place() > 0}
              fallback={
                <>
                  <span class={styles.chipName} title={nameOf(id)}>
                    <Name title={found(id)?.title ?? id} version={found(id)?.version} />
                  </span>
                  <span class={styles.base}>{m().base}</span>
                </>
              }
            >
              <button
                type="button"
                class={styles.chipName}
                title={m().makeBase(nameOf(id))}
                onClick={() => props.onChange([id, ...without(id)])}
              >
                <Name title={found(id)?.title ?? id} version={found(id)?.version} />
              </button>
            </Show>
            <button
              type="button"
              class={styles.remove}
              aria-label={m().remove(nameOf(id))}
              onClick={() => props.onChange(without(id))}
            >
              <X size={13} />
            </button>
          </li>
        )}
      </For>
      <Show when={props.chosen.length > 0}>
        <li class={styles.add}>
          <Popover label={m().addLabel} value={`+ ${m().add}`} quiet open={isOpen()} onOpenChange={setOpen}>
            <VersionPicker
              schemes={props.schemes}
              chosen={props.chosen}
              full={props.chosen.length >= MOST_SCHEMES}
              onChoose={(id) => {
                setOpen(false);
                props.onChange([...props.chosen, id]);
              }}
            />
          </Popover>
        </li>
      </Show>
    </ul>
  );
}

/** Where there is no room, the title gives way and the version stays. */
const Name = (props: { readonly title: string; readonly version: string | undefined }) => (
  <>
    <span class={styles.chipTitle}>{props.title}</span> <span class={styles.chipVersion}>{props.version}</span>
  </>
);
