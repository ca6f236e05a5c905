import { A } from "@solidjs/router";
import { createEffect, createResource, createSignal, lazy, Match, on, Show, Suspense, Switch } from "solid-js";
import type { VersionSummary } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { versionsApi } from "../../api/versions.ts";
import { language } from "../../app/preferences.ts";
import { resolvedTheme } from "../../app/theme.ts";
import { Button } from "../../components/button.tsx";
import { DialogActions, FullDialog } from "../../components/dialog.tsx";
import { Columns2 } from "../../components/icons.tsx";
import { Loading } from "../../components/notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { Select } from "../../components/select.tsx";
import { formatDateTime, formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { ChangeList } from "../approval/change-list.tsx";
import { m } from "./messages.ts";
import styles from "./versions-dialog.module.css";

const TextDiff = lazy(() => import("../text/text-diff.tsx"));

interface VersionsDialogProps {
  readonly open: boolean;
  readonly scheme: string;
  readonly title: string;
  /** Id of the version that is open on the page. */
  readonly version: string;
  /** Id of the version to compare it with; the one before it where absent. */
  readonly against: string | undefined;
  readonly onClose: () => void;
}

/** Any two versions of a scheme: what the newer one says differently, in sentences and line by line. */
export function VersionsDialog(props: VersionsDialogProps) {
  return (
    <FullDialog open={props.open} onClose={props.onClose} title={m().title(props.title)} description={m().hint}>
      <Chosen {...props} />
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.close}</Button>
      </DialogActions>
    </FullDialog>
  );
}

function Chosen(props: VersionsDialogProps) {
  const [list] = createResource(api.schemes);
  const versions = (): readonly VersionSummary[] =>
    [...((list.error ? undefined : list())?.schemes.find(({ id }) => id === props.scheme)?.versions ?? [])].sort(
      byTime,
    );
  const [older, setOlder] = createSignal<string>();
  const [newer, setNewer] = createSignal(props.version);
  createEffect(
    on(versions, (known) => {
      const before = known[known.findIndex(({ id }) => id === props.version) + 1] ?? known.find(isOther);
      setOlder(known.find(({ id }) => id === props.against)?.id ?? before?.id);
    }),
  );
  const isOther = ({ id }: VersionSummary): boolean => id !== props.version;
  const options = () =>
    versions().map((version) => ({ value: version.id, label: version.version, hint: whenOf(version) }));
  const nameOf = (id: string | undefined): string => versions().find((version) => version.id === id)?.version ?? "";
  return (
    <Switch fallback={<Loading title={t().schemes.loading} />}>
      <Match when={list.error}>
        <p role="alert">{reason(list.error)}</p>
      </Match>
      <Match when={list() && versions().length < 2}>
        <p class={styles.quiet}>{m().onlyOne}</p>
      </Match>
      <Match when={list()}>
        <div class={styles.choice}>
          <Select label={m().older} options={options()} value={older()} onChange={setOlder} />
          <button
            type="button"
            class={styles.swap}
            aria-label={m().swap}
            onClick={() => {
              const [first, second] = [older(), newer()];
              if (first) setNewer(first);
              setOlder(second);
            }}
          >
            →
          </button>
          <Select label={m().newer} options={options()} value={newer()} onChange={setNewer} />
        </div>
        <Show when={older() !== newer()} fallback={<p class={styles.quiet}>{m().same}</p>}>
          <Show when={older()} keyed>
            {(first) => (
              <Show when={newer()} keyed>
                {(second) => <Differences older={first} newer={second} nameOf={nameOf} />}
              </Show>
            )}
          </Show>
        </Show>
      </Match>
    </Switch>
  );
}

function Differences(props: {
  readonly older: string;
  readonly newer: string;
  readonly nameOf: (id: string) => string;
}) {
  const [view, setView] = createSignal<"sentences" | "text">("sentences");
  const [diff] = createResource(() => versionsApi.diff(props.newer, props.older));
  const [texts] = createResource(
    () => view() === "text",
    () => Promise.all([api.version(props.older), api.version(props.newer)]),
  );
  return (
    <>
      <div class={styles.head}>
        <Segmented
          label={m().view}
          segments={[
            { value: "sentences", label: m().sentences },
            { value: "text", label: m().text },
          ]}
          value={view()}
          onChange={setView}
        />
        <Show when={!diff.error && diff()}>
          {(found) => <span class={styles.quiet}>{m().changes(found().changes.length)}</span>}
        </Show>
        <A class={styles.compare} href={`/compare?schemes=${props.older},${props.newer}`}>
          <Columns2 size={14} />
          {m().compare}
        </A>
      </div>
      <Switch fallback={<p class={styles.quiet}>{m().loading}</p>}>
        <Match when={view() === "sentences" && diff.error}>
          <p role="alert">{reason(diff.error)}</p>
        </Match>
        <Match when={view() === "sentences" && diff()}>{(found) => <ChangeList changes={found().changes} />}</Match>
        <Match when={view() === "text" && texts.error}>
          <p role="alert">{reason(texts.error)}</p>
        </Match>
        <Match when={view() === "text" && texts()}>
          {(found) => (
            <div class={styles.diff}>
              <Suspense fallback={<Loading title={t().workbench.loadingEditor} />}>
                <TextDiff
                  before={found()[0].version.text}
                  after={found()[1].version.text}
                  language={language()}
                  theme={resolvedTheme()}
                  label={m().textOf(props.nameOf(props.older), props.nameOf(props.newer))}
                />
              </Suspense>
            </div>
          )}
        </Match>
      </Switch>
    </>
  );
}

/** The newest first: by the month it counts from, drafts before all. */
function byTime(a: VersionSummary, b: VersionSummary): number {
  const [first, second] = [a.effectiveFrom ?? "9999", b.effectiveFrom ?? "9999"];
  return first === second ? (a.updatedAt < b.updatedAt ? 1 : -1) : first < second ? 1 : -1;
}

const whenOf = ({ status, effectiveFrom, updatedAt }: VersionSummary): string =>
  `${t().status[status]} · ${effectiveFrom ? t().approval.from(formatMonth(effectiveFrom)) : formatDateTime(new Date(updatedAt))}`;
