import type { editor, languages } from "monaco-editor/editor";
import type { GridLens } from "./band-figures.ts";
import { sessionOf } from "./editor-session.ts";
import type { Monaco } from "./monaco-api.ts";
import { rangeOf } from "./spans.ts";

const SHOW_FIXES = "plumbline.showFixes";
/** Milliseconds after a move of the cursor; before, the editor looks for fixes by itself and closes their menu. */
const AFTER_ITS_OWN_LOOK = 300;

/** Above each grid what it decides; who picks its gaps gets to the first one, with the ways to close it. */
export function registerGridLenses(monaco: Monaco, language: string): void {
  const changed = new monaco.Emitter<languages.CodeLensProvider>();
  const provider: languages.CodeLensProvider = {
    onDidChange: changed.event,
    provideCodeLenses(model) {
      const session = sessionOf(model);
      if (session === undefined) return undefined;
      session.lenses.onChange = () => changed.fire(provider);
      return { lenses: session.lenses.shown.flatMap((lens) => lensesOf(model, lens)) };
    },
  };
  monaco.languages.registerCodeLensProvider(language, provider);
  monaco.editor.registerCommand(SHOW_FIXES, (_, uri: string, offset: number) => {
    const view = monaco.editor.getEditors().find((each) => each.getModel()?.uri.toString() === uri);
    const model = view?.getModel();
    if (!view || !model) return;
    const position = model.getPositionAt(offset);
    view.setPosition(position);
    view.revealPositionInCenterIfOutsideViewport(position);
    view.focus();
    setTimeout(() => view.trigger(SHOW_FIXES, "editor.action.quickFix", null), AFTER_ITS_OWN_LOOK);
  });
}

function lensesOf(model: editor.ITextModel, { span, title, gaps }: GridLens): languages.CodeLens[] {
  const range = rangeOf(model, { start: span.start, end: span.start });
  return [
    ...(gaps
      ? [{ range, command: { id: SHOW_FIXES, title: gaps.title, arguments: [model.uri.toString(), gaps.span.start] } }]
      : []),
    { range, command: { id: "", title } },
  ];
}
