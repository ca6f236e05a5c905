import { TextField as KobalteTextField } from "@kobalte/core/text-field";
import styles from "./field.module.css";
import area from "./text-area.module.css";

interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Lines that are seen at first; it grows with its text. */
  readonly rows?: number;
}

/** Several lines of prose: a reason, a comment. */
export const TextArea = (props: TextAreaProps) => (
  <KobalteTextField class={area.group} value={props.value} onChange={props.onChange}>
    <KobalteTextField.Label class={styles.label}>{props.label}</KobalteTextField.Label>
    <KobalteTextField.TextArea class={area.text} rows={props.rows ?? 2} autoResize />
  </KobalteTextField>
);
