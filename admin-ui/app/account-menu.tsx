import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { createSignal } from "solid-js";
import type { SignedIn } from "../../server/api-types.ts";
import { reason } from "../api/reason.ts";
import { User } from "../components/icons.tsx";
import popup from "../components/popup.module.css";
import { notify } from "../components/toast.tsx";
import { PasswordDialog } from "../features/sign-in/password-dialog.tsx";
import { t } from "../i18n/i18n.ts";
import styles from "./account-menu.module.css";
import { signOut } from "./session.ts";

/** Who is signed in, and what they can do about it. */
export function AccountMenu(props: { readonly user: SignedIn; readonly class: string }) {
  const [changing, setChanging] = createSignal(false);
  const roles = () => props.user.roles.map((role) => t().session.roles[role]).join(" · ");
  const leave = () => signOut().catch((error: unknown) => notify(reason(error), "down"));
  return (
    <>
      <DropdownMenu gutter={6} placement="right-end">
        <DropdownMenu.Trigger class={props.class} aria-label={`${t().session.account}: ${props.user.displayName}`}>
          <User size={18} strokeWidth={1.75} />
          <span class={styles.name}>{props.user.displayName}</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content class={popup.menu}>
            <div class={styles.who}>
              <strong>{props.user.displayName}</strong>
              <span>{roles()}</span>
            </div>
            <DropdownMenu.Item class={popup.item} onSelect={() => setChanging(true)}>
              {t().session.changePassword}
            </DropdownMenu.Item>
            <DropdownMenu.Item class={popup.item} onSelect={() => void leave()}>
              {t().session.signOut}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu>
      <PasswordDialog open={changing()} onClose={() => setChanging(false)} />
    </>
  );
}
