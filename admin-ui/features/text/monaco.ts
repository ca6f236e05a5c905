/**
 * Monaco with the `kpi` language and the product's themes. Importing this module loads the editor:
 * only `load-monaco.ts` does so, after the messages of the UI language.
 */
import "monaco-editor/features/register.all";
import * as monaco from "monaco-editor/editor";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import { editorThemes, themeName } from "./editor-themes.ts";
import { DOCUMENT, documentConfiguration, documentGrammar, RULES, rulesGrammar } from "./kpi-grammar.ts";
import { registerProviders } from "./language-providers.ts";

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

monaco.languages.register({ id: DOCUMENT, extensions: [".kpi.md"] });
monaco.languages.setMonarchTokensProvider(DOCUMENT, documentGrammar);
monaco.languages.setLanguageConfiguration(DOCUMENT, documentConfiguration);
monaco.languages.register({ id: RULES });
monaco.languages.setMonarchTokensProvider(RULES, rulesGrammar);
for (const name of ["light", "dark"] as const) monaco.editor.defineTheme(themeName(name), editorThemes[name]);
registerProviders(monaco, DOCUMENT);

// The fonts come by character range: widths measured before they arrive would put the cursor elsewhere.
document.fonts.addEventListener("loadingdone", () => monaco.editor.remeasureFonts());

export { monaco };
