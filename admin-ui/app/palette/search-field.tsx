import { Search } from "../../components/icons.tsx";
import { Keys } from "./keys.tsx";
import { m } from "./messages.ts";
import { setOpened } from "./open-state.ts";
import styles from "./search-field.module.css";

/** Looks like a field and opens the palette; where the bar is full, only its icon is left. */
export const SearchField = () => (
  <button
    class={styles.field}
    type="button"
    aria-haspopup="dialog"
    aria-keyshortcuts="Control+K Meta+K"
    title={m().title}
    onClick={() => setOpened("palette")}
  >
    <span class={styles.icon}>
      <Search size={14} />
    </span>
    <span class={styles.text}>
      <span class={styles.hint}>{m().search}</span>
      <Keys keys="Mod+K" />
    </span>
  </button>
);
