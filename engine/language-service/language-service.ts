import type { Catalogue } from "../catalogue/metric.ts";
import { compile } from "../compile.ts";
import type { Institutions } from "../institution/institution.ts";
import { formatDocument } from "../syntax/format.ts";
import { completions } from "./completions.ts";
import { findDefinition, findReferences } from "./definition.ts";
import { foldingRanges } from "./folding.ts";
import { hover } from "./hover.ts";
import { outline } from "./outline.ts";
import { quickFixes } from "./quick-fixes.ts";
import { rename } from "./rename.ts";
import { semanticTokens } from "./semantic-tokens.ts";
import type { LanguageService } from "./types.ts";

/** A service for schemes whose metrics are those of the catalogue. It keeps no state. */
export const createLanguageService = (catalogue: Catalogue, institutions?: Institutions): LanguageService => ({
  compile: (text) => compile(text, catalogue, institutions),
  completions,
  hover,
  definition: findDefinition,
  references: findReferences,
  rename,
  outline,
  quickFixes,
  format: ({ text }) => formatDocument(text),
  semanticTokens,
  foldingRanges,
});
