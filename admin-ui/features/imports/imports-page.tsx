import { A } from "@solidjs/router";
import { createEffect, createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { ImportSummary } from "../../../server/api-types.ts";
import { importsApi } from "../../api/imports.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { notify } from "../../components/toast.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { ImportState } from "./import-state.tsx";
import styles from "./imports.module.css";
import { m } from "./messages.ts";
import { UploadForm } from "./upload-form.tsx";

/** Files on their way into the store, and those that are there. */
export default function ImportsPage() {
  const [first, { refetch }] = createResource(() => importsApi.list());
  const [later, setLater] = createSignal<readonly ImportSummary[]>([]);
  const [next, setNext] = createSignal<string>();
  const loaded = () => (first.error ? undefined : first.latest);
  const imports = () => [...(loaded()?.imports ?? []), ...later()];
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  createEffect(() => {
    setLater([]);
    setNext(loaded()?.next);
  });
  const more = async (after: string): Promise<void> => {
    try {
      const found = await importsApi.list(after);
      setLater((shown) => [...shown, ...found.imports]);
      setNext(found.next);
    } catch (error) {
      notify(reason(error), "down");
    }
  };

  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={page.title}>{m().title}</h1>
      </TopBar>
      <div class={page.page}>
        <Show when={may("editor")}>
          <UploadForm />
        </Show>
        <Switch fallback={<Loading title={m().loading} />}>
          <Match when={first.error}>
            <Notice role="alert" title={reason(first.error)} hint={t().app.serverUnreachableHint}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={loaded() && imports().length === 0}>
            <Notice title={m().empty} hint={may("editor") ? m().emptyHint : undefined} />
          </Match>
          <Match when={loaded()}>
            <h2 class={styles.heading}>{m().earlier}</h2>
            <table class={page.table}>
              <thead>
                <tr>
                  <th scope="col">{m().columns.file}</th>
                  <th scope="col">{m().columns.kind}</th>
                  <th scope="col">{m().columns.state}</th>
                  <th scope="col">{m().columns.result}</th>
                  <th scope="col">{m().columns.by}</th>
                </tr>
              </thead>
              <tbody>
                <For each={imports()}>{(found) => <ImportRow found={found} />}</For>
              </tbody>
            </table>
            <Show when={next()}>
              {(after) => (
                <div class={page.more}>
                  <Button onClick={() => void more(after())}>{m().more}</Button>
                </div>
              )}
            </Show>
          </Match>
        </Switch>
      </div>
    </>
  );
}

const ImportRow = (props: { readonly found: ImportSummary }) => (
  <tr>
    <td>
      <A class="link" href={`/imports/${encodeURIComponent(props.found.id)}`}>
        {props.found.fileName}
      </A>
    </td>
    <td>{m().kinds[props.found.kind]}</td>
    <td>
      <ImportState state={props.found.state} />
    </td>
    <td>
      <Show when={props.found.result}>
        {(result) => (
          <>
            {m().result(result().added, result().changed, result().unchanged)}
            <Show when={result().dataRevision}>
              {(revision) => <span class={page.sub}>{m().revision(revision())}</span>}
            </Show>
          </>
        )}
      </Show>
    </td>
    <td>
      <time datetime={props.found.madeAt}>{formatDateTime(new Date(props.found.madeAt))}</time>
    </td>
  </tr>
);
