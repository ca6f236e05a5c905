import { useNavigate, useSearchParams } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createRenderEffect,
  createResource,
  createSignal,
  lazy,
  on,
  onCleanup,
  Show,
  Suspense,
} from "solid-js";
import { type Clause, LineIndex, type Span } from "../../../engine/index.ts";
import type { DataSet, Version } from "../../../server/api-types.ts";
import { api, type Tagged } from "../../api/client.ts";
import { language } from "../../app/preferences.ts";
import { resolvedTheme } from "../../app/theme.ts";
import { Boundary } from "../../components/boundary.tsx";
import { Drawer } from "../../components/dialog.tsx";
import { Divider } from "../../components/divider.tsx";
import { Columns2, Save } from "../../components/icons.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { notify } from "../../components/toast.tsx";
import { t } from "../../i18n/i18n.ts";
import { createWorkbench } from "../../kernel/workbench.ts";
import { DocumentView } from "../document/document-view.tsx";
import { PopulationTable } from "../population/population-table.tsx";
import { SamplePanel } from "../sample/sample-panel.tsx";
import type { Editing } from "../table/table-context.ts";
import type { TextEditorHandle } from "../text/text-editor.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { createDraft } from "./draft.ts";
import { BOUNDS, createLayout } from "./layout.ts";
import { Outline } from "./outline.tsx";
import { offerVersion } from "./palette-offer.ts";
import { Problems } from "./problems.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TextPaneHead } from "./text-pane-head.tsx";
import styles from "./workbench.module.css";
import { WorkbenchBar } from "./workbench-bar.tsx";

/** Monaco is large: the page stands before it arrives. */
const TextEditor = lazy(() => import("../text/text-editor.tsx"));
const TableView = lazy(() => import("../table/table-view.tsx"));

export interface WorkbenchMaterial {
  readonly opened: Tagged;
  readonly basedOn: Version | undefined;
  /** Text of the metric catalogue. */
  readonly catalogue: string;
  /** Texts of all that the scheme may be held to. */
  readonly institutions: readonly string[];
  /** What sample and people can be computed from. */
  readonly dataSets: readonly DataSet[];
}

interface WorkbenchProps {
  readonly material: WorkbenchMaterial;
  /** The draft has a new version name on the server. */
  readonly onRenamed: (version: string) => void;
}

