import { Select as KobalteSelect } from "@kobalte/core/select";
import { type JSX, Show } from "solid-js";
import styles from "./field.module.css";
import { ChevronDown } from "./icons.tsx";
import popup from "./popup.module.css";

export interface Option {
  readonly value: string;
  readonly label: string;
  /** Said smaller beside the label. */
  readonly hint?: string;
}

interface SelectProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly icon?: JSX.Element;
}

/** One of a short list. For a list to be searched, see `Combobox`. */
export function Select(props: SelectProps) {
  return (
    <KobalteSelect<Option>
      options={[...props.options]}
      optionValue="value"
      optionTextValue="label"
      value={props.options.find((option) => option.value === props.value) ?? null}
      onChange={(option) => option && props.onChange(option.value)}
      disallowEmptySelection
      gutter={4}
      itemComponent={(item) => (
        <KobalteSelect.Item item={item.item} class={popup.item}>
          <KobalteSelect.ItemLabel class={popup.itemLabel}>{item.item.rawValue.label}</KobalteSelect.ItemLabel>
          <span class={popup.itemHint}>{item.item.rawValue.hint}</span>
        </KobalteSelect.Item>
      )}
    >
      <KobalteSelect.Trigger class={styles.field} aria-label={props.label}>
        <Show when={props.icon}>
          <span class={styles.icon}>{props.icon}</span>
        </Show>
        <KobalteSelect.Value<Option> class={styles.value}>
          {(state) => state.selectedOption()?.label}
        </KobalteSelect.Value>
        <KobalteSelect.Icon class={styles.icon}>
          <ChevronDown size={14} />
        </KobalteSelect.Icon>
      </KobalteSelect.Trigger>
      <KobalteSelect.Portal>
        <KobalteSelect.Content class={popup.menu}>
          <KobalteSelect.Listbox />
        </KobalteSelect.Content>
      </KobalteSelect.Portal>
    </KobalteSelect>
  );
}
