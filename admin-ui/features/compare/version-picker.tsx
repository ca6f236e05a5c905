import { createMemo, createSignal, For, Show } from "solid-js";
import type { Scheme, VersionSummary } from "../../../server/api-types.ts";
import { Search } from "../../components/icons.tsx";
import { StatusChip } from "../schemes/status-chip.tsx";
import { m } from "./messages.ts";
import styles from "./versions.module.css";

interface VersionPickerProps {
  readonly schemes: readonly Scheme[];
  /** Ids of the versions that are compared already. */
  readonly chosen: readonly string[];
  readonly full: boolean;
  readonly onChoose: (id: string) => void;
}

/** Every version of every scheme, found by typing a part of either's name. */
export function VersionPicker(props: VersionPickerProps) {
  const [search, setSearch] = createSignal("");
  const found = createMemo(() => {
    const words = search().toLowerCase().split(/\s+/);
    const matches = (title: string, { version }: VersionSummary): boolean =>
      words.every((word) => `${title} ${version}`.toLowerCase().includes(word));
    return props.schemes.flatMap((scheme) => {
      const versions = scheme.versions.filter((version) => matches(`${scheme.title} ${version.title}`, version));
      return versions.length > 0 ? [{ scheme, versions }] : [];
    });
  });
  return (
    <div class={styles.picker}>
      <label class={styles.search}>
        <Search size={14} />
        <input
          type="search"
          aria-label={m().findVersion}
          placeholder={m().findVersion}
          value={search()}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <div class={styles.list}>
        <For each={found()} fallback={<p class={styles.hint}>{m().noVersion}</p>}>
          {({ scheme, versions }) => (
            <fieldset class={styles.scheme}>
              <legend>{scheme.title}</legend>
              <For each={versions}>
                {(version) => (
                  <button
                    type="button"
                    class={styles.version}
                    disabled={props.full || props.chosen.includes(version.id)}
                    onClick={() => props.onChoose(version.id)}
                  >
                    <span class={styles.versionName}>{version.version}</span>
                    <Show when={props.chosen.includes(version.id)}>
                      <span class={styles.hint}>{m().chosen}</span>
                    </Show>
                    <StatusChip version={version} />
                  </button>
                )}
              </For>
            </fieldset>
          )}
        </For>
      </div>
      <Show when={props.full}>
        <p class={styles.hint}>{m().full}</p>
      </Show>
    </div>
  );
}
