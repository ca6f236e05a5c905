import { Combobox as KobalteCombobox } from "@kobalte/core/combobox";
import { type JSX, Show } from "solid-js";
import styles from "./field.module.css";
import { ChevronDown } from "./icons.tsx";
import { comboboxTexts } from "./kobalte-texts.ts";
import popup from "./popup.module.css";
import type { Option } from "./select.tsx";

interface ComboboxProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly icon?: JSX.Element;
}

/** One of a long list, found by typing a part of its label, hint or value. */
export function Combobox(props: ComboboxProps) {
  const matches = (option: Option, typed: string): boolean =>
    `${option.label} ${option.hint ?? ""} ${option.value}`.toLowerCase().includes(typed.trim().toLowerCase());
  return (
    <KobalteCombobox<Option>
      options={[...props.options]}
      optionValue="value"
      optionTextValue="label"
      optionLabel="label"
      value={props.options.find((option) => option.value === props.value) ?? null}
      onChange={(option) => option && props.onChange(option.value)}
      defaultFilter={matches}
      translations={comboboxTexts()}
      disallowEmptySelection
      triggerMode="focus"
      gutter={4}
      itemComponent={(item) => (
        <KobalteCombobox.Item item={item.item} class={popup.item}>
          <KobalteCombobox.ItemLabel class={popup.itemLabel}>{item.item.rawValue.label}</KobalteCombobox.ItemLabel>
          <span class={popup.itemHint}>{item.item.rawValue.hint}</span>
        </KobalteCombobox.Item>
      )}
    >
      <KobalteCombobox.Control class={styles.field}>
        <Show when={props.icon}>
          <span class={styles.icon}>{props.icon}</span>
        </Show>
        <KobalteCombobox.Input
          class={styles.input}
          aria-label={props.label}
          onFocus={(event) => event.currentTarget.select()}
        />
        <KobalteCombobox.Trigger class={styles.icon} aria-label={props.label} tabIndex={-1}>
          <ChevronDown size={14} />
        </KobalteCombobox.Trigger>
      </KobalteCombobox.Control>
      <KobalteCombobox.Portal>
        <KobalteCombobox.Content class={popup.menu}>
          <KobalteCombobox.Listbox />
        </KobalteCombobox.Content>
      </KobalteCombobox.Portal>
    </KobalteCombobox>
  );
}
