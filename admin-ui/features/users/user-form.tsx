import { createSignal, For, Show } from "solid-js";
import type { User } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import type { Role } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { CheckBox } from "../../components/check-box.tsx";
import { DialogActions } from "../../components/dialog.tsx";
import page from "../../components/page.module.css";
import { TextField } from "../../components/text-field.tsx";
import { t } from "../../i18n/i18n.ts";
import { m } from "./messages.ts";
import styles from "./users.module.css";

/** What the server accepts as a name to sign in with. */
const USER_NAME = /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}._@-]{1,63}$/u;

const ROLES = ["editor", "reviewer", "approver", "superior", "agent", "auditor", "administrator"] as const;
/** Whose data are known by their 工号. */
const KNOWN_BY_AGENT: readonly Role[] = ["superior", "agent"];

export interface UserFields {
  /** What is typed to sign in; cannot change. */
  readonly name: string;
  readonly displayName: string;
  readonly roles: Role[];
  /** 工号; absent where the user is no agent. */
  readonly agent?: string;
}

interface UserFormProps {
  /** Who is changed; absent for somebody new. */
  readonly user?: User;
  readonly onCancel: () => void;
  /** @throws ApiError */
  readonly onDone: (fields: UserFields) => Promise<void>;
}

/** Who somebody is: name, roles, 工号. */
export function UserForm(props: UserFormProps) {
  const [name, setName] = createSignal(props.user?.name ?? "");
  const [displayName, setDisplayName] = createSignal(props.user?.displayName ?? "");
  const [agent, setAgent] = createSignal(props.user?.agent ?? "");
  const [roles, setRoles] = createSignal<readonly Role[]>(props.user?.roles ?? []);
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const nameFault = () => (name() === "" || USER_NAME.test(name()) ? undefined : m().nameInvalid);
  const agentFault = () =>
    agent().trim() === "" && roles().some((role) => KNOWN_BY_AGENT.includes(role)) ? m().agentOwed : undefined;
  const complete = () => name() !== "" && nameFault() === undefined && displayName().trim() !== "";

  const done = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await props.onDone({
        name: name(),
        displayName: displayName().trim(),
        roles: ROLES.filter((role) => roles().includes(role)),
        ...(agent().trim() !== "" && { agent: agent().trim() }),
      });
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void done();
      }}
    >
      <Show when={props.user === undefined}>
        <TextField label={m().name} hint={t().session.nameHint} error={nameFault()} value={name()} onChange={setName} />
      </Show>
      <TextField
        label={m().displayName}
        hint={m().displayNameHint}
        error={undefined}
        value={displayName()}
        onChange={setDisplayName}
        autofocus={props.user !== undefined}
      />
      <fieldset class={styles.choices} disabled={props.user?.demo ?? false}>
        <legend>{m().roles}</legend>
        <For each={ROLES}>
          {(role) => (
            <CheckBox
              checked={roles().includes(role)}
              onChange={(held) => setRoles(held ? [...roles(), role] : roles().filter((other) => other !== role))}
            >
              {t().session.roles[role]}
              <span class={styles.duty}>{m().duties[role]}</span>
            </CheckBox>
          )}
        </For>
        <p>{props.user?.demo ? m().demoHint : m().rolesHint}</p>
      </fieldset>
      <TextField
        label={m().agent}
        hint={agentFault() ?? m().agentHint}
        error={undefined}
        value={agent()}
        onChange={setAgent}
        autofocus={false}
      />
      <Show when={failure()}>
        <p class={page.failure} role="alert">
          {failure()}
        </p>
      </Show>
      <DialogActions>
        <Button onClick={props.onCancel}>{t().app.cancel}</Button>
        <Button variant="primary" type="submit" disabled={busy() || !complete()}>
          {props.user ? m().save : m().create}
        </Button>
      </DialogActions>
    </form>
  );
}
