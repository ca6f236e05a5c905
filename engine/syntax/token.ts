import type { Span } from "../source/span.ts";
import type { Rational } from "../values/rational.ts";

export type Token = NumberToken | WordToken;

interface TokenBase {
  readonly span: Span;
  /** First on its line. */
  readonly startsLine: boolean;
  /** No space between it and the token before. */
  readonly glued: boolean;
}
export interface NumberToken extends TokenBase {
  readonly kind: "number";
  readonly text: string;
  /** Absent where it is no number that can be read, which was reported. */
  readonly value?: Rational;
}
export interface WordToken extends TokenBase {
  /** `unknown` is a character the language has no use for; `end` follows the last token. */
  readonly kind: "name" | "text" | "symbol" | "unknown" | "end";
  /** Canonical: a name after NFKC, a sign in ASCII, a text without its quotation marks. */
  readonly text: string;
}
