/**
 * What an editor may ask about a scheme's text. Nothing here knows an editor: positions are offsets
 * in UTF-16 code units, texts for people come in both languages, and every answer is plain data.
 */
import type { Compilation } from "../compile.ts";
import type { QuickFix } from "../diagnostics/diagnostic.ts";
import type { Localized } from "../diagnostics/localized.ts";
import type { Span, TextEdit } from "../source/span.ts";
import type { Statement } from "../syntax/ast.ts";

/**
 * Answers are functions of a compilation and a place in its text alone. None ever throws, whatever
 * the text is; places outside it are met with no answer.
 */
export interface LanguageService {
  /** Reads and checks a text with the service's catalogue: what all other questions are about. */
  compile(text: string): Compilation;
  /** What can be written at the offset, likeliest first. */
  completions(compilation: Compilation, offset: number): CompletionList;
  /** What the word at the offset means; absent where it means nothing. */
  hover(compilation: Compilation, offset: number): Hover | undefined;
  /** Where the name at the offset is defined; absent where it is not defined in this text. */
  definition(compilation: Compilation, offset: number): Span | undefined;
  /** Every place of the name at the offset in the order of the text, the definition included. */
  references(compilation: Compilation, offset: number): readonly Span[];
  /** Changes the name everywhere in the text; refused with a sentence where that cannot be done. */
  rename(compilation: Compilation, offset: number, name: string): RenameResult;
  /** The clauses with the rules beneath each, in the order of the text. */
  outline(compilation: Compilation): readonly OutlineItem[];
  /** Ways to put right what was found at the offset, the likeliest first. */
  quickFixes(compilation: Compilation, offset: number): readonly QuickFix[];
  /** The edits that bring the rules into canonical form. */
  format(compilation: Compilation): readonly TextEdit[];
  /** What each word and number of the rules is, in the order of the text and without overlaps. */
  semanticTokens(compilation: Compilation): readonly SemanticToken[];
  /** Parts of several lines that an editor may fold away under their first line. */
  foldingRanges(compilation: Compilation): readonly FoldingRange[];
}

export interface CompletionList {
  /** What an accepted item replaces: the part of the word before the offset. */
  readonly span: Span;
  readonly items: readonly Completion[];
}

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What is written; the label where absent. */
  readonly insert?: string;
  /** The same with places to fill in, `${1:name}`, in the notation that editors share. */
  readonly snippet?: string;
  /** What it is, in one line. */
  readonly detail: Localized;
  /** More about it, as Markdown. */
  readonly documentation?: Localized;
}
export type CompletionKind = "name" | "metric" | "function" | "unit" | "choice" | "keyword" | "snippet";

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly text: Localized;
}

export type RenameResult = { readonly edits: readonly TextEdit[] } | { readonly refused: Localized };

export interface OutlineItem {
  /** Of a clause its number and title, of a rule the names it defines. */
  readonly name: string;
  readonly kind: "clause" | Statement["kind"];
  /** All that belongs to it. */
  readonly span: Span;
  /** Its heading or first name. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

export interface SemanticToken {
  readonly span: Span;
  readonly kind: SemanticTokenKind;
}
/** `variable` is a computed name; `label` names a row, an indicator or a table. */
export type SemanticTokenKind =
  | "keyword"
  | "number"
  | "unit"
  | "function"
  | "input"
  | "param"
  | "variable"
  | "output"
  | "choice"
  | "label";

export interface FoldingRange {
  readonly span: Span;
  readonly kind: "front-matter" | "clause" | "block" | "rule";
}
