import type { JSX } from "solid-js";
import styles from "./check-box.module.css";

interface CheckBoxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  /** What it says yes to. */
  readonly children: JSX.Element;
}

export const CheckBox = (props: CheckBoxProps) => (
  <label class={styles.box}>
    <input
      type="checkbox"
      checked={props.checked}
      disabled={props.disabled ?? false}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
    <span>{props.children}</span>
  </label>
);
