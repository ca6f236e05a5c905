import type { Span } from "../source/span.ts";
import type { Statement } from "./ast.ts";
import { lex } from "./lexer.ts";
import type { Token } from "./token.ts";
import { visitStatement } from "./visit.ts";

/** Where a statement's spacing depends on what was read there, by the offsets of tokens. */
export interface Spacing {
  /**
   * Tokens before which a space would change the meaning: the bracket of a call, `round(`, and the
   * later tokens of a unit, `CNY/人`, or of a code, `table-gap`.
   */
  readonly glued: ReadonlySet<number>;
  /** Each minus that subtracts; every other one is the sign of what follows. */
  readonly subtractions: ReadonlySet<number>;
}

export function spacingOf(text: string, statement: Statement): Spacing {
  const glued = new Set<number>();
  const subtractions = new Set<number>();
  const glue = ({ span }: { readonly span: Span }): void => {
    for (const token of lex(text, span, () => {}).slice(1, -1)) glued.add(token.span.start);
  };
  visitStatement(statement, {
    unit: glue,
    code: glue,
    name: (name, role) => {
      if (role === "call") glued.add(name.span.end);
    },
    expression: (part) => {
      if (part.kind === "binary" && part.operator === "-") subtractions.add(part.operatorSpan.start);
    },
  });
  return { glued, subtractions };
}

/** The tokens in canonical spelling and spacing. */
export function spell(tokens: readonly Token[], spacing: Spacing): string {
  let line = "";
  let previous: Token | undefined;
  for (const token of tokens) {
    if (previous && wantsSpace(previous, token, spacing)) line += " ";
    line += spellToken(token, spacing);
    previous = token;
  }
  return line;
}

function spellToken(token: Token, { glued }: Spacing): string {
  if (token.kind === "text") return `"${token.text}"`;
  // `.5` is 0.5, but not in v6.5.
  if (token.kind === "number" && token.text.startsWith(".") && !glued.has(token.span.start)) return `0${token.text}`;
  return token.text;
}

const CLOSE_TO_PREVIOUS: ReadonlySet<string> = new Set([")", "]", ",", ":", "%"]);

function wantsSpace(previous: Token, token: Token, { glued, subtractions }: Spacing): boolean {
  if (glued.has(token.span.start)) return false;
  if (previous.kind === "symbol") {
    if (previous.text === "(" || previous.text === "[") return false;
    if (previous.text === "-" && !subtractions.has(previous.span.start)) return false;
  }
  return !(token.kind === "symbol" && CLOSE_TO_PREVIOUS.has(token.text));
}
