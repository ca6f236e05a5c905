import { type Code, messages } from "../../diagnostics/codes.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Clause } from "../../source/document.ts";
import type { Statement, WaiveStatement } from "../../syntax/ast.ts";
import { withSuggestion } from "../resolve/scope.ts";
import { Suggester } from "../resolve/suggester.ts";

/** Errors of will, not of meaning: whoever answers for the scheme may accept them. */
const ACCEPTABLE_ERRORS: ReadonlySet<Code> = new Set([
  "requirement-indicators",
  "requirement-attributes",
  "changed-too-soon",
]);

/** What one text alone cannot show: another version or the people of a data set are needed. */
const SHOWN_ELSEWHERE: ReadonlySet<Code> = new Set(["changed-too-soon", "changed-undated", "personal-name"]);

const isCode = (word: string): word is Code => Object.hasOwn(messages, word);

/** A warning asks whether something is meant; a waiver is the answer. */
export const isAcceptable = (code: Code): boolean =>
  ACCEPTABLE_ERRORS.has(code) || (messages[code].severity === "warning" && code !== "waive-unused");

/** The waivers of one text. Each accepts the findings of its code that stand under the same clause. */
export class Waivers {
  readonly #waivers: readonly WaiveStatement[];
  readonly #clauses: readonly Clause[];
  /** By code, then by clause; of two that accept the same the first gives the reason. */
  readonly #reasons = new Map<string, Map<Clause, string>>();

  constructor(statements: readonly Statement[], clauses: readonly Clause[]) {
    this.#waivers = statements.filter((statement) => statement.kind === "waive");
    this.#clauses = clauses;
    for (const { code, clause, reason } of this.#waivers) {
      if (!isCode(code.name) || !isAcceptable(code.name)) continue;
      const byClause = this.#reasons.get(code.name) ?? new Map<Clause, string>();
      if (!byClause.has(clause)) byClause.set(clause, reason);
      this.#reasons.set(code.name, byClause);
    }
  }

  /** Waivers of what does not exist or cannot be accepted. */
  check(): Diagnostic[] {
    const suggester = new Suggester();
    const codes = Object.keys(messages).filter((word) => isCode(word) && isAcceptable(word));
    return this.#waivers.flatMap(({ code }) => {
      if (!isCode(code.name)) {
        const nearest = suggester.nearest(code.name, codes);
        return [diagnostic("waive-unknown", code.span, ...withSuggestion(code, nearest))];
      }
      return isAcceptable(code.name) ? [] : [diagnostic("waive-refused", code.span, { code: code.name })];
    });
  }

  /** The findings, those that are accepted as notes with the reason. */
  accept(findings: readonly Diagnostic[]): Diagnostic[] {
    return findings.map((found) => {
      const reason = this.#reasonFor(found);
      return reason === undefined ? found : waived(found, reason);
    });
  }

  /** Waivers of what one text shows that accept none of its findings. */
  unused(findings: readonly Diagnostic[]): Diagnostic[] {
    const used = new Set(
      findings
        .filter(({ code }) => this.#reasons.has(code))
        .map(({ code, span }) => `${code} ${this.#clauseAt(span.start)?.span.start}`),
    );
    return this.#waivers
      .filter(({ code: { name } }) => isCode(name) && isAcceptable(name) && !SHOWN_ELSEWHERE.has(name))
      .filter(({ code, clause }) => !used.has(`${code.name} ${clause.span.start}`))
      .map(({ code }) => diagnostic("waive-unused", code.span, { code: code.name }));
  }

  #reasonFor({ code, span }: Diagnostic): string | undefined {
    const clause = this.#reasons.has(code) ? this.#clauseAt(span.start) : undefined;
    return clause && this.#reasons.get(code)?.get(clause);
  }

  #clauseAt(offset: number): Clause | undefined {
    return this.#clauses.findLast(({ span: heading }) => heading.start <= offset);
  }
}

/** Fixes and advice are for what is still to be put right. */
function waived({ fixes: _, ...found }: Diagnostic, reason: string): Diagnostic {
  const [zh, en] = [withoutAdvice(found.message.zh, "；"), withoutAdvice(found.message.en, "; ")];
  const message = { zh: `${zh}（已接受：${reason}）`, en: `${en} (accepted: ${reason})` };
  return { ...found, severity: "info", message, waived: reason };
}

/** A sentence says what is found and, after the last semicolon, what to do about it. */
function withoutAdvice(sentence: string, semicolon: string): string {
  const at = sentence.lastIndexOf(semicolon);
  return at < 0 ? sentence : sentence.slice(0, at);
}
