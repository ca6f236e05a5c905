import type { Compilation } from "../compile.ts";
import type { Span } from "../source/span.ts";
import { choicesOf, type Occurrence, occurrenceAt, occurrencesOf } from "./occurrences.ts";

/** Where the word at the offset is defined in this text: the name of the statement, or the value of its choice. */
export function findDefinition(compilation: Compilation, offset: number): Span | undefined {
  const found = occurrenceAt(compilation, offset);
  if (found?.kind === "name") {
    const defined = compilation.program.definitions.get(found.name)?.nameSpan;
    return defined ?? occurrencesOf(compilation).find((other) => other.defines && isSame(found, other))?.span;
  }
  if (found?.kind !== "word") return undefined;
  const declared = occurrencesOf(compilation).find((other) => other.defines && isSame(found, other));
  // The values of an input are those of its metric, so its name in this text is the nearest place.
  const choice = choicesOf(compilation).find(({ values }) => values.includes(found.name));
  return declared?.span ?? (choice && compilation.program.definitions.get(choice.name)?.nameSpan);
}

/** Every place of the word at the offset, itself included. */
export function findReferences(compilation: Compilation, offset: number): Span[] {
  const found = occurrenceAt(compilation, offset);
  if (!found) return [];
  return occurrencesOf(compilation).flatMap((other) => (isSame(found, other) ? [other.span] : []));
}

/** Whether two words stand for the same; a label is known only within its table. */
export const isSame = (a: Occurrence, b: Occurrence): boolean =>
  a.kind === b.kind && a.name === b.name && (a.kind !== "label" || a.statement === b.statement);
