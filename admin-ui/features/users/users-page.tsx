import { createEffect, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { User } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { usersApi } from "../../api/users.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may, user as signedIn } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Menu } from "../../components/menu.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { notify } from "../../components/toast.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { m } from "./messages.ts";
import { setClosed, UserDialogs, type UserTask } from "./user-dialogs.tsx";
import styles from "./users.module.css";

/** Who can sign in and what they may do: administrators change it, auditors read it. */
export default function UsersPage() {
  const [list, { refetch }] = createResource(usersApi.list);
  const [task, setTask] = createSignal<UserTask>();
  const users = () => (list.error ? undefined : list.latest);
  const closed = () => users()?.filter(({ disabledAt }) => disabledAt !== undefined).length ?? 0;
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });

  const reopen = async (user: User): Promise<void> => {
    try {
      await setClosed(user.id, false);
      notify(m().opened(user.displayName));
      await refetch();
    } catch (error) {
      notify(reason(error), "down");
    }
  };

  return (
    <>
      <TopBar
        actions={
          <>
            <Show when={may("administrator")}>
              <Button variant="primary" onClick={() => setTask({ kind: "add" })}>
                {m().add}
              </Button>
            </Show>
            <QuickSwitches />
          </>
        }
      >
        <h1 class={page.title}>{m().title}</h1>
        <Show when={users()}>
          {(found) => <span class={page.summary}>{m().summary(found().length, closed())}</span>}
        </Show>
      </TopBar>
      <div class={page.page}>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={list.error}>
            <Notice role="alert" title={reason(list.error)} hint={t().app.serverUnreachableHint}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={users()}>
            {(found) => (
              <table class={page.table}>
                <thead>
                  <tr>
                    <th scope="col">{m().columns.person}</th>
                    <th scope="col">{m().columns.roles}</th>
                    <th scope="col">{m().columns.agent}</th>
                    <th scope="col">{m().columns.state}</th>
                    <th scope="col">{m().columns.updated}</th>
                    <Show when={may("administrator")}>
                      <th scope="col">
                        <span class="visually-hidden">{m().columns.actions}</span>
                      </th>
                    </Show>
                  </tr>
                </thead>
                <tbody>
                  <For each={found()}>
                    {(user) => <UserRow user={user} onTask={setTask} onReopen={() => void reopen(user)} />}
                  </For>
                </tbody>
              </table>
            )}
          </Match>
        </Switch>
      </div>
      <UserDialogs task={task()} onTask={setTask} onDone={() => void refetch()} />
    </>
  );
}

interface UserRowProps {
  readonly user: User;
  readonly onTask: (task: UserTask) => void;
  readonly onReopen: () => void;
}

function UserRow(props: UserRowProps) {
  const isSelf = () => props.user.id === signedIn()?.id;
  const actions = () => {
    const { user } = props;
    const change = { label: m().change, onSelect: () => props.onTask({ kind: "change", user }) };
    const link = { label: m().link, onSelect: () => props.onTask({ kind: "link", user }) };
    if (user.disabledAt !== undefined) return [change, { label: m().open, onSelect: props.onReopen }];
    const close = { label: m().close, onSelect: () => props.onTask({ kind: "close", user }) };
    return user.demo ? [change, close] : [change, link, close];
  };
  return (
    <tr>
      <td>
        <span class={styles.person}>
          <strong>{props.user.displayName}</strong>
          <Show when={isSelf()}>
            <span class={styles.quiet}>({m().you})</span>
          </Show>
          <Show when={props.user.demo}>
            <span title={m().demoHint}>
              <Chip tone="warn">{m().demo}</Chip>
            </span>
          </Show>
        </span>
        <span class={`${page.sub} ${page.code}`}>{props.user.name}</span>
      </td>
      <td>
        <Show when={props.user.roles.length > 0} fallback={<span class={styles.quiet}>{m().noRoles}</span>}>
          <span class={styles.roles}>
            <For each={props.user.roles}>{(role) => <Chip tone="plain">{t().session.roles[role]}</Chip>}</For>
          </span>
        </Show>
      </td>
      <td class={page.code}>{props.user.agent}</td>
      <td>
        <State user={props.user} />
      </td>
      <td>
        <time datetime={props.user.updatedAt}>{formatDateTime(new Date(props.user.updatedAt))}</time>
      </td>
      <Show when={may("administrator")}>
        <td class={styles.actions}>
          <Show when={!isSelf()}>
            <Menu label={m().actions(props.user.displayName)} items={actions()} />
          </Show>
        </td>
      </Show>
    </tr>
  );
}

const State = (props: { readonly user: User }) => (
  <Switch
    fallback={
      <Chip tone="up" dot>
        {m().states.open}
      </Chip>
    }
  >
    <Match when={props.user.disabledAt !== undefined}>
      <Chip tone="down" dot>
        {m().states.closed}
      </Chip>
    </Match>
    <Match when={!props.user.hasPassword}>
      <Chip tone="warn" dot>
        {m().states.waiting}
      </Chip>
    </Match>
  </Switch>
);
