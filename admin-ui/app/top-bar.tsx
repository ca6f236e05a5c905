import type { JSX } from "solid-js";
import { SearchField } from "./palette/search-field.tsx";
import styles from "./top-bar.module.css";

/** The bar over every page: what is open at its left, what can be done at its right. */
export const TopBar = (props: { readonly children: JSX.Element; readonly actions: JSX.Element }) => (
  <header class={styles.bar}>
    <div class={styles.subject}>{props.children}</div>
    <SearchField />
    <div class={styles.actions}>{props.actions}</div>
  </header>
);
