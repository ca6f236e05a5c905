import type { JSX } from "solid-js";
import styles from "./field.module.css";
import area from "./text-area.module.css";

/** A field with its name above it, where several stand in a form; the field itself tells its name to readers. */
export const Labelled = (props: { readonly label: string; readonly children: JSX.Element }) => (
  <div class={area.group}>
    <span class={styles.label} aria-hidden="true">
      {props.label}
    </span>
    {props.children}
  </div>
);
