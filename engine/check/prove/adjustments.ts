/** Deductions that can add to a score, and vetoes that can contradict each other. */
import { type Diagnostic, diagnostic, type QuickFix } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth, Definition, ScoreDefinition, Veto } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { partsOf, referencesOf } from "../../ir/walk.ts";
import { LineIndex } from "../../source/line-index.ts";
import { contains } from "../../source/span.ts";
import { compare, equal, ZERO } from "../../values/rational.ts";
import { showValue } from "../../values/show.ts";
import { TRUTH } from "../../values/type.ts";
import { isRational, isRowError, type Outcome, type Value } from "../../values/value.ts";
import type { Context } from "./context.ts";
import { intervalOf, isNumber, TRUE } from "./domain.ts";
import { type Goal, isExhausted, seek } from "./seek.ts";
import { witnessFor } from "./witness.ts";

const BELOW_ZERO = intervalOf({ lower: undefined, upper: { value: ZERO, included: false } }, undefined);

export function proveAdjustments(context: Context, score: ScoreDefinition): Diagnostic[] {
  const { definitions } = context.scope.model.program;
  const deductions = score.deductions.flatMap(({ name }) => definitions.get(name) ?? []);
  return [...deductions.flatMap((deduction) => negative(context, deduction)), ...contradictions(context, score)];
}

// ── deductions ───────────────────────────────────────────────────────────────────────────────────

/** A deduction below 0 is a bonus that nobody sees. */
function negative(context: Context, definition: Definition): Diagnostic[] {
  const { scope, reference } = context;
  const { name, type, nameSpan, span } = definition;
  const confirms = (row: AgentMonth): boolean => isNegative(reference.value(name, row));
  const term: Term = { kind: "reference", name, type, span };
  const search = seek(scope, { goals: [{ term, target: BELOW_ZERO }], confirms });
  if (search.kind !== "found") return [];
  const outcome = reference.value(name, search.row);
  const args = { name, amount: isRational(outcome) ? showValue(outcome, type) : "" };
  const witness = witnessFor(reference, definition.dependencies, search.row);
  const fixes = floorFix(definition, (term) => isNegative(reference.evaluate(term, search.row)));
  return [diagnostic("deduction-negative", nameSpan, args, { witness, fixes })];
}

const isNegative = (outcome: Outcome): boolean => isRational(outcome) && compare(outcome, ZERO) < 0;

/** Where an exception or the limit may be what is negative, the amount of the rule is left alone. */
function floorFix(definition: Definition, fallsBelow: (term: Term) => boolean): QuickFix[] {
  if (definition.kind !== "formula" || definition.exceptions.length > 0) return [];
  const { body } = definition;
  // A limit has no place in the rule's own amount, and so no part in its span.
  if (partsOf(body).some((part) => !contains(body.span, part.span.start) && fallsBelow(part))) return [];
  const { start, end } = body.span;
  const edits = [
    { span: { start, end: start }, text: "max(0, " },
    { span: { start: end, end }, text: ")" },
  ];
  return [{ title: { zh: "不低于 0", en: "keep it from falling below 0" }, edits }];
}

// ── vetoes ───────────────────────────────────────────────────────────────────────────────────────

/** Contradictions of one score beyond this many are not listed. */
const MOST_CONTRADICTIONS = 20;

function contradictions(context: Context, score: ScoreDefinition): Diagnostic[] {
  const { model } = context.scope;
  const found: Diagnostic[] = [];
  // The others are looked at too, so their inputs must be there.
  const besides = score.vetoes.flatMap(({ condition, value }) =>
    [condition, value].flatMap((term) => [...referencesOf(term)].map(({ name }) => name)),
  );
  const values = score.vetoes.map(({ value }) => model.constant(value));
  const agree = (one: Value | undefined, other: Value | undefined): boolean =>
    one !== undefined && other !== undefined && isNumber(one) && isNumber(other) && equal(one, other);
  for (const [at, second] of score.vetoes.entries()) {
    for (const [before, first] of score.vetoes.slice(0, at).entries()) {
      if (agree(values[before], values[at])) continue;
      // Every search looks at the inputs of all.
      model.work += besides.length;
      if (isExhausted(model)) return found;
      const row = rowOfBoth(context, score.name, [first, second], besides);
      if (row) found.push(contradiction(context, score.name, [first, second], row));
      if (found.length === MOST_CONTRADICTIONS) return found;
    }
  }
  return found;
}

function contradiction(
  { text, reference, scope }: Context,
  name: string,
  [first, second]: readonly [Veto, Veto],
  row: AgentMonth,
): Diagnostic {
  const lines = new LineIndex(text);
  const lineOf = ({ span }: Veto): string => String(lines.positionAt(span.start).line);
  const { definitions } = scope.model.program;
  const read = [first, second].flatMap((veto) => definitions.get(veto.name)?.dependencies ?? []);
  const witness = witnessFor(reference, [...new Set(read)], row);
  return diagnostic(
    "vetoes-conflict",
    second.span,
    { name, first: lineOf(first), second: lineOf(second) },
    { witness },
  );
}

function rowOfBoth(
  { scope, reference }: Context,
  name: string,
  [first, second]: readonly [Veto, Veto],
  besides: readonly string[],
): AgentMonth | undefined {
  const { span } = second;
  const differ: Term = { kind: "compare", operator: "!=", left: first.value, right: second.value, type: TRUTH, span };
  const goals = [first.condition, second.condition, differ].map((term): Goal => ({ term, target: TRUE }));
  const confirms = (row: AgentMonth): boolean => {
    const outcome = reference.value(name, row);
    return isRowError(outcome) && outcome.code === "conflicting-vetoes" && outcome.name === name;
  };
  const search = seek(scope, { goals, besides, confirms });
  return search.kind === "found" ? search.row : undefined;
}
