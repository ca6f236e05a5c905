import type { Compilation } from "../compile.ts";
import { contains, type Span } from "../source/span.ts";
import type { Statement } from "../syntax/ast.ts";
import { lex } from "../syntax/lexer.ts";
import { type NameRole, visitStatement } from "../syntax/visit.ts";
import type { ChoiceType } from "../values/type.ts";

/** A word of the rules that stands for something. */
export interface Occurrence {
  readonly name: string;
  readonly span: Span;
  /** `word` is a value of a choice; what is neither defined nor such a value is still a `name`. */
  readonly kind: "name" | "word" | "label" | "function" | "unit";
  /** Whether this is the place that says what it is. */
  readonly defines: boolean;
  readonly statement: Statement;
}

const KINDS = {
  define: "name",
  refer: "name",
  value: "word",
  call: "function",
  row: "label",
} as const satisfies Record<NameRole, Occurrence["kind"]>;

/** Every such word, in the order of the text. */
export function occurrencesOf(compilation: Compilation): Occurrence[] {
  const found: Occurrence[] = [];
  const names = namesOf(compilation);
  const words = new Set(choicesOf(compilation).flatMap(({ values }) => values));
  for (const statement of compilation.statements) {
    visitStatement(statement, {
      name: ({ name, span }, role) => {
        // Yes and no are words of the language.
        if (role === "refer" && !names.has(name) && (name === "是" || name === "否")) return;
        const isWord = role === "refer" && !names.has(name) && words.has(name);
        const kind = isWord ? "word" : KINDS[role];
        const defines = role === "define" || role === "value";
        found.push({ name, span: wordIn(compilation.text, span), kind, defines, statement });
      },
      unit: ({ factors }) => {
        for (const { unit } of factors) found.push({ ...unit, kind: "unit", defines: false, statement });
      },
    });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** A name in brackets has them in its span. */
const wordIn = (text: string, where: Span): Span =>
  /[(（]/.test(text.charAt(where.start))
    ? (lex(text, where, () => {}).find(({ kind }) => kind === "name")?.span ?? where)
    : where;

/** The word that the offset stands in or beside. */
export const occurrenceAt = (compilation: Compilation, offset: number): Occurrence | undefined =>
  occurrencesOf(compilation).find(({ span }) => contains(span, offset));

/** What the scheme declares; a bare word among these is that name and no value of a choice. */
export const namesOf = ({ program, statements }: Compilation): ReadonlySet<string> =>
  new Set([
    ...program.definitions.keys(),
    ...statements.flatMap((statement) => (statement.kind === "choice" ? [statement.name.name] : [])),
  ]);

/** Choices whose values the rules can mention: those of the scheme, and those of its inputs. */
export function choicesOf({ program, statements }: Compilation): ChoiceType[] {
  const choices = new Map<string, ChoiceType>();
  for (const statement of statements) {
    if (statement.kind !== "choice") continue;
    const { name } = statement.name;
    choices.set(name, { kind: "choice", name, values: statement.values.map((value) => value.name) });
  }
  for (const definition of program.definitions.values()) {
    if (definition.kind === "input" && definition.type.kind === "choice") {
      choices.set(definition.type.name, definition.type);
    }
  }
  return [...choices.values()];
}
