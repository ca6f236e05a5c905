import type { editor } from "monaco-editor/editor";
import type { Language } from "../../../engine/index.ts";
import type { Analysis, EngineClient, Population } from "../../kernel/workbench-api.ts";
import type { GridLens } from "./band-figures.ts";

/** What the language features of one open text need to know; Monaco's providers are global. */
export interface EditorSession {
  readonly client: EngineClient;
  language(): Language;
  /** The newest analysis; it may belong to an older text, as `isCurrent` tells. */
  analysis(): Analysis | undefined;
  /** Figures of exactly the text of the analysis; absent until they are computed. */
  population(): Population | undefined;
  /** What stands above the grids; it stays while newer figures are computed, so that no line jumps. */
  readonly lenses: { shown: readonly GridLens[]; onChange: (() => void) | undefined };
}

const sessions = new WeakMap<editor.ITextModel, EditorSession>();

export const bindSession = (model: editor.ITextModel, session: EditorSession): void => {
  sessions.set(model, session);
};

export const sessionOf = (model: editor.ITextModel): EditorSession | undefined => sessions.get(model);

/** The analysis of exactly the text that the model holds. */
export function currentAnalysis(model: editor.ITextModel): Analysis | undefined {
  const analysis = sessions.get(model)?.analysis();
  return analysis !== undefined && analysis.text === model.getValue() ? analysis : undefined;
}
