import styles from "./palette.module.css";
import { shownKeys } from "./shortcuts.ts";

const APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut as the keys of this machine. */
export const Keys = (props: { readonly keys: string }) => <kbd class={styles.key}>{shownKeys(props.keys, APPLE)}</kbd>;
