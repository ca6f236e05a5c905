import type { editor } from "monaco-editor/editor";
import { createEffect, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import type { Language, Span, TextEdit } from "../../../engine/index.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import { bindSession } from "./editor-session.ts";
import { type EditorTheme, themeName } from "./editor-themes.ts";
import { DOCUMENT } from "./kpi-grammar.ts";
import { loadMonaco } from "./load-monaco.ts";
import { markerOf } from "./markers.ts";
import type { Monaco } from "./monaco-api.ts";
import { ruleValues } from "./rule-values.ts";
import { editOf, rangeOf } from "./spans.ts";
import styles from "./text-editor.module.css";

/** What other parts of the page may do with the open text. */
export interface TextEditorHandle {
  text(): string;
  /** Scrolls there, marks it until the cursor moves on, and takes the focus. */
  reveal(span: Span): void;
  /** All edits as one step of undo. */
  apply(edits: readonly TextEdit[]): void;
  undo(): void;
  redo(): void;
  find(): void;
  format(): void;
  focus(): void;
}

export interface TextEditorProps {
  readonly workbench: Workbench;
  /** The text to open; another text replaces what is in the editor, and can be undone. */
  readonly text: string;
  readonly readOnly: boolean;
  readonly language: Language;
  readonly theme: EditorTheme;
  /** Not called for the text that was opened. */
  readonly onChange: (text: string) => void;
  readonly onCursor: (offset: number, position: { line: number; column: number }) => void;
  readonly ref: (handle: TextEditorHandle) => void;
}

const OWNER = "plumbline";

const TEXTS = {
  zh: { label: "方案文本", readOnly: "只有草稿可以修改", failed: "编辑器没有载入，请检查网络后重新打开本页" },
  en: {
    label: "Scheme text",
    readOnly: "Only a draft can be changed",
    failed: "The editor did not load; check the connection and open the page again",
  },
} as const;

/** The scheme as text. Each change goes to the engine from here, so that nothing lies between key and check. */
export default function TextEditor(props: TextEditorProps) {
  let host!: HTMLDivElement;
  const [monaco, setMonaco] = createSignal<Monaco>();
  const [failed, setFailed] = createSignal(false);
  onMount(() => {
    // Checking need not wait until the editor is loaded.
    props.workbench.client.update(props.text);
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
          {TEXTS[props.language].failed}
        </p>
      </Show>
    </div>
  );
}

/** Lives as long as the reactive owner it is called under. */
function openEditor(monaco: Monaco, host: HTMLElement, props: TextEditorProps): void {
  const { workbench } = props;
  const model = monaco.editor.createModel(props.text, DOCUMENT);
  model.updateOptions({ tabSize: 2, insertSpaces: true });
  bindSession(model, {
    client: workbench.client,
    language: () => props.language,
    analysis: workbench.analysis,
  });
  const view = monaco.editor.create(host, { ...OPTIONS, model, fontFamily: getComputedStyle(host).fontFamily });
  const values = view.createDecorationsCollection();
  const revealed = view.createDecorationsCollection();
  onCleanup(() => {
    view.dispose();
    model.dispose();
  });

  // The editor gives all lines the same end: what it holds is what is analysed and saved.
  if (model.getValue() !== props.text) workbench.client.update(model.getValue());
  model.onDidChangeContent(() => {
    const text = model.getValue();
    workbench.client.update(text);
    props.onChange(text);
  });
  view.onDidChangeCursorPosition(({ position, source }) => {
    if (source !== "api") revealed.clear();
    props.onCursor(model.getOffsetAt(position), { line: position.lineNumber, column: position.column });
  });

  const replace = (edits: readonly { range: ReturnType<typeof rangeOf>; text: string }[]): void => {
    view.pushUndoStop();
    view.executeEdits(OWNER, [...edits]);
    view.pushUndoStop();
  };
  createEffect(
    on(
      () => props.text,
      (text) => {
        if (text !== model.getValue()) replace([{ range: model.getFullModelRange(), text }]);
      },
      { defer: true },
    ),
  );
  createEffect(() => monaco.editor.setTheme(themeName(props.theme)));
  createEffect(() => {
    const texts = TEXTS[props.language];
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

  const run = (action: string): void => {
    view.focus();
    void view.getAction(action)?.run();
  };
  props.ref({
    text: () => model.getValue(),
    reveal(span) {
      const range = rangeOf(model, span);
      // Marked and not selected: the next key typed must not replace it.
      view.setPosition({ lineNumber: range.startLineNumber, column: range.startColumn });
      revealed.set([{ range, options: { isWholeLine: true, className: styles.revealed ?? "" } }]);
      view.revealRangeInCenterIfOutsideViewport(range);
      view.focus();
    },
    apply: (edits) => replace(edits.map((edit) => editOf(model, edit))),
    undo: () => view.trigger(OWNER, "undo", null),
    redo: () => view.trigger(OWNER, "redo", null),
    find: () => run("actions.find"),
    format: () => run("editor.action.formatDocument"),
    focus: () => view.focus(),
  });
}

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
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
