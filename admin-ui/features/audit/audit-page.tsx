import { createEffect, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { AuditEntry } from "../../../server/api-types.ts";
import { type AuditFilter, auditApi } from "../../api/audit.ts";
import { reason } from "../../api/reason.ts";
import { usersApi } from "../../api/users.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Combobox } from "../../components/combobox.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { createPages, More } from "../../components/pages.tsx";
import { saveFile } from "../../components/save-file.ts";
import { Select } from "../../components/select.tsx";
import { TextField } from "../../components/text-field.tsx";
import { notify } from "../../components/toast.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { actionName } from "./action-names.ts";
import styles from "./audit.module.css";
import { detailText } from "./detail-text.ts";
import { m } from "./messages.ts";

const SYSTEM = "system";
/** Of a choice that leaves all in. */
const ALL = "all";

/** What was done, by whom and when. */
export default function AuditPage() {
  const [filter, setFilter] = createSignal<AuditFilter>({});
  const [users] = createResource(usersApi.list);
  const list = createPages(filter, auditApi.page);
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });

  const known = () => (users.error ? [] : (users.latest ?? []));
  const nameOf = (id: string): string =>
    id === SYSTEM ? m().system : (known().find((user) => user.id === id)?.displayName ?? id);
  const entries = () => list.pages()?.flatMap((found) => found.entries);
  const isFiltered = () => Object.keys(filter()).length > 0;

  const exportAnchor = async (): Promise<void> => {
    try {
      const anchor = await auditApi.anchor();
      const text = `${JSON.stringify(anchor, null, 2)}\n`;
      saveFile(`anchor-${anchor.at.slice(0, 10)}.json`, new Blob([text], { type: "application/json" }));
      notify(m().anchorSaved(anchor.count));
    } catch (error) {
      notify(reason(error), "down");
    }
  };

  return (
    <>
      <TopBar
        actions={
          <>
            <Button onClick={() => void exportAnchor()}>{m().anchor}</Button>
            <QuickSwitches />
          </>
        }
      >
        <h1 class={page.title}>{m().title}</h1>
        <Show when={entries()?.length}>{(count) => <span class={page.summary}>{m().shown(count())}</span>}</Show>
      </TopBar>
      <div class={page.page}>
        <div class={page.strip}>
          <p class={page.note}>{m().anchorHint}</p>
        </div>
        <FilterStrip filter={filter()} onFilter={setFilter} users={known()} />
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={list.error()}>
            <Notice role="alert" title={reason(list.error())} hint={t().app.serverUnreachableHint}>
              <Button onClick={list.refetch}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={entries()?.length === 0}>
            <Notice title={m().empty} hint={m().emptyHint}>
              <Show when={isFiltered()}>
                <Button onClick={() => setFilter({})}>{m().clear}</Button>
              </Show>
            </Notice>
          </Match>
          <Match when={entries()}>
            <table class={page.table}>
              <thead>
                <tr>
                  <th scope="col" class={page.number}>
                    {m().columns.number}
                  </th>
                  <th scope="col">{m().columns.at}</th>
                  <th scope="col">{m().columns.actor}</th>
                  <th scope="col">{m().columns.action}</th>
                  <th scope="col">{m().columns.subject}</th>
                  <th scope="col">{m().columns.details}</th>
                </tr>
              </thead>
              <tbody>
                <For each={entries()}>
                  {(entry) => (
                    <EntryRow
                      entry={entry}
                      nameOf={nameOf}
                      onSubject={(subject) => setFilter({ ...filter(), subject })}
                    />
                  )}
                </For>
              </tbody>
            </table>
            <More of={list} label={m().more} />
          </Match>
        </Switch>
      </div>
    </>
  );
}

interface FilterStripProps {
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly users: readonly { readonly id: string; readonly displayName: string; readonly name: string }[];
}

function FilterStrip(props: FilterStripProps) {
  const [subject, setSubject] = createSignal("");
  createEffect(() => setSubject(props.filter.subject ?? ""));
  const people = () => [
    { value: ALL, label: m().anybody },
    { value: SYSTEM, label: m().system },
    ...props.users.map(({ id, displayName, name }) => ({ value: id, label: displayName, hint: name })),
  ];
  const actions = () => [
    { value: ALL, label: m().anything },
    ...Object.entries(m().groups).map(([group, label]) => ({ value: `${group}.`, label })),
  ];
  /** Without the parts that leave all in, or are blank. */
  const choose = (part: keyof AuditFilter, value: string): void => {
    const { [part]: _, ...rest } = props.filter;
    props.onFilter(value === ALL || value === "" ? rest : { ...rest, [part]: value });
  };
  return (
    <form
      class={`${page.strip} ${styles.filters}`}
      onSubmit={(event) => {
        event.preventDefault();
        choose("subject", subject().trim());
      }}
    >
      <div class={styles.person}>
        <span class={styles.label}>{m().person}</span>
        <Combobox
          label={m().person}
          options={people()}
          value={props.filter.actor ?? ALL}
          onChange={(value) => choose("actor", value)}
        />
      </div>
      <div class={styles.action}>
        <span class={styles.label}>{m().action}</span>
        <Select
          label={m().action}
          options={actions()}
          value={props.filter.action ?? ALL}
          onChange={(value) => choose("action", value)}
        />
      </div>
      <div class={styles.subject}>
        <TextField
          label={m().subject}
          hint={m().subjectHint}
          error={undefined}
          value={subject()}
          onChange={setSubject}
          autofocus={false}
        />
      </div>
      <Button type="submit">{m().apply}</Button>
      <Show when={Object.keys(props.filter).length > 0}>
        <Button variant="quiet" onClick={() => props.onFilter({})}>
          {m().clear}
        </Button>
      </Show>
    </form>
  );
}

interface EntryRowProps {
  readonly entry: AuditEntry;
  readonly nameOf: (id: string) => string;
  readonly onSubject: (subject: string) => void;
}

function EntryRow(props: EntryRowProps) {
  const details = () => Object.entries(props.entry.details);
  return (
    <tr>
      <td class={page.number}>{props.entry.number}</td>
      <td>
        <time class={styles.at} datetime={props.entry.at} title={props.entry.at}>
          {formatDateTime(new Date(props.entry.at))}
        </time>
      </td>
      <td>{props.nameOf(props.entry.actor)}</td>
      <td>
        {actionName(props.entry.action)}
        <span class={`${page.sub} ${page.code}`}>{props.entry.action}</span>
      </td>
      <td>
        <button
          type="button"
          class={`${styles.pick} ${styles.shorten} ${page.code}`}
          title={`${m().sameSubject}: ${props.entry.subject}`}
          onClick={() => props.onSubject(props.entry.subject)}
        >
          {props.nameOf(props.entry.subject)}
        </button>
      </td>
      <td class={styles.details}>
        <details>
          <summary>{details().length > 0 ? detailText(props.entry.details) : m().noDetails}</summary>
          <dl>
            <For each={details()}>
              {([name, value]) => (
                <>
                  <dt>{name}</dt>
                  <dd>{detailText(value)}</dd>
                </>
              )}
            </For>
            <dt>{m().hash}</dt>
            <dd class={page.code}>{props.entry.hash}</dd>
          </dl>
        </details>
      </td>
    </tr>
  );
}
