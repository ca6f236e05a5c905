/** Monaco as a value: it is loaded late, so that modules get it passed instead of importing it. */
export type Monaco = typeof import("monaco-editor/editor");
