/**
 * The pipeline up to the typed program, each stage a function of what the one before it made:
 *
 *   text ─ source/ read ─▶ SourceDocument ─ syntax/ parse ─▶ Statement[] ─ check/resolve ─▶ Program ─ check/prove ─▶ findings
 *
 * Compiling never throws: whatever the text is, there is a result and a list of findings. `program`
 * holds all that could be understood, so that an editor can go on showing values beside an error;
 * only a compilation without errors may be run or published (`isRunnable`).
 */
import type { Catalogue } from "./catalogue/metric.ts";
import { checkExamples, type ExampleResult } from "./check/examples.ts";
import { withFixes } from "./check/fixes.ts";
import { prove } from "./check/prove/prove.ts";
import { resolve } from "./check/resolve/resolve.ts";
import { type Diagnostic, hasErrors, inTextOrder } from "./diagnostics/diagnostic.ts";
import type { Program } from "./ir/program.ts";
import type { SourceDocument } from "./source/document.ts";
import { readDocument } from "./source/read-document.ts";
import type { Statement } from "./syntax/ast.ts";
import { parseBlocks } from "./syntax/parse.ts";

export interface Compilation {
  readonly text: string;
  readonly catalogue: Catalogue;
  readonly document: SourceDocument;
  /** In the order of the text. */
  readonly statements: readonly Statement[];
  readonly program: Program;
  /** What each row of the examples came to. */
  readonly examples: readonly ExampleResult[];
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

export function compile(text: string, catalogue: Catalogue): Compilation {
  const document = readDocument(text);
  const { statements, diagnostics: syntax } = parseBlocks(document);
  const { program, diagnostics: meaning } = resolve(document, statements, catalogue);
  const { results: examples, diagnostics: failing } = checkExamples(program);
  // While a rule cannot be read, nobody knows which names it uses.
  const proven = prove(program, text).filter(({ code }) => code !== "name-unused" || !hasErrors(syntax));
  const diagnostics = inTextOrder([...document.diagnostics, ...syntax, ...meaning, ...failing, ...proven]);
  const fixable = withFixes(diagnostics, { text, statements, catalogue });
  return { text, catalogue, document, statements, program, examples, diagnostics: fixable };
}

/** Whether the scheme may be run and published: it has no error. */
export const isRunnable = ({ diagnostics }: Compilation): boolean => !hasErrors(diagnostics);
