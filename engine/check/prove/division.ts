/** Divisors that can be 0 where nothing guards them. */
import { type Diagnostic, diagnostic, type QuickFix } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth, Definition } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { ownTermsOf, partsOf, referencesOf } from "../../ir/walk.ts";
import type { Span } from "../../source/span.ts";
import { ZERO } from "../../values/rational.ts";
import { TRUTH } from "../../values/type.ts";
import { isRowError } from "../../values/value.ts";
import type { Context } from "./context.ts";
import { FALSE, holdsValue, only, TRUE } from "./domain.ts";
import { evaluate, narrow } from "./interpret.ts";
import { type Goal, isExhausted, seek } from "./seek.ts";
import { witnessFor } from "./witness.ts";

interface Division {
  readonly divisor: Term;
  /** As it is written, or the metric that a rate divides by. */
  readonly divisorText: string;
  readonly isRate: boolean;
  /** Where to report it. */
  readonly span: Span;
  /** What to guard. */
  readonly quotient: Term;
  /** Whose value fails by it first: the rule's own, or that of a rate it reads. */
  readonly fails: string;
  /** What must hold for it to be computed at all. */
  readonly guards: readonly Goal[];
}

/** One warning for each divisor of a definition, with inputs on which an output fails by it. */
export function proveDivisions(context: Context, definition: Definition): Diagnostic[] {
  const seen = new Set<string>();
  return [...divisionsOf(context, definition)].flatMap((division) => {
    const { divisor, divisorText, isRate, span } = division;
    if (seen.has(divisorText)) return [];
    const row = zeroDivisor(context, definition.name, division);
    if (!row) return [];
    seen.add(divisorText);
    const { definitions } = context.scope.model.program;
    const names = isRate ? [divisorText] : [...new Set([...referencesOf(divisor)].map(({ name }) => name))];
    const witness = witnessFor(context.reference, names, row);
    const details = {
      witness: isRate ? { ...witness, columns: new Map([[divisorText, "0"]]) } : witness,
      // A divisor that is always 0 is not to be guarded but to be replaced, and a metric that is not read cannot be.
      fixes:
        names.length > 0 && names.every((name) => definitions.has(name))
          ? [guardFix(context, definition, division)]
          : [],
    };
    return [diagnostic("division-by-zero", span, { divisor: divisorText }, details)];
  });
}

function zeroDivisor(
  { scope, reference }: Context,
  name: string,
  { divisor, fails, guards }: Division,
): AgentMonth | undefined {
  const { model } = scope;
  if (isExhausted(model)) return undefined;
  const branch = scope.branch();
  if (!guards.every((guard) => narrow(guard.term, guard.target, branch))) return undefined;
  if (!holdsValue(evaluate(divisor, branch), ZERO)) return undefined;
  const reached = model.outputsFrom(name);
  const confirms = (row: AgentMonth): boolean =>
    reached.some((output) => {
      const outcome = reference.value(output, row);
      return isRowError(outcome) && outcome.code === "division-by-zero" && outcome.name === fails;
    });
  const search = seek(scope, {
    goals: [...guards, { term: divisor, target: only(ZERO) }],
    besides: reached,
    confirms,
    patience: PATIENCE,
  });
  return search.kind === "found" ? search.row : undefined;
}

/** Most divisors that can be 0 are so for the simplest inputs. */
const PATIENCE = 100;

const textOf = ({ text }: Context, { span: { start, end } }: Term): string => text.slice(start, end);

/** As it is written, without brackets around it. */
function unbracketed(context: Context, term: Term): string {
  const written = textOf(context, term);
  return /^[(（].*[)）]$/s.test(written) ? written.slice(1, -1).trim() : written;
}

