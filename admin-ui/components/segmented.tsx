import { ToggleGroup } from "@kobalte/core/toggle-group";
import { For } from "solid-js";
import styles from "./segmented.module.css";

interface SegmentProps<T extends string> {
  readonly label: string;
  readonly segments: readonly { readonly value: T; readonly label: string }[];
}

/** The group would take Escape for its own, to choose nothing: here it closes what the group stands in. */
const leaveEscape = (event: KeyboardEvent): void => {
  if (event.key === "Escape") event.stopPropagation();
};

/** Any of a few, at least one: the open views. */
export function ToggleSet<T extends string>(
  props: SegmentProps<T> & { readonly value: readonly T[]; readonly onChange: (value: readonly T[]) => void },
) {
  return (
    <ToggleGroup
      class={styles.group}
      multiple
      aria-label={props.label}
      value={[...props.value]}
      onChange={(value: string[]) => {
        const chosen = props.segments.filter((segment) => value.includes(segment.value));
        if (chosen.length > 0) props.onChange(chosen.map((segment) => segment.value));
      }}
    >
      <For each={props.segments}>
        {(segment) => (
          <ToggleGroup.Item class={styles.segment} value={segment.value} onKeyDown={leaveEscape}>
            {segment.label}
          </ToggleGroup.Item>
        )}
      </For>
    </ToggleGroup>
  );
}

/** Exactly one of a few. */
export function Segmented<T extends string>(
  props: SegmentProps<T> & {
    readonly value: T;
    readonly onChange: (value: T) => void;
    /** Low enough for the head of a card. */
    readonly small?: boolean;
  },
) {
  return (
    <ToggleGroup
      class={styles.group}
      data-small={props.small ? "" : undefined}
      aria-label={props.label}
      value={props.value}
      onChange={(value: string | null) => {
        const chosen = props.segments.find((segment) => segment.value === value);
        if (chosen) props.onChange(chosen.value);
      }}
    >
      <For each={props.segments}>
        {(segment) => (
          <ToggleGroup.Item class={styles.segment} value={segment.value} onKeyDown={leaveEscape}>
            {segment.label}
          </ToggleGroup.Item>
        )}
      </For>
    </ToggleGroup>
  );
}
