/** A version of a scheme taken apart into what can differ: statements of one name each. */
import type { Catalogue } from "../../catalogue/metric.ts";
import { resolve } from "../../check/resolve/resolve.ts";
import type { Compilation } from "../../compile.ts";
import { printLiteral, printTerm, printTypedTest } from "../../ir/print-term.ts";
import type { Definition, Program } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { boundsOf, hasBroken, termOfAssertion } from "../../ir/walk.ts";
import { readDocument } from "../../source/read-document.ts";
import type { Span } from "../../source/span.ts";
import type { Statement } from "../../syntax/ast.ts";
import { parseBlocks } from "../../syntax/parse.ts";
import { printStatement } from "../../syntax/print.ts";
import { visitStatement } from "../../syntax/visit.ts";

export type Version = Pick<Compilation, "text" | "document" | "statements" | "program">;

/** Reads a text without proving anything of it. */
export function readVersion(text: string, catalogue: Catalogue): Version {
  const document = readDocument(text);
  const { statements } = parseBlocks(document);
  return { text, document, statements, program: resolve(document, statements, catalogue).program };
}

/** A statement, or a part of one that could as well stand alone: one input of several, an output and its formula. */
export interface Item {
  readonly statement: Statement;
  /** Index of the statement of the text that it is, or is a part of. */
  readonly source: number;
  /** As written, where a part of it could not be read. */
  readonly unread?: string;
}

export function itemsOf({ text, statements }: Pick<Version, "text" | "statements">): Item[] {
  return statements.flatMap((statement, source): Item[] => {
    if (isUnread(statement)) {
      return [{ statement, source, unread: text.slice(statement.span.start, statement.span.end) }];
    }
    return partsOf(statement).map((part) => ({ statement: part, source }));
  });
}

function partsOf(statement: Statement): Statement[] {
  if (statement.kind === "input") {
    return statement.names.map((name) => ({ ...statement, names: [name] }));
  }
  if (statement.kind === "output" && statement.body) {
    const { body, shown, name, clause, span, assumed } = statement;
    return [
      { kind: "formula", name, body, clause, span, ...(assumed && { assumed }) },
      { kind: "output", name, clause, span, ...(shown && { shown }) },
    ];
  }
  return [statement];
}

function isUnread(statement: Statement): boolean {
  if (statement.kind === "unreadable" || ("complete" in statement && !statement.complete)) return true;
  let unread = false;
  visitStatement(statement, {
    expression: ({ kind }) => {
      unread ||= kind === "unreadable";
    },
  });
  return unread;
}

export const printItem = ({ statement, unread }: Pick<Item, "statement" | "unread">): string =>
  unread ?? printStatement(statement);

/** Items as the text of rules, one below the other; a formula directly before its output is one statement with it. */
export function printItems(items: readonly Pick<Item, "statement" | "unread">[]): string {
  const lines: string[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const [item, next] = [items[at], items[at + 1]];
    if (!item) continue;
    const joined = joinedOutput(item.statement, next?.statement);
    lines.push(joined ? printStatement(joined) : printItem(item));
    if (joined) at += 1;
  }
  return lines.join("\n");
}

function joinedOutput(formula: Statement, output: Statement | undefined): Statement | undefined {
  if (formula.kind !== "formula" || output?.kind !== "output" || output.assumed) return undefined;
  if (formula.name.name !== output.name.name) return undefined;
  return { ...output, body: formula.body, ...(formula.assumed && { assumed: formula.assumed }) };
}

// ── texts ────────────────────────────────────────────────────────────────────────────────────────

/** What a part of the text says with units and in full, whatever header or form it is written under. */
export type Meant = (where: Span) => string | undefined;

const keyOf = ({ start, end }: Span): string => `${start}-${end}`;

export function meantIn(program: Program): Meant {
  const texts = new Map<string, string>();
  const add = (term: Term | undefined): void => {
    if (term && !hasBroken(term)) texts.set(keyOf(term.span), printTerm(term));
  };
  for (const { rows } of program.tables) {
    for (const { tests, results } of rows) {
      for (const test of tests) {
        if (!boundsOf(test).some(hasBroken)) texts.set(keyOf(test.span), printTypedTest(test));
      }
      for (const result of results) add(result);
    }
  }
  for (const definition of program.definitions.values()) {
    for (const term of writtenTermsOf(definition)) add(term);
    if (definition.kind === "param") {
      texts.set(keyOf(definition.valueSpan), printLiteral(definition.value, definition.type));
    }
  }
  for (const { limit } of program.budgets) add(limit);
  for (const assertion of program.assertions) add(termOfAssertion(assertion));
  return (where) => texts.get(keyOf(where));
}

function writtenTermsOf(definition: Definition): readonly (Term | undefined)[] {
  const overriding = definition.exceptions.flatMap(({ condition, value }) => [condition, value]);
  switch (definition.kind) {
    case "formula":
      return [...overriding, definition.body];
    case "tiers":
      return [...overriding, definition.base, ...definition.tiers.flatMap(({ from, value }) => [from, value])];
    case "score":
      return [
        ...overriding,
        ...definition.indicators.flatMap(({ weight, score, lower, upper }) => [weight, score, lower, upper]),
      ];
    case "distribution":
      return [...overriding, ...definition.grades.map(({ share }) => share)];
    default:
      return overriding;
  }
}
