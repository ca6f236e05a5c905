/** Exceptions to one rule that can hold together. */
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth, Definition, Override } from "../../ir/program.ts";
import { referencesOf } from "../../ir/walk.ts";
import { LineIndex } from "../../source/line-index.ts";
import { isRowError } from "../../values/value.ts";
import type { Context } from "./context.ts";
import { TRUE } from "./domain.ts";
import { type Goal, seek } from "./seek.ts";
import { witnessFor } from "./witness.ts";

/** Conflicts of one rule beyond this many are not listed. */
const MOST_CONFLICTS = 20;

export function proveExceptions(context: Context, { name, exceptions }: Definition): Diagnostic[] {
  const conflicts: Diagnostic[] = [];
  for (const [at, second] of exceptions.entries()) {
    for (const first of exceptions.slice(0, at)) {
      const row = rowOfBoth(context, name, exceptions, first, second);
      if (row) conflicts.push(conflict(context, name, [first, second], row));
      if (conflicts.length === MOST_CONFLICTS) return conflicts;
    }
  }
  return conflicts;
}

function conflict(
  { text, reference }: Context,
  name: string,
  [first, second]: readonly [Override, Override],
  row: AgentMonth,
): Diagnostic {
  const lines = new LineIndex(text);
  const lineOf = ({ condition }: Override): string => String(lines.positionAt(condition.span.start).line);
  const read = [first, second].flatMap(({ condition }) =>
    [...referencesOf(condition)].map((reference) => reference.name),
  );
  const witness = witnessFor(reference, [...new Set(read)], row);
  return diagnostic(
    "exceptions-conflict",
    second.span,
    { name, first: lineOf(first), second: lineOf(second) },
    { witness },
  );
}

function rowOfBoth(
  { scope, reference }: Context,
  name: string,
  exceptions: readonly Override[],
  first: Override,
  second: Override,
): AgentMonth | undefined {
  const goals = [first, second].map(({ condition }): Goal => ({ term: condition, target: TRUE }));
  const confirms = (row: AgentMonth): boolean => {
    const outcome = reference.value(name, row);
    return isRowError(outcome) && outcome.code === "conflicting-exceptions" && outcome.name === name;
  };
  // The conditions of the others are computed too, so their inputs must be there.
  const besides = exceptions.flatMap(({ condition }) => [...referencesOf(condition)].map((read) => read.name));
  const search = seek(scope, { goals, besides, confirms });
  return search.kind === "found" ? search.row : undefined;
}