/** What to pay where the divisor is 0 is for the author to say; 0 is the usual answer. */
function guardFix(context: Context, definition: Definition, { divisorText, quotient }: Division): QuickFix {
  const guarded = `if ${divisorText} != 0 then ${textOf(context, quotient)} else 0`;
  const alone = definition.kind === "formula" && definition.body === quotient;
  return {
    title: { zh: `${divisorText} 为 0 时按 0 算`, en: `count it as 0 where ${divisorText} is 0` },
    edits: [{ span: quotient.span, text: alone ? guarded : `(${guarded})` }],
  };
}

function* divisionsOf(context: Context, definition: Definition): Generator<Division> {
  const { exceptions } = definition;
  const divisionsIn = (term: Term, guards: readonly Goal[]) => divisionsWithin(context, definition.name, term, guards);
  const unexcepted = exceptions.map(({ condition }): Goal => ({ term: condition, target: FALSE }));
  for (const { condition, value } of exceptions) {
    yield* divisionsIn(condition, []);
    yield* divisionsIn(value, [{ term: condition, target: TRUE }]);
  }
  if (definition.kind !== "column") {
    for (const term of ownTermsOf(definition)) yield* divisionsIn(term, unexcepted);
    return;
  }
  const { table, column } = definition;
  // What a table reads is reported once, for the first of its columns that an output shows.
  const isFirst = table.outputs
    .slice(0, column)
    .every(({ name }) => context.scope.model.outputsFrom(name).length === 0);
  for (const { name, type, span } of isFirst ? table.inputs : []) {
    yield* divisionsIn({ kind: "reference", name, type, span }, unexcepted);
  }
  for (const { tests, results } of table.rows) {
    const result = results[column];
    if (!result) continue;
    const holds = table.inputs.flatMap(({ name, type, span }, at): Goal[] => {
      const test = tests[at];
      if (!test) return [];
      const operand: Term = { kind: "reference", name, type, span };
      return [{ term: { kind: "member", operand, test, type: TRUTH, span: test.span }, target: TRUE }];
    });
    yield* divisionsIn(result, [...unexcepted, ...holds]);
  }
}

function* divisionsWithin(context: Context, owner: string, term: Term, guards: readonly Goal[]): Generator<Division> {
  const within = (part: Term, more: readonly Goal[] = []) =>
    divisionsWithin(context, owner, part, more.length > 0 ? [...guards, ...more] : guards);
  switch (term.kind) {
    case "if": {
      const { condition, consequent, alternative } = term;
      yield* within(condition);
      yield* within(consequent, [{ term: condition, target: TRUE }]);
      yield* within(alternative, [{ term: condition, target: FALSE }]);
      return;
    }
    case "logic":
      yield* within(term.left);
      yield* within(term.right, [{ term: term.left, target: term.operator === "and" ? TRUE : FALSE }]);
      return;
    case "reference":
      yield* divisionOfRate(context, term.name, term, term.name, guards);
      return;
    case "window":
      if (term.aggregate === "ratio" && term.operand?.kind === "reference") {
        yield* divisionOfRate(context, term.operand.name, term, owner, guards);
        if (term.condition) yield* within(term.condition);
        return;
      }
      break;
    case "arithmetic":
      if (term.operator === "/") {
        const divisor = term.right;
        const divisorText = unbracketed(context, divisor);
        yield { divisor, divisorText, span: divisor.span, isRate: false, quotient: term, fails: owner, guards };
      }
      break;
  }
  for (const part of partsOf(term)) yield* within(part);
}

/** A rate of the catalogue divides by its denominator wherever it is read. */
function* divisionOfRate(
  { scope: { model } }: Context,
  name: string,
  quotient: Term,
  fails: string,
  guards: readonly Goal[],
): Generator<Division> {
  const definition = model.program.definitions.get(name);
  const body = model.equation(name)?.body;
  if (definition?.kind !== "input" || !definition.metric.rate || body?.kind !== "arithmetic") return;
  const { denominator } = definition.metric.rate;
  yield { divisor: body.right, divisorText: denominator, isRate: true, span: quotient.span, quotient, fails, guards };
}
