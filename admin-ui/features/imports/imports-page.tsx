import { A } from "@solidjs/router";
import { createEffect, For, Match, Show, Switch } from "solid-js";
import type { ImportSummary } from "../../../server/api-types.ts";
import { importsApi } from "../../api/imports.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { createPages, More } from "../../components/pages.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { ImportState } from "./import-state.tsx";
import styles from "./imports.module.css";
import { m } from "./messages.ts";
import { UploadForm } from "./upload-form.tsx";

/** Files on their way into the store, and those that are there. */
export default function ImportsPage() {
  const list = createPages(
    () => "imports",
    (_, after) => importsApi.list(after),
  );
  const imports = () => list.pages()?.flatMap((found) => found.imports);
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });

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
          <Match when={list.error()}>
            <Notice role="alert" title={reason(list.error())} hint={t().app.serverUnreachableHint}>
              <Button onClick={list.refetch}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={imports()?.length === 0}>
            <Notice title={m().empty} hint={may("editor") ? m().emptyHint : undefined} />
          </Match>
          <Match when={imports()}>
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
            <More of={list} label={m().more} />
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
