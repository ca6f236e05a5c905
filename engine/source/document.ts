import type { Root } from "mdast";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "./span.ts";

/** A heading and what stands under it, up to the next heading. Rules cite it. */
export interface Clause {
  /** `三`, `3.4.1 d`, `第8条`: what a citation prints; empty where the heading has no number. */
  readonly number: string;
  /** The heading without its number. */
  readonly title: string;
  /** 1 for `#`, 2 for `##`, … */
  readonly depth: number;
  /** Of the heading line. */
  readonly span: Span;
}

/** The rules between the fences of one top-level ```` ```kpi ```` block. */
export interface RuleBlock {
  readonly clause: Clause;
  /** The text between the fences; offsets are those of the file. */
  readonly span: Span;
}

/** `key: value` between the leading `---` lines; the closed list of keys is `FRONT_MATTER_KEYS`. */
export type FrontMatter = ReadonlyMap<FrontMatterKey, { readonly value: string; readonly span: Span }>;
export const FRONT_MATTER_KEYS = [
  "scheme",
  "catalogue",
  "institution",
  "title",
  "version",
  "effective",
  "period",
  "currency",
  "language",
] as const;
export type FrontMatterKey = (typeof FRONT_MATTER_KEYS)[number];

/** One file, read as prose and rules. Reading never throws; what is wrong is in `diagnostics`. */
export interface SourceDocument {
  readonly text: string;
  readonly frontMatter: FrontMatter;
  readonly clauses: readonly Clause[];
  readonly blocks: readonly RuleBlock[];
  /** The prose as a Markdown tree, for the document view; front matter is not in it. */
  readonly tree: Root;
  readonly diagnostics: readonly Diagnostic[];
}
