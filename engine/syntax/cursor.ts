import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Localized } from "../diagnostics/localized.ts";
import { LIMITS } from "../limits.ts";
import { cover, type Span, span } from "../source/span.ts";
import { STATEMENT_KEYWORDS } from "./keywords.ts";
import { lex } from "./lexer.ts";
import type { Token } from "./token.ts";

/** Thrown where a part of a statement cannot be read, after it was reported; caught by that part. */
export class Unreadable extends Error {
  constructor() {
    super("unreadable");
  }
}

/** Walks over the tokens of one region (a statement's head, or a cell). */
export class Cursor {
  readonly text: string;
  readonly region: Span;
  readonly report: (found: Diagnostic) => void;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  /** Where the first rule stands that was refused because it is indented. */
  #indented: number | undefined;

  constructor(text: string, region: Span, report: (found: Diagnostic) => void) {
    this.text = text;
    this.region = region;
    this.report = report;
    this.#tokens = lex(text, region, report);
  }

  /** Every name of the region, read or not. */
  get names(): string[] {
    return namesOf(this.#tokens);
  }

  /** The rules that were refused because they are indented, with every name in them. */
  get indentedRules(): { span: Span; names: string[] } | undefined {
    const first = this.#tokens[this.#indented ?? this.#tokens.length];
    return (
      first && { span: span(first.span.start, this.region.end), names: namesOf(this.#tokens.slice(this.#indented)) }
    );
  }

  get token(): Token {
    return this.peek(0);
  }

  /** The token `ahead` of the current one; past the last one it is `end`. */
  peek(ahead: number): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (!token) throw new Error("a token list always ends with `end`");
    return token;
  }

  get atEnd(): boolean {
    return this.token.kind === "end";
  }

  take(): Token {
    const token = this.token;
    if (token.kind !== "end") this.#at += 1;
    return token;
  }

  is(text: string): boolean {
    return isWord(this.token, text);
  }

  /** Takes the sign or word if it is next. */
  accept(text: string): Token | undefined {
    return this.is(text) ? this.take() : undefined;
  }

  expect(text: string): Token {
    return this.accept(text) ?? this.fail({ zh: `“${text}”`, en: `"${text}"` });
  }

  /** Reports what stands here instead of what was expected, or that nothing does. */
  fail({ zh: expectedZh, en: expectedEn }: Localized): never {
    const { token } = this;
    const where = this.#visible(token.span);
    if (token.kind === "end") this.abort(diagnostic("text-missing", where, { expectedZh, expectedEn }));
    const found = this.text.slice(token.span.start, token.span.end);
    this.abort(diagnostic("unexpected-text", where, { found, expectedZh, expectedEn }));
  }

  /** Reports a finding and gives up on the part being read. */
  abort(found: Diagnostic): never {
    this.report(found);
    throw new Unreadable();
  }

  /** Reports what is left over once a part has been read. */
  expectEnd(): void {
    const { token } = this;
    if (token.kind === "end") return;
    if (token.startsLine && (isWord(this.peek(1), "=") || isStatementKeyword(token))) {
      this.#indented ??= this.#at;
      this.abort(diagnostic("rule-indented", token.span, {}));
    }
    const rest = this.text.slice(token.span.start, this.#tokens.at(-2)?.span.end);
    const [found = ""] = rest.split(/[\r\n]/, 1);
    this.abort(diagnostic("text-left-over", token.span, { found }));
  }

  /** Runs `read` one level deeper, within the budget on nesting. */
  nested<T>(read: () => T): T {
    if (this.#depth >= LIMITS.nesting) {
      this.abort(diagnostic("nesting-too-deep", this.token.span, { limit: String(LIMITS.nesting) }));
    }
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  /** From the start of `from` to the end of the token taken last. */
  spanFrom(from: Span): Span {
    const last = this.#tokens[this.#at - 1];
    return last ? cover(from, last.span) : from;
  }

  /** An empty span at the end is moved onto the last character, where an editor can mark it. */
  #visible(where: Span): Span {
    if (where.end > where.start || where.start <= this.region.start) return where;
    const last = this.#tokens.at(-2);
    return last ? span(Math.max(last.span.end - 1, this.region.start), last.span.end) : where;
  }
}

const namesOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap(({ kind, text }) => (kind === "name" ? [text] : []));

const isStatementKeyword = ({ kind, text }: Token): boolean =>
  kind === "name" && STATEMENT_KEYWORDS.some((keyword) => keyword === text);

/** Whether the token is this sign or this word (a text in quotation marks never is). */
export const isWord = (token: Token, text: string): boolean =>
  (token.kind === "symbol" || token.kind === "name") && token.text === text;
