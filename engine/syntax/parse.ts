import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../limits.ts";
import type { RuleBlock, SourceDocument } from "../source/document.ts";
import { firstLine } from "../source/span.ts";
import type { Statement } from "./ast.ts";
import { splitChunks } from "./chunk.ts";
import { parseStatement } from "./parse-statement.ts";

export interface Parsed {
  /** Every statement of every block, in the order of the text; unreadable ones included. */
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the rules of a document. Never throws; one error never hides the next. */
export function parseBlocks(document: Pick<SourceDocument, "text" | "blocks">): Parsed {
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic): void => void diagnostics.push(found);
  const statements: Statement[] = [];
  for (const block of document.blocks) {
    for (const statement of parseBlock(document.text, block, report)) {
      if (statements.length >= LIMITS.statements) {
        report(
          diagnostic("too-many-rules", firstLine(document.text, statement.span), { limit: String(LIMITS.statements) }),
        );
        return { statements, diagnostics };
      }
      statements.push(statement);
    }
  }
  return { statements, diagnostics };
}

function* parseBlock(text: string, block: RuleBlock, report: (found: Diagnostic) => void): Generator<Statement> {
  for (const chunk of splitChunks(text, block.span, report)) yield* parseStatement(text, chunk, block.clause, report);
}
