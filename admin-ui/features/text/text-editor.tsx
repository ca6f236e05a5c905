import type { editor } from "monaco-editor/editor";
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show, untrack } from "solid-js";
import type { Language, Span } from "../../../engine/index.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import type { Population } from "../../kernel/workbench-api.ts";
import type { Draft } from "../workbench/draft.ts";
import { changeBetween } from "../workbench/text-history.ts";
import { gridLenses, rowLabels } from "./band-figures.ts";
import { bindSession, type EditorSession } from "./editor-session.ts";
import { type EditorTheme, themeName } from "./editor-themes.ts";
import { DOCUMENT } from "./kpi-grammar.ts";
import { loadMonaco } from "./load-monaco.ts";
import { markerOf } from "./markers.ts";
import { textsIn } from "./messages.ts";
import type { Monaco } from "./monaco-api.ts";
import { RowFigures } from "./row-figures.ts";
import { ruleValues } from "./rule-values.ts";
import { rangeOf } from "./spans.ts";
import styles from "./text-editor.module.css";

/** What other parts of the page may do with the open text. */
export interface TextEditorHandle {
  /** Scrolls there, marks it until the cursor moves on, and takes the focus. */
  reveal(span: Span): void;
  find(): void;
  format(): void;
  focus(): void;
}

export interface TextEditorProps {
  readonly workbench: Workbench;
  /** The one text of all views: the editor shows it, and follows where others change it. */
  readonly draft: Pick<Draft, "text" | "type" | "undo" | "redo">;
  readonly readOnly: boolean;
  readonly language: Language;
  readonly theme: EditorTheme;
  readonly onCursor: (offset: number, position: { line: number; column: number }) => void;
  readonly ref: (handle: TextEditorHandle) => void;
}

const OWNER = "plumbline";

/** The scheme as text. */
export default function TextEditor(props: TextEditorProps) {
  let host!: HTMLDivElement;
  const [monaco, setMonaco] = createSignal<Monaco>();
  const [failed, setFailed] = createSignal(false);
  onMount(() => {
    loadMonaco(props.language).then(
      (loaded) => setMonaco(() => loaded),
      () => setFailed(true),
    );
  });
  createEffect(
    on(monaco, (loaded) => {
      if (loaded !== undefined) openEditor(loaded, host, props);
    }),
  );
  return (
    <div class={styles.editor} ref={host}>
      <Show when={failed()}>
        <p class={styles.failed} role="alert">
          {textsIn(props.language).failed}
        </p>
      </Show>
    </div>
  );
}

