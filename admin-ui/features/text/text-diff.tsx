import { createEffect, createSignal, onCleanup, onMount, Show } from "solid-js";
import type { Language } from "../../../engine/index.ts";
import { type EditorTheme, themeName } from "./editor-themes.ts";
import { DOCUMENT } from "./kpi-grammar.ts";
import { loadMonaco } from "./load-monaco.ts";
import { textsIn } from "./messages.ts";
import type { Monaco } from "./monaco-api.ts";
import styles from "./text-editor.module.css";

interface TextDiffProps {
  readonly before: string;
  readonly after: string;
  readonly language: Language;
  readonly theme: EditorTheme;
  /** Read aloud. */
  readonly label: string;
}

/** Two texts beside each other, unchanged stretches folded; one below the other where there is little room. */
export default function TextDiff(props: TextDiffProps) {
  let host!: HTMLDivElement;
  const [monaco, setMonaco] = createSignal<Monaco>();
  const [failed, setFailed] = createSignal(false);
  onMount(() =>
    loadMonaco(props.language).then(
      (loaded) => setMonaco(() => loaded),
      () => setFailed(true),
    ),
  );
  createEffect(() => {
    const loaded = monaco();
    if (loaded === undefined) return;
    const original = loaded.editor.createModel(props.before, DOCUMENT);
    const modified = loaded.editor.createModel(props.after, DOCUMENT);
    const view = loaded.editor.createDiffEditor(host, {
      automaticLayout: true,
      fontFamily: getComputedStyle(host).fontFamily,
      fontSize: 13,
      lineHeight: 20,
      hideUnchangedRegions: { enabled: true, contextLineCount: 3 },
      minimap: { enabled: false },
      originalAriaLabel: props.label,
      modifiedAriaLabel: props.label,
      readOnly: true,
      renderSideBySide: true,
      renderOverviewRuler: false,
      scrollBeyondLastLine: false,
      unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
      useInlineViewWhenSpaceIsLimited: true,
      useShadowDOM: false,
      wordWrap: "on",
    });
    view.setModel({ original, modified });
    onCleanup(() => {
      view.dispose();
      original.dispose();
      modified.dispose();
    });
  });
  createEffect(() => monaco()?.editor.setTheme(themeName(props.theme)));
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
