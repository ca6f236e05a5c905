/** Walks over typed expressions and what holds them: the one place that knows the parts of a term. */
import type { Span } from "../source/span.ts";
import type { Assertion, DecisionTable, Definition, Program } from "./program.ts";
import type { Term, TypedTest } from "./term.ts";

/** The parts a term is made of, left to right. */
export function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case "broken":
    case "literal":
    case "reference":
      return [];
    case "negate":
    case "not":
    case "convert":
      return [term.operand];
    case "arithmetic":
    case "compare":
    case "logic":
      return [term.left, term.right];
    case "member":
      return [term.operand, ...boundsOf(term.test)];
    case "if":
      return [term.condition, term.consequent, term.alternative];
    case "call":
      return term.args;
    case "window":
      return [term.operand, term.condition].flatMap((part) => part ?? []);
    case "peers":
      return [term.operand, ...term.group];
    case "streak":
      return [term.condition];
    case "elapsed":
      return [term.from, term.to];
    case "calendar":
      return [];
  }
}

/** Every value a test compares with, in the order of the text. */
export function boundsOf(test: TypedTest): readonly Term[] {
  switch (test.kind) {
    case "any":
      return [];
    case "compare":
      return [test.bound];
    case "range":
      return [test.lower, test.upper];
    case "one-of":
      return test.tests.flatMap(boundsOf);
    case "not":
      return boundsOf(test.test);
  }
}

/** The term and all within it. */
export function* within(term: Term): Generator<Term> {
  yield term;
  for (const part of partsOf(term)) yield* within(part);
}

/** Every name a term reads, in the order of the text. */
export function* referencesOf(term: Term): Generator<{ readonly name: string; readonly span: Span }> {
  for (const part of within(term)) if (part.kind === "reference") yield part;
}

export function* referencesOfTest(test: TypedTest): Generator<{ readonly name: string; readonly span: Span }> {
  for (const bound of boundsOf(test)) yield* referencesOf(bound);
}

/** What a definition computes with where no exception holds; the rows of a table belong to the table. */
export function ownTermsOf(definition: Definition): readonly Term[] {
  switch (definition.kind) {
    case "formula":
    case "tiers":
    case "distribution":
      return [definition.body];
    case "score":
      return [
        ...definition.indicators.flatMap(({ weight, score, lower, upper }) =>
          [weight, score, lower, upper].filter((term) => term !== undefined),
        ),
        ...definition.deductions.map(({ points }) => points),
        ...definition.vetoes.flatMap(({ condition, value }) => [condition, value]),
      ];
    case "input":
    case "param":
    case "column":
    case "broken":
      return [];
  }
}

export const termsOf = (definition: Definition): readonly Term[] => [
  ...definition.exceptions.flatMap(({ condition, value }) => [condition, value]),
  ...ownTermsOf(definition),
];

export const termOfAssertion = (assertion: Assertion): Term =>
  assertion.kind === "condition" ? assertion.condition : assertion.subject;

/** Every term of the program. */
export function* allTerms(program: Program): Generator<Term> {
  for (const definition of program.definitions.values()) for (const term of termsOf(definition)) yield* within(term);
  for (const table of program.tables) for (const term of termsOfTable(table)) yield* within(term);
  for (const assertion of program.assertions) yield* within(termOfAssertion(assertion));
}

export const termsOfTable = ({ rows }: DecisionTable): readonly Term[] =>
  rows.flatMap(({ tests, results }) => [...tests.flatMap(boundsOf), ...results]);

export function hasBroken(term: Term): boolean {
  return term.kind === "broken" || partsOf(term).some(hasBroken);
}
