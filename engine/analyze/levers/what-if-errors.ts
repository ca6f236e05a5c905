import { type Compilation, compile } from "../../compile.ts";
import type { Code } from "../../diagnostics/codes.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { listAddresses } from "../../ir/address.ts";
import { printLiteral } from "../../ir/print-term.ts";
import { applyEdits, type TextEdit } from "../../source/span.ts";
import { setValue } from "../set-value.ts";
import type { Move } from "./lever.ts";

/** Examples and assertions are about the figures as written; a what-if changes figures to see what comes of it. */
const ABOUT_INTENT: ReadonlySet<Code> = new Set([
  "example-fails",
  "example-error",
  "example-no-error",
  "assertion-refuted",
  "trend-refuted",
]);

/** What keeps a scheme whose figures were changed from being run. */
export const errorsOfWhatIf = ({ diagnostics }: Pick<Compilation, "diagnostics">): Diagnostic[] =>
  diagnostics.filter(({ code, severity }) => severity === "error" && !ABOUT_INTENT.has(code));

/**
 * Tells of one move after another why the scheme cannot have these values; `undefined` where it can. The
 * scheme is compiled anew for each, without its examples: they do not matter, and take longest to read.
 */
export function refusalsOf(written: Compilation): (move: Move) => Diagnostic | undefined {
  const { text, catalogue, institutions, statements, program } = written;
  const types = new Map(listAddresses(program).map(({ address, type }) => [address, type]));
  const withoutExamples = statements.flatMap(({ kind, span }) => (kind === "examples" ? [{ span, text: "" }] : []));
  return (move) => {
    const edits: TextEdit[] = [...withoutExamples];
    for (const [address, value] of move) {
      const type = types.get(address);
      const found = setValue(written, address, type ? printLiteral(value, type) : "");
      if ("diagnostic" in found) return found.diagnostic;
      edits.push(...found.edits);
    }
    return errorsOfWhatIf(compile(applyEdits(text, edits), catalogue, institutions))[0];
  };
}
