import { Toast, toaster } from "@kobalte/core/toast";
import { Portal } from "solid-js/web";
import { t } from "../i18n/i18n.ts";
import { X } from "./icons.tsx";
import styles from "./toast.module.css";

/** Says in passing what happened; nothing that must be acted upon. */
export function notify(text: string, tone: "plain" | "down" = "plain"): void {
  toaster.show((props) => (
    <Toast toastId={props.toastId} class={styles.toast} data-tone={tone}>
      <Toast.Description class={styles.text}>{text}</Toast.Description>
      <Toast.CloseButton class={styles.close} aria-label={t().app.close}>
        <X size={14} />
      </Toast.CloseButton>
    </Toast>
  ));
}

export const Toasts = () => (
  <Portal>
    <Toast.Region duration={5000} aria-label={t().app.notices}>
      <Toast.List class={styles.list} />
    </Toast.Region>
  </Portal>
);
