import type { CancellationToken, editor, IRange, languages, Position } from "monaco-editor/editor";
import type {
  Completion,
  CompletionList,
  OutlineItem,
  QuickFix,
  SemanticTokenKind,
  Span,
} from "../../../engine/index.ts";
import type { LanguageAnswer, LanguageArguments, LanguageRequest } from "../../kernel/workbench-api.ts";
import { currentAnalysis, sessionOf } from "./editor-session.ts";
import { fixCost, titleWithCost } from "./fix-cost.ts";
import { registerGridLenses } from "./grid-lenses.ts";
import { markerOf } from "./markers.ts";
import { textsIn } from "./messages.ts";
import type { Monaco } from "./monaco-api.ts";
import { editOf, rangeOf } from "./spans.ts";

const TOKEN_KINDS: readonly SemanticTokenKind[] = [
  "keyword",
  "number",
  "unit",
  "function",
  "input",
  "param",
  "variable",
  "output",
  "choice",
  "label",
];

/** Puts the engine's language service behind Monaco's commands, for every model with a session. */
export function registerProviders(monaco: Monaco, language: string): void {
  const { languages } = monaco;
  languages.registerCompletionItemProvider(language, {
    triggerCharacters: ["|", "=", "(", ",", "，", "（", " "],
    provideCompletionItems: (model, position, _, token) => completions(monaco, model, position, token),
  });
  languages.registerHoverProvider(language, { provideHover: hover });
  languages.registerDefinitionProvider(language, { provideDefinition: definition });
  languages.registerReferenceProvider(language, { provideReferences: references });
  languages.registerDocumentHighlightProvider(language, {
    provideDocumentHighlights: async (model, position) =>
      (await spansOfName(model, position)).map((span) => ({ range: rangeOf(model, span) })),
  });
  languages.registerRenameProvider(language, { provideRenameEdits: rename, resolveRenameLocation: renameLocation });
  languages.registerDocumentFormattingEditProvider(language, { provideDocumentFormattingEdits: format });
  languages.registerCodeActionProvider(
    language,
    { provideCodeActions: (model, range) => quickFixes(monaco, model, range) },
    { providedCodeActionKinds: ["quickfix"] },
  );
  registerGridLenses(monaco, language);
  languages.registerDocumentSymbolProvider(language, { provideDocumentSymbols: (model) => symbols(monaco, model) });
  languages.registerFoldingRangeProvider(language, { provideFoldingRanges: folds });
  languages.registerDocumentRangeSemanticTokensProvider(language, {
    getLegend: () => ({ tokenTypes: [...TOKEN_KINDS], tokenModifiers: [] }),
    provideDocumentRangeSemanticTokens: semanticTokens,
  });
}

async function ask<R extends LanguageRequest>(
  model: editor.ITextModel,
  request: R,
  ...args: LanguageArguments<R>
): Promise<LanguageAnswer<R> | undefined> {
  const answer = await sessionOf(model)?.client.ask(request, ...args);
  return model.isDisposed() ? undefined : answer;
}

async function completions(
  monaco: Monaco,
  model: editor.ITextModel,
  position: Position,
  token: CancellationToken,
): Promise<languages.CompletionList | undefined> {
  const session = sessionOf(model);
  let found: CompletionList | undefined;
  let version: number;
  do {
    // Who types on has changed the text, but not what stands before the place that was asked about.
    version = model.getVersionId();
    found = await ask(model, "completions", model.getOffsetAt(position));
  } while (
    found === undefined &&
    !token.isCancellationRequested &&
    !model.isDisposed() &&
    version !== model.getVersionId()
  );
  if (session === undefined || found === undefined) return undefined;
  const kinds: Readonly<Record<Completion["kind"], languages.CompletionItemKind>> = {
    name: monaco.languages.CompletionItemKind.Variable,
    metric: monaco.languages.CompletionItemKind.Field,
    function: monaco.languages.CompletionItemKind.Function,
    unit: monaco.languages.CompletionItemKind.Unit,
    choice: monaco.languages.CompletionItemKind.EnumMember,
    keyword: monaco.languages.CompletionItemKind.Keyword,
    snippet: monaco.languages.CompletionItemKind.Snippet,
  };
  const language = session.language();
  const range = rangeOf(model, found.span);
  return {
    suggestions: found.items.map((item, order) => ({
      label: item.label,
      kind: kinds[item.kind],
      insertText: item.snippet ?? item.insert ?? item.label,
      ...(item.snippet !== undefined && {
        insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
      }),
      detail: item.detail[language],
      ...(item.documentation && { documentation: { value: item.documentation[language] } }),
      // The engine puts the likeliest first; without this, the alphabet would decide.
      sortText: String(order).padStart(5, "0"),
      range,
    })),
  };
}

async function hover(model: editor.ITextModel, position: Position): Promise<languages.Hover | undefined> {
  const session = sessionOf(model);
  const found = await ask(model, "hover", model.getOffsetAt(position));
  if (session === undefined || found === undefined) return undefined;
  return { range: rangeOf(model, found.span), contents: [{ value: found.text[session.language()] }] };
}

async function definition(model: editor.ITextModel, position: Position): Promise<languages.Location | undefined> {
  const span = await ask(model, "definition", model.getOffsetAt(position));
  return span && { uri: model.uri, range: rangeOf(model, span) };
}

