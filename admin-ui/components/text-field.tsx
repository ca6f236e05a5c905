import { TextField as KobalteTextField } from "@kobalte/core/text-field";
import styles from "./field.module.css";

interface TextFieldProps {
  readonly label: string;
  readonly hint: string;
  /** What is wrong with the value; takes the place of the hint. */
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "password";
  /** What the browser may fill in; nothing where absent. */
  readonly autocomplete?: string;
  /** Takes the focus when it appears; it does unless this says otherwise. */
  readonly autofocus?: boolean;
}

export function TextField(props: TextFieldProps) {
  return (
    <KobalteTextField
      value={props.value}
      onChange={props.onChange}
      validationState={props.error === undefined ? "valid" : "invalid"}
    >
      <KobalteTextField.Label class={styles.label}>{props.label}</KobalteTextField.Label>
      <div class={styles.field} data-invalid={props.error === undefined ? undefined : ""}>
        <KobalteTextField.Input
          class={styles.input}
          type={props.type ?? "text"}
          autofocus={props.autofocus ?? true}
          autocomplete={props.autocomplete ?? "off"}
          spellcheck={false}
        />
      </div>
      <KobalteTextField.Description class={styles.hint} hidden={props.error !== undefined}>
        {props.hint}
      </KobalteTextField.Description>
      <KobalteTextField.ErrorMessage class={styles.error}>{props.error}</KobalteTextField.ErrorMessage>
    </KobalteTextField>
  );
}