export function Workbench(props: WorkbenchProps) {
  const { opened, basedOn, catalogue, institutions, dataSets } = props.material;
  const draft = createDraft(opened);
  const workbench = createWorkbench();
  const layout = createLayout();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams<{ agent?: string; data?: string; month?: string; clause?: string }>();
  const [handle, setHandle] = createSignal<TextEditorHandle>();
  const [cursor, setCursor] = createSignal({ offset: 0, line: 1, column: 1 });
  /** The question that a conflict asks has been put off. */
  const [postponed, setPostponed] = createSignal(false);
  createEffect(() => draft.state().kind !== "conflict" && setPostponed(false));
  const [sampleOpen, setSampleOpen] = createSignal(false);

  // ── what the engine is told ────────────────────────────────────────────────────────────────────
  const dataSet = createMemo(() => dataSets.find(({ id }) => id === search.data) ?? dataSets[0]);
  const month = (): string | undefined =>
    dataSet()?.months.find((known) => known === search.month) ?? dataSet()?.months.at(-1);
  // All months at once: another month is then there without waiting.
  const [data] = createResource(
    () => {
      const [chosen, last] = [dataSet(), dataSet()?.months.at(-1)];
      return chosen && last ? ([chosen.id, last] as const) : undefined;
    },
    ([id, last]) => api.agentMonthsArrow(id, last),
  );
  // Without a version to compare with, what changes is shown against the text as it was opened.
  workbench.client.set({ catalogue, institutions, base: { text: basedOn?.text ?? opened.version.text } });
  createEffect(() => {
    // Months of one data set mean nothing in another's.
    workbench.client.set({ data: data.error || data.loading ? undefined : data() });
  });
  createEffect(() => {
    const shown = month();
    if (shown) workbench.client.set({ month: shown });
  });
  createEffect(() => workbench.client.set({ agent: search.agent }));
  // Told at once, so that nothing lies between key and check.
  createRenderEffect(() => void workbench.client.update(draft.text()));

  // ── going to places ────────────────────────────────────────────────────────────────────────────
  /** A place to go to once the editor is there to go to it. */
  const [target, setTarget] = createSignal<Span | undefined>(undefined, { equals: false });
  const reveal = (span: Span): void => {
    layout.show("text");
    setTarget(span);
  };
  createEffect(
    on([target, handle], ([span, editor]) => {
      if (!span || !editor) return;
      // The pane may only now become visible; the editor measures itself in the next frame.
      const frame = requestAnimationFrame(() => editor.reveal(span));
      onCleanup(() => cancelAnimationFrame(frame));
    }),
  );
  /** Where the table view is to scroll to. */
  const [shownClause, setShownClause] = createSignal<Span | undefined>(undefined, { equals: false });
  const openClause = ({ number, title, span }: Clause): void => {
    setSearch({ clause: number || title }, { replace: true });
    setShownClause(span);
    if (!layout.shows("table") || layout.shows("text")) reveal(span);
  };
  // A link to a clause is followed once, when the text has been read.
  createEffect<boolean>((followed) => {
    const analysis = workbench.analysis();
    if (followed || !analysis) return followed;
    const wanted = search.clause;
    const clause = analysis.document.clauses.find(({ number, title }) => (number || title) === wanted);
    if (clause) reveal(clause.span);
    return true;
  }, false);
  const lines = createMemo(() => new LineIndex(workbench.analysis()?.text ?? ""));
  const lineOf = (span: Span): number => lines().positionAt(span.start).line;

  offerVersion({
    workbench,
    version: draft.version,
    actions: () => [
      ...(draft.state().kind === "readonly"
        ? []
        : [{ label: t().workbench.saveNow, icon: Save, keys: "Mod+S", run: () => void draft.save() }]),
      ...(basedOn
        ? [
            {
              label: t().workbench.compareWith(basedOn.version),
              icon: Columns2,
              keys: "Mod+Shift+D",
              run: () => navigate(`/compare?schemes=${basedOn.id},${draft.version().id}`),
            },
          ]
        : []),
    ],
    openClause,
    reveal,
    lineOf,
    pin: (agent) => setSearch({ agent }, { replace: true }),
  });

  // ── editing in grids ───────────────────────────────────────────────────────────────────────────
  const editing: Editing = {
    text: draft.text,
    readOnly: () => draft.state().kind === "readonly",
    apply: draft.applyEdits,
    undo: draft.undo,
    redo: draft.redo,
  };

  // ── saving ─────────────────────────────────────────────────────────────────────────────────────
  if (draft.recovered) notify(t().save.recovered);
  createEffect(on(() => draft.version().version, props.onRenamed, { defer: true }));
  const saveKey = (event: KeyboardEvent): void => {
    if (!isCommand(event) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    void draft.save();
  };
  // Fields undo their own typing, and the editor asks the draft itself.
  const undoKey = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (!isCommand(event) || !(key === "z" || key === "y") || event.defaultPrevented || isField(event.target)) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) draft.redo();
    else draft.undo();
  };
  document.addEventListener("keydown", saveKey, { capture: true });
  document.addEventListener("keydown", undoKey);
  onCleanup(() => {
    document.removeEventListener("keydown", saveKey, { capture: true });
    document.removeEventListener("keydown", undoKey);
  });
  createEffect(() => {
    document.title = `${draft.version().title} ${draft.version().version} · ${t().app.name}`;
  });

  const sample = () => (
    <Show when={month()} fallback={<Notice title={t().workbench.noData} />}>
      {(shown) => (
        <SamplePanel
          workbench={workbench}
          dataSets={dataSets}
          dataSet={dataSet()?.id}
          onDataSet={(data) => setSearch({ data, month: undefined, agent: undefined }, { replace: true })}
          months={dataSet()?.months ?? []}
          month={shown()}
          onMonth={(chosen) => setSearch({ month: chosen }, { replace: true })}
          agent={search.agent}
          onAgent={(chosen) => setSearch({ agent: chosen }, { replace: true })}
          baseLabel={basedOn?.version ?? t().workbench.openedText}
          onReveal={reveal}
        />
      )}
    </Show>
  );

  return (
    <div class={styles.workbench}>
      <WorkbenchBar
        draft={draft}
        workbench={workbench}
        layout={layout}
        basedOn={basedOn}
        onSample={() => setSampleOpen(true)}
        onDecide={() => setPostponed(false)}
      />
      <div class={styles.columns}>
        <Show when={layout.outlineShown()}>
          <aside class={styles.side} style={{ width: `${layout.outline()}px` }} aria-label={t().workbench.outlinePanel}>
            <Outline analysis={workbench.analysis()} cursor={cursor().offset} onClause={openClause} />
            <Problems analysis={workbench.analysis()} lineOf={lineOf} onReveal={reveal} />
          </aside>
          <Divider
            label={t().workbench.dividers.outline}
            orientation="vertical"
            size={layout.outline()}
            bounds={BOUNDS.outline}
            onSize={layout.setOutline}
          />
        </Show>
        <div class={styles.centre}>
          <div class={styles.sources} data-hidden={layout.views().every((view) => view === "people")}>
            <Show when={layout.shows("doc")}>
              <section
                class={styles.document}
                style={
                  layout.shows("text") || layout.shows("table") ? { width: `${layout.document()}px` } : { flex: "1" }
                }
                aria-label={t().workbench.document}
              >
                <Boundary>
                  <DocumentView
                    workbench={workbench}
                    text={{ cursor: cursor().offset, isOpen: layout.shows("text"), lineOf, reveal }}
                  />
                </Boundary>
              </section>
              <Show when={layout.shows("text") || layout.shows("table")}>
                <Divider
                  label={t().workbench.dividers.document}
                  orientation="vertical"
                  size={layout.document()}
                  bounds={BOUNDS.document}
                  onSize={layout.setDocument}
                />
              </Show>
            </Show>
            <Show when={layout.shows("table")}>
              <section class={styles.table} aria-label={t().workbench.table}>
                <Boundary>
                  <Suspense fallback={<Loading title={t().workbench.analysing} />}>
                    <TableView
                      workbench={workbench}
                      editing={editing}
                      ownLabel={draft.version().version}
                      base={{
                        label: basedOn?.version ?? t().workbench.openedText,
                        text: basedOn?.text ?? opened.version.text,
                      }}
                      target={shownClause()}
                    />
                  </Suspense>
                </Boundary>
              </section>
            </Show>
            <Show when={layout.wasShown("text")}>
              {/* Hidden rather than taken away, so that undo and scroll position outlive a change of view. */}
              <section class={styles.text} hidden={!layout.shows("text")} aria-label={t().workbench.text}>
                <TextPaneHead version={draft.version()} workbench={workbench} editor={handle()} />
                <div class={styles.editor}>
                  <Boundary>
                    <Suspense fallback={<Loading title={t().workbench.loadingEditor} />}>
                      <TextEditor
                        workbench={workbench}
                        draft={draft}
                        readOnly={draft.state().kind === "readonly"}
                        language={language()}
                        theme={resolvedTheme()}
                        onCursor={(offset, position) => setCursor({ offset, ...position })}
                        ref={setHandle}
                      />
                    </Suspense>
                  </Boundary>
                </div>
              </section>
            </Show>
          </div>
          <Show when={layout.shows("people")}>
            <Divider
              label={t().workbench.dividers.people}
              orientation="horizontal"
              size={layout.people()}
              bounds={BOUNDS.people}
              after
              onSize={layout.setPeople}
            />
            <section
              class={styles.people}
              style={
                layout.views().some((view) => view !== "people") ? { height: `${layout.people()}px` } : { flex: "1" }
              }
              aria-label={t().workbench.everyone}
            >
              <PopulationTable
                workbench={workbench}
                agent={search.agent}
                baseLabel={basedOn?.version ?? t().workbench.openedText}
                onAgent={(chosen) => setSearch({ agent: chosen }, { replace: true })}
              />
            </section>
          </Show>
        </div>
        <Show
          when={layout.sampleIsColumn()}
          fallback={
            <Drawer open={sampleOpen()} onClose={() => setSampleOpen(false)} title={t().workbench.sample}>
              {sample()}
            </Drawer>
          }
        >
          <Divider
            label={t().workbench.dividers.sample}
            orientation="vertical"
            size={layout.sample()}
            bounds={BOUNDS.sample}
            after
            onSize={layout.setSample}
          />
          <aside class={styles.side} style={{ width: `${layout.sample()}px` }} aria-label={t().workbench.sample}>
            {sample()}
          </aside>
        </Show>
      </div>
      <StatusBar workbench={workbench} cursor={cursor()} />
      <ConflictDialog draft={draft} catalogue={catalogue} open={!postponed()} onLater={() => setPostponed(true)} />
    </div>
  );
}

const isCommand = (event: KeyboardEvent): boolean => (event.ctrlKey || event.metaKey) && !event.altKey;

/** Where keys write. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
