import { createUniqueId } from "solid-js";
import styles from "./field.module.css";
import area from "./text-area.module.css";

interface MonthFieldProps {
  readonly label: string;
  /** `YYYY-MM`; blank where none is chosen. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The browser's own field for a month. */
export function MonthField(props: MonthFieldProps) {
  const id = createUniqueId();
  return (
    <div class={area.group}>
      <label class={styles.label} for={id}>
        {props.label}
      </label>
      <div class={styles.field}>
        <input
          id={id}
          class={styles.input}
          type="month"
          value={props.value}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
