import { Tooltip as KobalteTooltip } from "@kobalte/core/tooltip";
import type { JSX, ValidComponent } from "solid-js";
import styles from "./popup.module.css";

interface TooltipProps {
  readonly text: string;
  /** The element that is hovered or focused: a button by default. */
  readonly as?: ValidComponent;
  readonly class?: string | undefined;
  readonly onClick?: () => void;
  readonly "aria-label"?: string;
  readonly "aria-disabled"?: boolean;
  readonly children: JSX.Element;
}

/** Explains what is under the pointer or the focus; the text must not be needed to understand the page. */
export function Tooltip(props: TooltipProps) {
  return (
    <KobalteTooltip openDelay={350} closeDelay={60} gutter={6}>
      <KobalteTooltip.Trigger
        as={props.as ?? "button"}
        class={props.class}
        onClick={() => props.onClick?.()}
        aria-label={props["aria-label"]}
        aria-disabled={props["aria-disabled"]}
      >
        {props.children}
      </KobalteTooltip.Trigger>
      <KobalteTooltip.Portal>
        <KobalteTooltip.Content class={styles.tooltip}>{props.text}</KobalteTooltip.Content>
      </KobalteTooltip.Portal>
    </KobalteTooltip>
  );
}
