/**
 * The pipeline up to the typed program, each stage a function of what the one before it made:
 *
 *   text ─ source/ read ─▶ SourceDocument ─ syntax/ parse ─▶ Statement[] ─ check/resolve ─▶ Program ─ check/prove ─▶ findings
 *
 * Compiling never throws: whatever the text is, there is a result and a list of findings. `program`
 * holds all that could be understood, so that an editor can go on showing values beside an error;
 * only a compilation without errors may be run or submitted (`isRunnable`).
 */
import type { Catalogue } from "./catalogue/metric.ts";
import { checkExamples, type ExampleResult } from "./check/examples.ts";
import { withFixes } from "./check/fixes.ts";
import { checkRequirements } from "./check/governance/requirements.ts";
import { Waivers } from "./check/governance/waivers.ts";
import type { AssertionResult } from "./check/prove/assertions.ts";
import { prove } from "./check/prove/prove.ts";
import { resolve } from "./check/resolve/resolve.ts";
import { type Diagnostic, hasErrors, inTextOrder } from "./diagnostics/diagnostic.ts";
import type { Institution, Institutions } from "./institution/institution.ts";
import type { Program } from "./ir/program.ts";
import type { SourceDocument } from "./source/document.ts";
import { readDocument } from "./source/read-document.ts";
import type { Statement } from "./syntax/ast.ts";
import { parseBlocks } from "./syntax/parse.ts";

/** What a text says: enough to evaluate it, before anything is proved about it. */
export interface ReadProgram {
  readonly text: string;
  readonly catalogue: Catalogue;
  readonly document: SourceDocument;
  /** In the order of the text. */
  readonly statements: readonly Statement[];
  readonly program: Program;
  /** What could not be read, by the stage that found it. */
  readonly unread: { readonly syntax: readonly Diagnostic[]; readonly meaning: readonly Diagnostic[] };
}

export interface Compilation extends Omit<ReadProgram, "unread"> {
  /** All that a scheme could be held to. */
  readonly institutions: Institutions;
  /** The institutions that the scheme submits to, in the order of the text. */
  readonly heldTo: readonly Institution[];
  /** What each row of the examples came to. */
  readonly examples: readonly ExampleResult[];
  /** What became of each `assert`, in the order of the text. */
  readonly assertions: readonly AssertionResult[];
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

const NO_INSTITUTIONS: Institutions = new Map();

/** @param institutions all that the scheme may be held to, by id */
export const compile = (
  text: string,
  catalogue: Catalogue,
  institutions: Institutions = NO_INSTITUTIONS,
): Compilation => checkProgram(readProgram(text, catalogue), institutions);

/** The first half of compiling: a value can be had of every name that could be understood. */
export function readProgram(text: string, catalogue: Catalogue): ReadProgram {
  const document = readDocument(text);
  const { statements, diagnostics: syntax } = parseBlocks(document);
  const { program, diagnostics: meaning } = resolve(document, statements, catalogue);
  return { text, catalogue, document, statements, program, unread: { syntax, meaning } };
}

/** The second half: examples, proofs and requirements. */
export function checkProgram(read: ReadProgram, institutions: Institutions): Compilation {
  const { text, catalogue, document, statements, program } = read;
  const { syntax, meaning } = read.unread;
  const { results: examples, diagnostics: failing } = checkExamples(program);
  // While a rule cannot be read, nobody knows which names it uses.
  const { diagnostics: proofs, assertions } = prove(program, text);
  const proven = proofs.filter(({ code }) => code !== "name-unused" || !hasErrors(syntax));
  const waivers = new Waivers(statements, document.clauses);
  const { heldTo, diagnostics: unmet } = checkRequirements(text, statements, institutions);
  const found = [...document.diagnostics, ...syntax, ...meaning, ...failing, ...proven, ...unmet, ...waivers.check()];
  // Beside an error of meaning nobody has looked for everything that could be accepted.
  const unused = hasErrors([...document.diagnostics, ...syntax, ...meaning]) ? [] : waivers.unused(found);
  const fixable = withFixes(inTextOrder([...found, ...unused]), { text, statements, catalogue });
  const diagnostics = waivers.accept(fixable);
  return { text, catalogue, institutions, document, statements, program, heldTo, examples, assertions, diagnostics };
}

/** Whether the scheme may be run and submitted: it has no error. */
export const isRunnable = ({ diagnostics }: Compilation): boolean => !hasErrors(diagnostics);
