import { createResource, createSignal, Match, Show, Switch } from "solid-js";
import type { OneTimeLink, User } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { usersApi } from "../../api/users.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions, WideDialog } from "../../components/dialog.tsx";
import page from "../../components/page.module.css";
import { notify } from "../../components/toast.tsx";
import { t } from "../../i18n/i18n.ts";
import { m } from "./messages.ts";
import { UserForm } from "./user-form.tsx";
import styles from "./users.module.css";

/** What is being done, and to whom. */
export type UserTask =
  | { readonly kind: "add" }
  | { readonly kind: "change" | "close" | "link"; readonly user: User }
  /** A link that was made, to be handed over. */
  | { readonly kind: "hand-over"; readonly user: User; readonly link: OneTimeLink };

interface TaskProps {
  readonly onTask: (next: UserTask | undefined) => void;
  /** Something has changed. */
  readonly onDone: () => void;
}

export function UserDialogs(props: TaskProps & { readonly task: UserTask | undefined }) {
  const task = <Kind extends UserTask["kind"]>(kind: Kind) =>
    props.task?.kind === kind ? (props.task as UserTask & { readonly kind: Kind }) : undefined;
  return (
    <Switch>
      <Match when={task("add")}>
        <AddDialog {...props} />
      </Match>
      <Match when={task("change")} keyed>
        {({ user }) => <ChangeDialog {...props} user={user} />}
      </Match>
      <Match when={task("close")} keyed>
        {({ user }) => <CloseDialog {...props} user={user} />}
      </Match>
      <Match when={task("link")} keyed>
        {({ user }) => <NewLinkDialog {...props} user={user} />}
      </Match>
      <Match when={task("hand-over")} keyed>
        {({ user, link }) => <HandOverDialog user={user} link={link} onClose={() => props.onTask(undefined)} />}
      </Match>
    </Switch>
  );
}

function AddDialog(props: TaskProps) {
  const close = (): void => props.onTask(undefined);
  return (
    <WideDialog open onClose={close} title={m().addTitle} description={m().addHint}>
      <UserForm
        onCancel={close}
        onDone={async (fields) => {
          const user = await usersApi.add(fields);
          props.onDone();
          props.onTask({ kind: "hand-over", user, link: await usersApi.link(user.id) });
        }}
      />
    </WideDialog>
  );
}

function ChangeDialog(props: TaskProps & { readonly user: User }) {
  /** As the user is now: the change must name it. */
  const [current] = createResource(() => usersApi.find(props.user.id));
  const close = (): void => props.onTask(undefined);
  return (
    <WideDialog open onClose={close} title={m().changeTitle(props.user.displayName)} description={m().changeHint}>
      <Show when={current.error}>
        <p class={page.failure} role="alert">
          {reason(current.error)}
        </p>
      </Show>
      <Show when={!current.error && current()}>
        {(found) => (
          <UserForm
            user={found().user}
            onCancel={close}
            onDone={async ({ name: _, ...fields }) => {
              const { user, etag } = found();
              await usersApi.change(user.id, etag, { ...fields, disabled: user.disabledAt !== undefined });
              notify(m().saved(fields.displayName));
              props.onDone();
              close();
            }}
          />
        )}
      </Show>
    </WideDialog>
  );
}

function CloseDialog(props: TaskProps & { readonly user: User }) {
  const close = (): void => props.onTask(undefined);
  return (
    <Confirm
      title={m().closeTitle(props.user.displayName)}
      hint={m().closeHint}
      action={m().close}
      onClose={close}
      onConfirm={async () => {
        await setClosed(props.user.id, true);
        notify(m().closed(props.user.displayName));
        props.onDone();
        close();
      }}
    />
  );
}

/** Keeps somebody from signing in, or lets them again; all else stays as it is now. */
export async function setClosed(id: string, disabled: boolean): Promise<void> {
  const { user, etag } = await usersApi.find(id);
  const { displayName, roles, agent } = user;
  await usersApi.change(id, etag, { displayName, roles, ...(agent !== undefined && { agent }), disabled });
}

const NewLinkDialog = (props: TaskProps & { readonly user: User }) => (
  <Confirm
    title={m().linkAgain(props.user.displayName)}
    hint={m().linkAgainHint}
    action={m().makeLink}
    onClose={() => props.onTask(undefined)}
    onConfirm={async () => {
      const { user } = props;
      props.onTask({ kind: "hand-over", user, link: await usersApi.link(user.id) });
    }}
  />
);

interface ConfirmProps {
  readonly title: string;
  readonly hint: string;
  readonly action: string;
  readonly onClose: () => void;
  /** @throws ApiError */
  readonly onConfirm: () => Promise<void>;
}

function Confirm(props: ConfirmProps) {
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.onConfirm();
    } catch (error) {
      setFailure(reason(error));
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={props.onClose} title={props.title} description={props.hint}>
      <Show when={failure()}>
        <p class={page.failure} role="alert">
          {failure()}
        </p>
      </Show>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.cancel}</Button>
        <Button variant="primary" disabled={busy()} onClick={() => void confirm()}>
          {props.action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Shows a link once. Its address is that by which the administrator reached the app. */
function HandOverDialog(props: { readonly user: User; readonly link: OneTimeLink; readonly onClose: () => void }) {
  const address = () => new URL(props.link.path, location.origin).href;
  const [copied, setCopied] = createSignal(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address());
      setCopied(true);
    } catch {
      // Browsers let pages copy only over HTTPS, or when allowed to.
      notify(m().copyByHand, "down");
    }
  };
  return (
    <WideDialog open onClose={props.onClose} title={m().linkTitle(props.user.displayName)} description={m().linkHint}>
      <code class={styles.link} data-testid="one-time-link">
        {address()}
      </code>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.close}</Button>
        <Button variant="primary" onClick={() => void copy()}>
          <span aria-live="polite">{copied() ? m().copied : m().copy}</span>
        </Button>
      </DialogActions>
    </WideDialog>
  );
}
