import type { Language } from "../../../engine/index.ts";
import type { Monaco } from "./monaco-api.ts";

let loading: Promise<Monaco> | undefined;

/** Loads the editor once. Its own menus keep the language of the first call until the page is loaded again. */
export function loadMonaco(language: Language): Promise<Monaco> {
  loading ??= load(language);
  return loading;
}

async function load(language: Language): Promise<Monaco> {
  // The messages must be in place before any module of the editor runs.
  if (language === "zh") await import("monaco-editor/nls/lang/zh-cn");
  const { monaco } = await import("./monaco.ts");
  return monaco;
}
