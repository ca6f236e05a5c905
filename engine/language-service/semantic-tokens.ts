import type { Compilation } from "../compile.ts";
import { type Span, span } from "../source/span.ts";
import type { Expression } from "../syntax/ast.ts";
import { CLAUSE_KEYWORDS, EXPRESSION_KEYWORDS, STATEMENT_KEYWORDS } from "../syntax/keywords.ts";
import { lex } from "../syntax/lexer.ts";
import { visitStatement } from "../syntax/visit.ts";
import { type Occurrence, occurrencesOf } from "./occurrences.ts";
import type { SemanticToken, SemanticTokenKind } from "./types.ts";

/** What each word and number of the rules is. Words in statements that cannot be read are left out. */
export function semanticTokens(compilation: Compilation): SemanticToken[] {
  const occurrences = occurrencesOf(compilation);
  const taken = new Set(occurrences.map((occurrence) => occurrence.span.start));
  const outputs = new Set(compilation.program.outputs.map(({ name }) => name));
  const tokens = [
    ...occurrences.map((occurrence) => ({
      span: occurrence.span,
      kind: kindOf(compilation, outputs, occurrence),
    })),
    ...numbers(compilation),
    ...keywords(compilation).filter((token) => !taken.has(token.span.start)),
  ];
  return tokens.sort((a, b) => a.span.start - b.span.start);
}

function kindOf({ program }: Compilation, outputs: ReadonlySet<string>, { kind, name }: Occurrence): SemanticTokenKind {
  switch (kind) {
    case "word":
      return "choice";
    case "label":
    case "function":
    case "unit":
      return kind;
    case "name": {
      const definition = program.definitions.get(name)?.kind;
      if (definition === "input" || definition === "param") return definition;
      return outputs.has(name) ? "output" : "variable";
    }
  }
}

function numbers({ text, statements }: Compilation): SemanticToken[] {
  const found: SemanticToken[] = [];
  const expression = (part: Expression): void => {
    if (part.kind !== "number") return;
    found.push({ span: digitsOf(text, part.span, part.unit?.span), kind: "number" });
  };
  for (const statement of statements) visitStatement(statement, { expression });
  return found;
}

/** The number alone: its unit is a word of its own, and brackets around it are nothing. */
function digitsOf(text: string, whole: Span, unit: Span | undefined): Span {
  const written = text.slice(whole.start, unit?.start ?? whole.end);
  const leading = /^[(（\s]*/.exec(written)?.[0].length ?? 0;
  return span(whole.start + leading, whole.start + written.replace(/[)）\s]*$/, "").length);
}

const KEYWORDS: ReadonlySet<string> = new Set([
  ...EXPRESSION_KEYWORDS,
  ...CLAUSE_KEYWORDS,
  "first",
  "unique",
  "decimal",
  "decimals",
  "是",
  "否",
]);
const STATEMENTS: ReadonlySet<string> = new Set(STATEMENT_KEYWORDS);

function keywords({ text, document }: Compilation): SemanticToken[] {
  return document.blocks.flatMap((block) =>
    lex(text, block.span, () => {}).flatMap(({ kind, text: word, startsLine, span: where }): SemanticToken[] => {
      const isKeyword = kind === "name" && (KEYWORDS.has(word) || (startsLine && STATEMENTS.has(word)));
      return isKeyword ? [{ span: where, kind: "keyword" }] : [];
    }),
  );
}
