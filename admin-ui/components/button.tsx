import { Button as KobalteButton } from "@kobalte/core/button";
import type { JSX } from "solid-js";
import styles from "./button.module.css";

interface ButtonProps {
  readonly variant?: "primary" | "secondary" | "quiet";
  readonly disabled?: boolean;
  readonly onClick?: () => void;
  readonly type?: "button" | "submit";
  readonly autofocus?: boolean;
  readonly children: JSX.Element;
}

export function Button(props: ButtonProps) {
  return (
    <KobalteButton
      class={styles.button}
      data-variant={props.variant ?? "secondary"}
      type={props.type ?? "button"}
      disabled={props.disabled ?? false}
      autofocus={props.autofocus ?? false}
      onClick={() => props.onClick?.()}
    >
      {props.children}
    </KobalteButton>
  );
}
