import { A, useParams } from "@solidjs/router";
import { createEffect, createResource, createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { readCatalogue } from "../../../engine/index.ts";
import type { Import, Job } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { importsApi, type TaggedImport } from "../../api/imports.ts";
import { jobsApi } from "../../api/jobs.ts";
import { reason } from "../../api/reason.ts";
import { language } from "../../app/preferences.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { t } from "../../i18n/i18n.ts";
import { CheckReport } from "./check-report.tsx";
import { ImportState } from "./import-state.tsx";
import styles from "./imports.module.css";
import { MappingEditor } from "./mapping-editor.tsx";
import { m } from "./messages.ts";
import { ReadingPanel } from "./reading-panel.tsx";

/** How often a step under way is asked after, in ms. */
const PACE = 600;

const WORKING = ["uploading", "reading", "checking", "applying"] as const;
type Working = (typeof WORKING)[number];
const workOf = ({ state }: Import): Working | undefined => WORKING.find((each) => each === state);

interface Watched extends TaggedImport {
  /** What works on it now. */
  readonly job?: Job | undefined;
}

async function watch(id: string): Promise<Watched> {
  const tagged = await importsApi.find(id);
  return { ...tagged, job: workOf(tagged.found) && (await jobsApi.latest(id)) };
}

/** One file on its way into the store: read, mapped, checked, applied. */
export default function ImportPage() {
  const params = useParams<{ id: string }>();
  const [watched, { mutate, refetch }] = createResource(() => decodeURIComponent(params.id), watch);
  const [failure, setFailure] = createSignal<string>();
  const current = () => (watched.error ? undefined : watched.latest);
  const found = () => current()?.found;
  createEffect(() => {
    document.title = `${found()?.fileName ?? m().title} · ${t().app.name}`;
  });
  createEffect(() => {
    const seen = found();
    if (!seen || !workOf(seen)) return;
    const timer = setTimeout(() => void refetch(), PACE);
    onCleanup(() => clearTimeout(timer));
  });

  /** Does a step, and says what stands in its way. */
  const step = async (work: () => Promise<TaggedImport>): Promise<void> => {
    setFailure(undefined);
    try {
      mutate(await work());
    } catch (error) {
      setFailure(reason(error));
    }
  };

  return (
    <>
      <TopBar
        actions={
          <>
            <Show when={may("editor") && isOpen(found())}>
              <Button variant="quiet" onClick={() => void step(() => importsApi.discard(params.id))}>
                {m().discard}
              </Button>
            </Show>
            <QuickSwitches />
          </>
        }
      >
        <A class="link" href="/imports">
          {m().all}
        </A>
        <Show when={found()}>
          {(seen) => (
            <>
              <h1 class={page.title}>{seen().fileName}</h1>
              <span class={page.summary}>{m().kinds[seen().kind]}</span>
              <ImportState state={seen().state} />
            </>
          )}
        </Show>
      </TopBar>
      <div class={page.page}>
        <Show when={failure() ?? found()?.reason?.[language()]}>
          {(why) => (
            <p class={`${styles.foot} ${page.failure}`} role="alert">
              {why()}
            </p>
          )}
        </Show>
        <Switch fallback={<Loading title={m().opening} />}>
          <Match when={watched.error}>
            <Notice role="alert" title={reason(watched.error)}>
              <Button onClick={() => refetch()}>{t().app.retry}</Button>
            </Notice>
          </Match>
          <Match when={current()}>{(seen) => <Steps watched={seen()} onStep={step} />}</Match>
        </Switch>
      </div>
    </>
  );
}

const isOpen = (found: Import | undefined): boolean =>
  found !== undefined && ["unread", "read", "checked"].includes(found.state);

interface StepsProps {
  readonly watched: Watched;
  readonly onStep: (work: () => Promise<TaggedImport>) => Promise<void>;
}

/** What there is to see and to do in the state the import is in. */
function Steps(props: StepsProps) {
  const found = () => props.watched.found;
  const result = () => (found().state === "applied" ? found().result : undefined);
  return (
    <Switch>
      <Match when={workOf(found())}>{(state) => <Progress state={state()} job={props.watched.job} />}</Match>
      <Match when={result()}>
        {(made) => (
          <Notice
            title={m().applied}
            hint={[
              m().result(made().added, made().changed, made().unchanged),
              ...[made().dataRevision].flatMap((revision) => (revision === undefined ? [] : [m().revision(revision)])),
            ].join(" · ")}
          >
            <A class="link" href="/imports">
              {m().all}
            </A>
          </Notice>
        )}
      </Match>
      <Match when={found().state === "discarded"}>
        <Notice title={m().states.discarded} hint={m().discarded} />
      </Match>
      <Match when={isOpen(found())}>
        <Show when={found().state === "checked" && found().report}>
          {(report) => (
            <CheckReport
              found={found()}
              report={report()}
              onApply={(accept) => props.onStep(() => importsApi.apply(found().id, accept))}
            />
          )}
        </Show>
        <ReadingPanel
          found={found()}
          onRead={(choice) => props.onStep(() => importsApi.readAgain(found().id, props.watched.etag, choice))}
        />
        <Show when={found().reading}>
          <Mapping {...props} />
        </Show>
      </Match>
    </Switch>
  );
}

/** The mapping, once it is known what columns can be. */
function Mapping(props: StepsProps) {
  const [vocabulary] = createResource(async () => {
    const { id, kind } = props.watched.found;
    const [{ text }, units] = await Promise.all([api.catalogue(), importsApi.units(id)]);
    return { kind, units, definitions: readCatalogue(text) };
  });
  return (
    <Switch fallback={<Loading title={m().opening} />}>
      <Match when={vocabulary.error}>
        <p class={styles.failure} role="alert">
          {reason(vocabulary.error)}
        </p>
      </Match>
      <Match when={vocabulary()}>
        {(known) => (
          <MappingEditor
            found={props.watched.found}
            vocabulary={known()}
            onMap={(mapping) => props.onStep(() => importsApi.map(props.watched.found.id, props.watched.etag, mapping))}
          />
        )}
      </Match>
    </Switch>
  );
}

function Progress(props: { readonly state: Working; readonly job: Job | undefined }) {
  const [cancelling, setCancelling] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const cancel = async (id: string): Promise<void> => {
    setCancelling(true);
    try {
      await jobsApi.cancel(id);
    } catch (error) {
      setFailure(reason(error));
      setCancelling(false);
    }
  };
  return (
    <div class={styles.progress}>
      <p role="status">{m().working[props.state]}</p>
      <Show when={props.job?.total} fallback={<progress aria-label={m().working[props.state]} />}>
        {(total) => <progress value={props.job?.done ?? 0} max={total()} aria-label={m().working[props.state]} />}
      </Show>
      <Show when={props.job}>
        {(job) => (
          <>
            <p class={page.note}>{m().rowsDone(job().done, job().total)}</p>
            <Show when={may("editor")}>
              <div>
                <Button disabled={cancelling() || job().cancelling} onClick={() => void cancel(job().id)}>
                  {cancelling() || job().cancelling ? m().cancelling : m().cancel}
                </Button>
              </div>
            </Show>
          </>
        )}
      </Show>
      <Show when={failure()}>
        <p class={page.failure} role="alert">
          {failure()}
        </p>
      </Show>
    </div>
  );
}
