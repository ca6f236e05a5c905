import { For } from "solid-js";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { t } from "../../i18n/i18n.ts";
import { Keys } from "./keys.tsx";
import { m } from "./messages.ts";
import { type Action, offeredActions } from "./offers.ts";
import styles from "./palette.module.css";

/** The shortcuts of the open page and of every page. */
export default function ShortcutsDialog(props: { readonly onClose: () => void; readonly actions: readonly Action[] }) {
  const listed = (): readonly { readonly label: string; readonly keys: string }[] => [
    { label: m().title, keys: "Mod+K" },
    ...[...offeredActions(), ...props.actions].flatMap(({ label, keys }) =>
      keys === undefined ? [] : [{ label, keys }],
    ),
  ];
  return (
    <Dialog open onClose={props.onClose} title={m().shortcuts} description={m().shortcutsHint}>
      <dl class={styles.shortcuts}>
        <For each={listed()}>
          {({ label, keys }) => (
            <div class={styles.shortcut}>
              <dt>{label}</dt>
              <dd>
                <Keys keys={keys} />
              </dd>
            </div>
          )}
        </For>
      </dl>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.close}</Button>
      </DialogActions>
    </Dialog>
  );
}
