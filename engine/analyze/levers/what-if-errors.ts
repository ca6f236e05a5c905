import { checkRequirements } from "../../check/governance/requirements.ts";
import { proveRules } from "../../check/prove/prove.ts";
import { resolve } from "../../check/resolve/resolve.ts";
import { type Compilation, compile } from "../../compile.ts";
import type { Code } from "../../diagnostics/codes.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { type Address, listAddresses } from "../../ir/address.ts";
import { printLiteral } from "../../ir/print-term.ts";
import { applyEdits, type TextEdit } from "../../source/span.ts";
import type { NumberLiteral, Statement } from "../../syntax/ast.ts";
import { visitStatement } from "../../syntax/visit.ts";
import { readExpression, setAddress, setValue } from "../set-value.ts";
import type { Move } from "./lever.ts";
import { replaced } from "./replaced.ts";

/** Examples and assertions are about the figures as written; a what-if changes figures to see what comes of it. */
const ABOUT_INTENT: ReadonlySet<Code> = new Set([
  "example-fails",
  "example-error",
  "example-no-error",
  "assertion-refuted",
  "trend-refuted",
]);

const keepsFromRunning = ({ code, severity }: Diagnostic): boolean => severity === "error" && !ABOUT_INTENT.has(code);

/** What keeps a scheme whose figures were changed from being run. */
export const errorsOfWhatIf = ({ diagnostics }: Pick<Compilation, "diagnostics">): Diagnostic[] =>
  diagnostics.filter(keepsFromRunning);

/**
 * Tells of one move after another why the scheme cannot have these values; `undefined` where it can. The
 * scheme is taken without its examples: they do not matter, and take longest to read. Only of a move
 * that seems to be refused is the text written and compiled, which says why in the words of the move.
 */
export function refusalsOf(written: Compilation): (move: Move) => Diagnostic | undefined {
  const { text, catalogue, institutions, statements, program } = written;
  const addresses = new Map(listAddresses(program).map((address) => [address.address, address]));
  const withoutExamples = statements.flatMap(({ kind, span }) => (kind === "examples" ? [{ span, text: "" }] : []));
  const isPermitted = permissionsOf(written);
  return (move) => {
    const edits: TextEdit[] = [...withoutExamples];
    const moved: Moved[] = [];
    for (const [name, value] of move) {
      const address = addresses.get(name);
      const wanted = address ? printLiteral(value, address.type) : "";
      const found = address ? setAddress(written, address, wanted) : setValue(written, name, wanted);
      if ("diagnostic" in found) return found.diagnostic;
      edits.push(...found.edits);
      if (address) moved.push({ address, wanted });
    }
    if (isPermitted(moved)) return undefined;
    return errorsOfWhatIf(compile(applyEdits(text, edits), catalogue, institutions))[0];
  };
}

/** What an address is to hold, as it would be written. */
interface Moved {
  readonly address: Address;
  readonly wanted: string;
}

/**
 * Tells whether nothing keeps the scheme from being run with these values: the statements are read
 * already, and other numbers are put into them. False may also mean that this cannot be told so.
 */
function permissionsOf(written: Compilation): (moved: readonly Moved[]) => boolean {
  const { text, document, catalogue, institutions } = written;
  if (errorsOfWhatIf(written).length > 0) return () => false;
  const statements = written.statements.filter(({ kind }) => kind !== "examples");
  const literals = literalsOf(statements);
  return (moved) => {
    const changed = new Map<object, object>();
    for (const { address, wanted } of moved) {
      const number = readExpression(wanted);
      for (const { start, end } of address.spans) {
        const literal = literals.get(`${start} ${end}`);
        if (!literal || number?.kind !== "number") return false;
        const unit = number.unit ?? literal.unit;
        changed.set(literal, { ...number, ...(unit && { unit }), span: literal.span });
      }
    }
    const isTouched = ({ span }: Statement): boolean =>
      moved.some(({ address }) => address.spans.some(({ start }) => start >= span.start && start < span.end));
    const own = statements.map((statement) => (isTouched(statement) ? replaced(statement, changed) : statement));
    const { program, diagnostics } = resolve(document, own, catalogue);
    if (diagnostics.some(keepsFromRunning)) return false;
    if (checkRequirements(text, own, institutions).diagnostics.some(keepsFromRunning)) return false;
    return !proveRules(program, text).some(keepsFromRunning);
  };
}

/** By where they stand. */
function literalsOf(statements: readonly Statement[]): ReadonlyMap<string, NumberLiteral> {
  const found = new Map<string, NumberLiteral>();
  for (const statement of statements) {
    visitStatement(statement, {
      expression(literal) {
        if (literal.kind === "number") found.set(`${literal.span.start} ${literal.span.end}`, literal);
      },
    });
  }
  return found;
}
