/**
 * The pipeline up to the typed program, each stage a function of what the one before it made:
 *
 *   text ─ source/ read ─▶ SourceDocument ─ syntax/ parse ─▶ Statement[] ─ check/ ─▶ Program
 *
 * Compiling never throws: whatever the text is, there is a result and a list of findings. `program`
 * holds all that could be understood, so that an editor can go on showing values beside an error;
 * only a compilation without errors may be run or published (`isRunnable`).
 */
import type { Catalogue } from "./catalogue/metric.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Program } from "./ir/program.ts";
import type { SourceDocument } from "./source/document.ts";
import type { Statement } from "./syntax/ast.ts";

export interface Compilation {
  readonly text: string;
  readonly catalogue: Catalogue;
  readonly document: SourceDocument;
  /** In the order of the text. */
  readonly statements: readonly Statement[];
  readonly program: Program;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}