async function references(model: editor.ITextModel, position: Position): Promise<languages.Location[]> {
  const spans = await spansOfName(model, position);
  return spans.map((span) => ({ uri: model.uri, range: rangeOf(model, span) }));
}

async function spansOfName(model: editor.ITextModel, position: Position): Promise<readonly Span[]> {
  return (await ask(model, "references", model.getOffsetAt(position))) ?? [];
}

async function renameLocation(
  model: editor.ITextModel,
  position: Position,
): Promise<languages.RenameLocation & languages.Rejection> {
  const offset = model.getOffsetAt(position);
  const span = (await spansOfName(model, position)).find((each) => each.start <= offset && offset <= each.end);
  if (span !== undefined) return { range: rangeOf(model, span), text: model.getValue().slice(span.start, span.end) };
  const reason = textsIn(sessionOf(model)?.language() ?? "zh").noName;
  return { range: at(position), text: "", rejectReason: reason };
}

async function rename(
  model: editor.ITextModel,
  position: Position,
  name: string,
): Promise<languages.WorkspaceEdit & languages.Rejection> {
  const answer = await ask(model, "rename", model.getOffsetAt(position), name);
  if (answer === undefined) return { edits: [] };
  if ("refused" in answer) return { edits: [], rejectReason: answer.refused[sessionOf(model)?.language() ?? "zh"] };
  return { edits: answer.edits.map((edit) => workspaceEdit(model, editOf(model, edit))) };
}

async function format(model: editor.ITextModel): Promise<languages.TextEdit[]> {
  const edits = await ask(model, "format");
  return (edits ?? []).map((edit) => editOf(model, edit));
}

async function quickFixes(monaco: Monaco, model: editor.ITextModel, range: IRange): Promise<languages.CodeActionList> {
  const session = sessionOf(model);
  const language = session?.language() ?? "zh";
  const population = session?.population();
  const offered = (currentAnalysis(model)?.diagnostics ?? []).flatMap((found) => {
    const marker = markerOf(monaco, model, found, language);
    if (!touches(marker, range)) return [];
    return (found.fixes ?? []).map((fix, order) => ({ fix, marker, order, edit: fixEdit(model, fix) }));
  });
  const actions = await Promise.all(
    offered.map(async ({ fix, marker, order, edit }): Promise<languages.CodeAction> => {
      const cost = session && population ? await fixCost(session.client, population, fix) : undefined;
      return {
        title: titleWithCost(fix.title[language], cost, population?.month, language),
        kind: "quickfix",
        diagnostics: [marker],
        isPreferred: order === 0,
        edit,
      };
    }),
  );
  return { actions, dispose: () => {} };
}

const fixEdit = (model: editor.ITextModel, fix: QuickFix): languages.WorkspaceEdit => ({
  edits: fix.edits.map((edit) => workspaceEdit(model, editOf(model, edit))),
});

const workspaceEdit = (model: editor.ITextModel, textEdit: languages.TextEdit): languages.IWorkspaceTextEdit => ({
  resource: model.uri,
  versionId: model.getVersionId(),
  textEdit,
});

async function symbols(monaco: Monaco, model: editor.ITextModel): Promise<languages.DocumentSymbol[]> {
  const { SymbolKind } = monaco.languages;
  const symbol = ({ name, kind, span, selection, children }: OutlineItem): languages.DocumentSymbol => ({
    name,
    detail: "",
    kind: kind === "clause" ? SymbolKind.String : kind === "param" ? SymbolKind.Constant : SymbolKind.Variable,
    tags: [],
    range: rangeOf(model, span),
    selectionRange: rangeOf(model, selection),
    children: children.map(symbol),
  });
  return ((await ask(model, "outline")) ?? []).map(symbol);
}

async function folds(model: editor.ITextModel): Promise<languages.FoldingRange[]> {
  return ((await ask(model, "foldingRanges")) ?? []).map(({ span }) => ({
    start: model.getPositionAt(span.start).lineNumber,
    end: model.getPositionAt(span.end).lineNumber,
  }));
}

/** Names by what they are; Monaco wants each token relative to the one before. */
async function semanticTokens(model: editor.ITextModel, range: IRange): Promise<languages.SemanticTokens> {
  let line = 1;
  let column = 1;
  const data = ((await ask(model, "semanticTokens")) ?? []).flatMap(({ span, kind }) => {
    const where = rangeOf(model, span);
    if (!touches(where, range)) return [];
    const { startLineNumber, startColumn } = where;
    const relative = [startLineNumber - line, startColumn - (startLineNumber === line ? column : 1)];
    [line, column] = [startLineNumber, startColumn];
    return [...relative, span.end - span.start, TOKEN_KINDS.indexOf(kind), 0];
  });
  return { data: new Uint32Array(data) };
}

const at = ({ lineNumber, column }: Position): IRange => ({
  startLineNumber: lineNumber,
  startColumn: column,
  endLineNumber: lineNumber,
  endColumn: column,
});

const before = (aLine: number, aColumn: number, bLine: number, bColumn: number): boolean =>
  aLine < bLine || (aLine === bLine && aColumn < bColumn);

/** Whether two ranges share a place, their ends included. */
const touches = (a: IRange, b: IRange): boolean =>
  !before(a.endLineNumber, a.endColumn, b.startLineNumber, b.startColumn) &&
  !before(b.endLineNumber, b.endColumn, a.startLineNumber, a.startColumn);
