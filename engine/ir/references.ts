import type { Span } from "../source/span.ts";
import type { Term, TypedTest } from "./term.ts";

/** Every name a term reads, in the order of the text. */
export function* referencesOf(term: Term): Generator<{ readonly name: string; readonly span: Span }> {
  switch (term.kind) {
    case "reference":
      yield term;
      return;
    case "negate":
    case "not":
    case "convert":
      yield* referencesOf(term.operand);
      return;
    case "arithmetic":
    case "compare":
    case "logic":
      yield* referencesOf(term.left);
      yield* referencesOf(term.right);
      return;
    case "member":
      yield* referencesOf(term.operand);
      yield* referencesOfTest(term.test);
      return;
    case "if":
      yield* referencesOf(term.condition);
      yield* referencesOf(term.consequent);
      yield* referencesOf(term.alternative);
      return;
    case "window":
      for (const part of [term.operand, term.condition]) if (part) yield* referencesOf(part);
      return;
    case "peers":
      yield* referencesOf(term.operand);
      for (const part of term.group) yield* referencesOf(part);
      return;
    case "streak":
      yield* referencesOf(term.condition);
      return;
    case "elapsed":
      yield* referencesOf(term.from);
      yield* referencesOf(term.to);
      return;
    case "call":
      for (const arg of term.args) yield* referencesOf(arg);
      return;
    case "calendar":
    case "literal":
    case "broken":
  }
}

export function* referencesOfTest(test: TypedTest): Generator<{ readonly name: string; readonly span: Span }> {
  for (const bound of boundsOf(test)) yield* referencesOf(bound);
}

/** Every value a test compares with, in the order of the text. */
export function* boundsOf(test: TypedTest): Generator<Term> {
  switch (test.kind) {
    case "compare":
      yield test.bound;
      return;
    case "range":
      yield test.lower;
      yield test.upper;
      return;
    case "one-of":
      for (const part of test.tests) yield* boundsOf(part);
      return;
    case "not":
      yield* boundsOf(test.test);
      return;
    case "any":
  }
}
