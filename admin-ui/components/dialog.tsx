import { Dialog as KobalteDialog } from "@kobalte/core/dialog";
import { type JSX, Show } from "solid-js";
import { t } from "../i18n/i18n.ts";
import styles from "./dialog.module.css";
import { createFocusReturn } from "./focus-return.ts";
import { X } from "./icons.tsx";

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string | undefined;
  readonly children: JSX.Element;
}

/** Asks for a decision: over a scrim, closed by Escape. */
export const Dialog = (props: DialogProps) => <Centred {...props} class={styles.dialog ?? ""} />;

/** With room for lists and longer texts. */
export const WideDialog = (props: DialogProps) => <Centred {...props} class={`${styles.dialog} ${styles.wide}`} />;

/** As wide as a page: for texts side by side. */
export const FullDialog = (props: DialogProps) => <Centred {...props} class={`${styles.dialog} ${styles.full}`} />;

function Centred(props: DialogProps & { readonly class: string }) {
  createFocusReturn(() => props.open);
  return (
    <KobalteDialog open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class={styles.scrim} />
        <div class={styles.centre}>
          <KobalteDialog.Content class={props.class}>
            <KobalteDialog.Title class={styles.title}>{props.title}</KobalteDialog.Title>
            <Show when={props.description}>
              <KobalteDialog.Description class={styles.description}>{props.description}</KobalteDialog.Description>
            </Show>
            {props.children}
          </KobalteDialog.Content>
        </div>
      </KobalteDialog.Portal>
    </KobalteDialog>
  );
}

/** A panel that slides over the right edge of the page. */
export function Drawer(props: Omit<DialogProps, "description">) {
  createFocusReturn(() => props.open);
  return (
    <KobalteDialog open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class={styles.scrim} />
        <KobalteDialog.Content class={styles.drawer}>
          <KobalteDialog.Title class="visually-hidden">{props.title}</KobalteDialog.Title>
          <KobalteDialog.CloseButton class={styles.close} aria-label={t().app.close}>
            <X size={16} />
          </KobalteDialog.CloseButton>
          {props.children}
        </KobalteDialog.Content>
      </KobalteDialog.Portal>
    </KobalteDialog>
  );
}

/** The buttons at the foot of a dialog. */
export const DialogActions = (props: { readonly children: JSX.Element }) => (
  <div class={styles.actions}>{props.children}</div>
);
