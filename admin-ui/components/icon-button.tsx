import type { JSX } from "solid-js";
import styles from "./icon-button.module.css";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps {
  /** What it does, in words: read aloud, and shown on hover and focus. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  /** The icon. */
  readonly children: JSX.Element;
}

/** Stays focusable while disabled, so that its label can still be read. */
export function IconButton(props: IconButtonProps) {
  return (
    <Tooltip
      text={props.label}
      class={styles.button}
      aria-label={props.label}
      aria-disabled={props.disabled ?? false}
      onClick={() => {
        if (!props.disabled) props.onClick();
      }}
    >
      {props.children}
    </Tooltip>
  );
}
