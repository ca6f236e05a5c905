import { createResource, createSignal, For, lazy, Match, Show, Suspense, Switch, untrack } from "solid-js";
import { api, type Tagged } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { language } from "../../app/preferences.ts";
import { resolvedTheme } from "../../app/theme.ts";
import { Button } from "../../components/button.tsx";
import { FullDialog } from "../../components/dialog.tsx";
import { Loading } from "../../components/notice.tsx";
import { saveFile } from "../../components/save-file.ts";
import { Segmented } from "../../components/segmented.tsx";
import { notify } from "../../components/toast.tsx";
import { formatMoment } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { changeSentences } from "../../kernel/change-sentences.ts";
import { mergeTexts, type Overlap } from "../../kernel/merge-text.ts";
import { ChangeList } from "../approval/change-list.tsx";
import styles from "./conflict-dialog.module.css";
import { conflictTexts as words } from "./conflict-texts.ts";
import type { Draft } from "./draft.ts";
import { withLineFeeds } from "./text-history.ts";

const TextDiff = lazy(() => import("../text/text-diff.tsx"));

interface ConflictDialogProps {
  readonly draft: Draft;
  /** Text of the metric catalogue, by which the changes are told. */
  readonly catalogue: string;
  readonly open: boolean;
  /** The decision is put off; the text stays unsaved. */
  readonly onLater: () => void;
}

/** Someone else has saved the draft meanwhile: what did they change, what did I, and which text is to stay? */
export function ConflictDialog(props: ConflictDialogProps) {
  const inConflict = () => props.draft.state().kind === "conflict";
  const [read] = createResource(inConflict, () => api.version(props.draft.version().id));
  const theirs = (): Tagged | undefined => (read.error ? undefined : read());
  const savedAt = () => theirs()?.version.updatedAt ?? props.draft.version().updatedAt;
  return (
    <FullDialog
      open={inConflict() && props.open}
      onClose={props.onLater}
      title={t().conflict.title}
      description={t().conflict.description(formatMoment(new Date(savedAt())))}
    >
      <Show when={theirs()} keyed fallback={<Choices {...props} />}>
        {(found) => <Sides {...props} theirs={found} />}
      </Show>
    </FullDialog>
  );
}

/** Both sides' changes, before the choice. */
function Sides(props: ConflictDialogProps & { readonly theirs: Tagged }) {
  const [view, setView] = createSignal<"sentences" | "text">("sentences");
  // As they are while the question is open: the choice itself changes them.
  const [mine, base] = [untrack(props.draft.text), untrack(props.draft.base)];
  const theirText = withLineFeeds(untrack(() => props.theirs.version.text));
  const merged = base === undefined ? undefined : mergeTexts(base, mine, theirText);
  const between = (older: string, newer: string) => changeSentences(older, newer, props.catalogue);
  return (
    <>
      <div class={styles.head}>
        <Segmented
          label={words().view}
          segments={[
            { value: "sentences", label: words().sentences },
            { value: "text", label: words().text },
          ]}
          value={view()}
          onChange={setView}
        />
      </div>
      <Switch>
        <Match when={view() === "text"}>
          <div class={styles.diff}>
            <Suspense fallback={<Loading title={t().workbench.loadingEditor} />}>
              <TextDiff
                before={theirText}
                after={mine}
                language={language()}
                theme={resolvedTheme()}
                label={words().textOf}
              />
            </Suspense>
          </div>
        </Match>
        <Match when={base !== undefined}>
          <div class={styles.sides}>
            <section>
              <h3>{words().theirs}</h3>
              <ChangeList changes={between(base ?? "", theirText)} />
            </section>
            <section>
              <h3>{words().mine}</h3>
              <ChangeList changes={between(base ?? "", mine)} />
            </section>
          </div>
        </Match>
        <Match when={true}>
          <h3>{words().mineAgainstTheirs}</h3>
          <ChangeList changes={between(theirText, mine)} />
        </Match>
      </Switch>
      <Show when={merged && merged.overlaps.length > 0}>
        <Overlaps overlaps={merged?.overlaps ?? []} />
      </Show>
      <Choices {...props} onMerge={merged && (() => props.draft.merge(merged.text, props.theirs))} />
    </>
  );
}

/** Lines of each overlap that are shown. */
const SHOWN = 3;

const Overlaps = (props: { readonly overlaps: readonly Overlap[] }) => (
  <section class={styles.overlaps}>
    <p>{words().overlaps(props.overlaps.length)}</p>
    <ul>
      <For each={props.overlaps}>
        {({ line, mine, theirs }) => (
          <li>
            {t().workbench.line(line)} {excerpt(theirs)} → {excerpt(mine)}
          </li>
        )}
      </For>
    </ul>
  </section>
);

const excerpt = (lines: readonly string[]): string =>
  lines.length === 0
    ? "∅"
    : lines
        .slice(0, SHOWN)
        .map((line) => line.trim())
        .join(" ⏎ ") + (lines.length > SHOWN ? " …" : "");

function Choices(props: ConflictDialogProps & { readonly onMerge?: (() => Promise<void>) | undefined }) {
  const settle = async (decide: () => Promise<void>): Promise<void> => {
    try {
      await decide();
    } catch (failure) {
      notify(reason(failure), "down");
    }
  };
  const download = (): void => {
    const { scheme, version } = props.draft.version();
    saveFile(`${scheme}-${version}.kpi.md`, new Blob([props.draft.text()], { type: "text/markdown" }));
  };
  return (
    <div class={styles.choices}>
      <Show when={props.onMerge}>
        {(merge) => (
          <Button variant="primary" onClick={() => void settle(merge())}>
            {words().merge}
          </Button>
        )}
      </Show>
      <Button variant={props.onMerge ? "secondary" : "primary"} onClick={() => void settle(props.draft.keepMine)}>
        {t().conflict.keep}
      </Button>
      <Button onClick={() => void settle(props.draft.takeTheirs)}>{t().conflict.reload}</Button>
      <Button onClick={download}>{t().conflict.download}</Button>
      <Button variant="quiet" onClick={props.onLater}>
        {t().conflict.later}
      </Button>
    </div>
  );
}
