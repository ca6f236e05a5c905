import { Popover as KobaltePopover } from "@kobalte/core/popover";
import { type JSX, Show } from "solid-js";
import styles from "./field.module.css";
import { ChevronDown } from "./icons.tsx";
import popup from "./popup.module.css";

interface PopoverProps {
  /** What is chosen in it, in words: read aloud together with `value`. */
  readonly label: string;
  /** What is chosen now. */
  readonly value: string;
  readonly icon?: JSX.Element;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  /** A button that adds something is no field. */
  readonly quiet?: boolean;
  readonly children: JSX.Element;
}

/** A field that opens a panel over the page, for choices that need more than a list. Escape closes it. */
export function Popover(props: PopoverProps) {
  return (
    <KobaltePopover
      gutter={4}
      placement={props.quiet ? "bottom-start" : "bottom-end"}
      {...(props.open !== undefined && { open: props.open })}
      {...(props.onOpenChange && { onOpenChange: props.onOpenChange })}
    >
      <KobaltePopover.Trigger
        class={styles.field}
        data-quiet={props.quiet ? "" : undefined}
        data-own-width=""
        aria-label={props.value === props.label ? props.label : `${props.label} ${props.value}`}
      >
        <Show when={props.icon}>
          <span class={styles.icon}>{props.icon}</span>
        </Show>
        <span class={styles.value}>{props.value}</span>
        <Show when={!props.quiet}>
          <span class={styles.icon}>
            <ChevronDown size={14} />
          </span>
        </Show>
      </KobaltePopover.Trigger>
      <KobaltePopover.Portal>
        <KobaltePopover.Content class={`${popup.menu} ${popup.panel}`} aria-label={props.label}>
          {props.children}
        </KobaltePopover.Content>
      </KobaltePopover.Portal>
    </KobaltePopover>
  );
}
