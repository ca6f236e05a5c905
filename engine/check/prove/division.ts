/** Divisors that can be 0 where nothing guards them. */
import { type Diagnostic, diagnostic, type QuickFix } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth, Definition } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { ownTermsOf, partsOf, referencesOf } from "../../ir/walk.ts";
import { ZERO } from "../../values/rational.ts";
import { TRUTH } from "../../values/type.ts";
import { isRowError } from "../../values/value.ts";
import type { Context } from "./context.ts";
import { FALSE, holdsValue, only, TRUE } from "./domain.ts";
import { evaluate, narrow } from "./interpret.ts";
import { type Goal, isExhausted, seek } from "./seek.ts";
import { witnessFor } from "./witness.ts";

interface Division {
  readonly term: Extract<Term, { kind: "arithmetic" }>;
  /** What must hold for it to be computed at all. */
  readonly guards: readonly Goal[];
}

/** One warning for each divisor of a definition, with inputs on which an output fails by it. */
export function proveDivisions(context: Context, definition: Definition): Diagnostic[] {
  const seen = new Set<string>();
  return [...divisionsOf(definition)].flatMap((division) => {
    const { term } = division;
    const divisor = divisorText(context, term);
    if (seen.has(divisor)) return [];
    const row = zeroDivisor(context, definition.name, division);
    if (!row) return [];
    seen.add(divisor);
    const names = [...new Set([...referencesOf(term.right)].map(({ name }) => name))];
    const details = {
      witness: witnessFor(context.reference, names, row),
      // A divisor that is always 0 is not to be guarded but to be replaced.
      fixes: names.length > 0 ? [guardFix(context, definition, term)] : [],
    };
    return [diagnostic("division-by-zero", term.right.span, { divisor }, details)];
  });
}

function zeroDivisor({ scope, reference }: Context, name: string, { term, guards }: Division): AgentMonth | undefined {
  const { model } = scope;
  if (isExhausted(model)) return undefined;
  const branch = scope.branch();
  if (!guards.every((guard) => narrow(guard.term, guard.target, branch))) return undefined;
  if (!holdsValue(evaluate(term.right, branch), ZERO)) return undefined;
  const reached = model.outputsFrom(name);
  const confirms = (row: AgentMonth): boolean =>
    reached.some((output) => {
      const outcome = reference.value(output, row);
      return isRowError(outcome) && outcome.code === "division-by-zero" && outcome.name === name;
    });
  const search = seek(scope, {
    goals: [...guards, { term: term.right, target: only(ZERO) }],
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
function divisorText(context: Context, { right }: Division["term"]): string {
  const written = textOf(context, right);
  return /^[(（].*[)）]$/s.test(written) ? written.slice(1, -1).trim() : written;
}

/** What to pay where the divisor is 0 is for the author to say; 0 is the usual answer. */
function guardFix(context: Context, definition: Definition, term: Division["term"]): QuickFix {
  const divisor = divisorText(context, term);
  const guarded = `if ${divisor} != 0 then ${textOf(context, term)} else 0`;
  const alone = definition.kind === "formula" && definition.body === term;
  return {
    title: { zh: `${divisor} 为 0 时按 0 算`, en: `count it as 0 where ${divisor} is 0` },
    edits: [{ span: term.span, text: alone ? guarded : `(${guarded})` }],
  };
}

function* divisionsOf(definition: Definition): Generator<Division> {
  const { exceptions } = definition;
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

function* divisionsIn(term: Term, guards: readonly Goal[]): Generator<Division> {
  if (term.kind === "arithmetic" && term.operator === "/") yield { term, guards };
  switch (term.kind) {
    case "if": {
      const { condition, consequent, alternative } = term;
      yield* divisionsIn(condition, guards);
      yield* divisionsIn(consequent, [...guards, { term: condition, target: TRUE }]);
      yield* divisionsIn(alternative, [...guards, { term: condition, target: FALSE }]);
      return;
    }
    case "logic":
      yield* divisionsIn(term.left, guards);
      yield* divisionsIn(term.right, [...guards, { term: term.left, target: term.operator === "and" ? TRUE : FALSE }]);
      return;
    default:
      for (const part of partsOf(term)) yield* divisionsIn(part, guards);
  }
}