/** Lives as long as the reactive owner it is called under. */
function openEditor(monaco: Monaco, host: HTMLElement, props: TextEditorProps): void {
  const { workbench, draft } = props;
  const model = monaco.editor.createModel(untrack(draft.text), DOCUMENT);
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  model.updateOptions({ tabSize: 2, insertSpaces: true });
  /** Figures of exactly what was analysed last. */
  const population = createMemo((): Population | undefined => {
    const found = workbench.population();
    return found !== undefined && found.revision === workbench.analysis()?.revision ? found : undefined;
  });
  const session: EditorSession = {
    client: workbench.client,
    language: () => props.language,
    analysis: workbench.analysis,
    population,
    lenses: { shown: [], onChange: undefined },
  };
  bindSession(model, session);
  const view = monaco.editor.create(host, { ...OPTIONS, model, fontFamily: getComputedStyle(host).fontFamily });
  view.updateOptions({ codeLensFontFamily: getComputedStyle(document.body).fontFamily });
  const values = view.createDecorationsCollection();
  const figures = new RowFigures(view);
  const revealed = view.createDecorationsCollection();
  onCleanup(() => {
    view.dispose();
    model.dispose();
  });

  model.onDidChangeContent(() => draft.type(model.getValue()));
  view.onDidChangeCursorPosition(({ position, source }) => {
    if (source !== "api") revealed.clear();
    props.onCursor(model.getOffsetAt(position), { line: position.lineNumber, column: position.column });
  });

  // The history is the draft's. What it brings back goes around the editor's own, which nothing asks for.
  createEffect(
    on(
      draft.text,
      (text) => {
        const change = changeBetween(model.getValue(), text);
        if (change === undefined) return;
        const { start, removed, inserted } = change;
        model.applyEdits([
          { range: rangeOf(model, { start, end: start + removed.length }), text: inserted, forceMoveMarkers: true },
        ]);
        const position = model.getPositionAt(start + inserted.length);
        view.setPosition(position);
        view.revealPositionInCenterIfOutsideViewport(position);
      },
      { defer: true },
    ),
  );
  const { KeyMod, KeyCode } = monaco;
  view.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, draft.undo);
  view.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, draft.redo);
  view.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, draft.redo);
  createEffect(() => monaco.editor.setTheme(themeName(props.theme)));
  createEffect(() => {
    const texts = textsIn(props.language);
    view.updateOptions({
      readOnly: props.readOnly,
      readOnlyMessage: { value: texts.readOnly },
      ariaLabel: texts.label,
    });
  });
  createEffect(() => {
    const analysis = workbench.analysis();
    // Markers of an older text move along with the edits until the newer findings are here.
    if (analysis === undefined || analysis.text !== model.getValue()) return;
    const markers = analysis.diagnostics.map((found) => markerOf(monaco, model, found, props.language));
    monaco.editor.setModelMarkers(model, OWNER, markers);
  });
  createEffect(() => {
    const sample = workbench.sample();
    if (sample === undefined) values.clear();
    else if (sample.text === model.getValue())
      values.set(ruleValues(model, [...sample.explanation.outputs, ...sample.explanation.actions], styles.value ?? ""));
  });

  createEffect(() => {
    const analysis = workbench.analysis();
    const counted = population();
    if (analysis === undefined || analysis.text !== model.getValue()) return;
    // Figures of the text before stay until the newer ones are here: the lines must not jump at each key.
    if (counted === undefined && workbench.population() !== undefined) return;
    session.lenses.shown = gridLenses(analysis, counted, props.language);
    session.lenses.onChange?.();
    figures.show(model, counted ? rowLabels(analysis, counted, props.language) : []);
  });

  const run = (action: string): void => {
    view.focus();
    void view.getAction(action)?.run();
  };
  props.ref({
    reveal(span) {
      const range = rangeOf(model, span);
      // Marked and not selected: the next key typed must not replace it.
      view.setPosition({ lineNumber: range.startLineNumber, column: range.startColumn });
      revealed.set([{ range, options: { isWholeLine: true, className: styles.revealed ?? "" } }]);
      view.revealRangeInCenterIfOutsideViewport(range);
      view.focus();
    },
    find: () => run("actions.find"),
    format: () => run("editor.action.formatDocument"),
    focus: () => view.focus(),
  });
}

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  codeLensFontSize: 11.5,
  fixedOverflowWidgets: true,
  fontLigatures: false,
  fontSize: 14,
  glyphMargin: false,
  guides: { indentation: false },
  lineHeight: 22,
  lineDecorationsWidth: 16,
  lineNumbersMinChars: 3,
  links: false,
  minimap: { enabled: false },
  overviewRulerLanes: 1,
  padding: { top: 8, bottom: 8 },
  quickSuggestions: { other: true, comments: false, strings: false },
  renderLineHighlightOnlyWhenFocus: true,
  renderWhitespace: "none",
  // In a shadow tree, menus would not get the fonts that have Chinese.
  useShadowDOM: false,
  scrollBeyondLastLine: false,
  "semanticHighlighting.enabled": true,
  showFoldingControls: "mouseover",
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  stickyScroll: { enabled: false },
  suggest: { showWords: false, showSnippets: false },
  detectIndentation: false,
  // Full-width forms are ordinary signs here; invisible characters stay marked.
  unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false, invisibleCharacters: true },
  unusualLineTerminators: "off",
  wordBasedSuggestions: "off",
  wordWrap: "on",
  wrappingIndent: "same",
  // Measured: signs such as “” are as wide as a Chinese character, which the simple way does not know.
  wrappingStrategy: "advanced",
};
