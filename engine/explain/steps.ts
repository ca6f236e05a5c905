import { printTerm, printTypedTest } from "../ir/print-term.ts";
import type {
  AgentMonth,
  ColumnDefinition,
  DecisionTable,
  Definition,
  DistributionDefinition,
  Override,
  Program,
  ScoreDefinition,
  TiersDefinition,
} from "../ir/program.ts";
import type { Term, TypedTest } from "../ir/term.ts";
import { boundsOf, referencesOfTest } from "../ir/walk.ts";
import type { Reference } from "../reference/reference.ts";
import { compare, equal, multiply, type Rational, subtract } from "../values/rational.ts";
import { showValue } from "../values/show.ts";
import type { Type } from "../values/type.ts";
import { isRational, isRowError, type Outcome, type RowErrorCode, type Value } from "../values/value.ts";
import type { Verdicts } from "./decide.ts";
import { distanceTo } from "./distance.ts";
import { placementOf } from "./placement.ts";
import { explainScore } from "./score.ts";
import type { Decision, RowDecision, Step, TierPart } from "./step.ts";
import { emptyTrace, type Trace, traced } from "./trace.ts";

/** How a name's value came about, before the parts that every step has. */
interface Reasons
  extends Partial<
    Pick<
      Step,
      "formula" | "decision" | "parts" | "deductions" | "veto" | "tiers" | "placement" | "exception" | "clause"
    >
  > {
  /** What the decisions of json-rules-engine lead to; absent where nothing was decided. */
  readonly expected?: Outcome | { readonly code: RowErrorCode };
  readonly trace: Trace;
}

/** The steps of one agent and month, one for each name, built in the order of dependencies. */
export class Steps {
  readonly #program: Program;
  readonly #reference: Reference;
  readonly #verdicts: Verdicts;
  readonly #at: AgentMonth;
  readonly #steps = new Map<string, Step>();

  constructor(program: Program, reference: Reference, verdicts: Verdicts, at: AgentMonth) {
    this.#program = program;
    this.#reference = reference;
    this.#verdicts = verdicts;
    this.#at = at;
    for (const name of program.order) {
      const definition = program.definitions.get(name);
      if (definition) this.#steps.set(name, this.#build(definition));
    }
  }

  of(name: string): Step | undefined {
    return this.#steps.get(name);
  }

  #build(definition: Definition): Step {
    const { name, kind, type, clause, span, assumed } = definition;
    const outcome = this.#reference.value(name, this.#at);
    // Two rows for one month leave nothing to explain: no name has a value, whatever its rule says.
    const twice = isRowError(outcome) && outcome.code === "duplicate-row";
    const { expected, trace, ...reasons } = twice ? { trace: emptyTrace() } : this.#reasons(definition);
    if (expected !== undefined) requireAgreement(name, expected, outcome);
    const decimals = this.#program.outputs.find((output) => output.name === name)?.shown;
    const { currency } = this.#program.header;
    return {
      name,
      kind,
      type,
      outcome,
      shown: isRowError(outcome) ? NO_VALUE : showValue(outcome, type, { decimals, currency }),
      clause,
      span,
      ...(assumed !== undefined && { assumed }),
      ...reasons,
      roundings: trace.roundings,
      windows: trace.windows,
      peers: trace.peers,
      operands: [...trace.names].flatMap((operand) => this.#steps.get(operand) ?? []),
    };
  }

  #reasons(definition: Definition): Reasons {
    const overridden = this.#exception(definition);
    if (overridden) return overridden;
    const trace = emptyTrace();
    switch (definition.kind) {
      case "formula": {
        const outcome = this.#evaluate(definition.body, trace);
        const verdict = this.#verdicts.conditions.get(definition.name);
        const decided = verdict === undefined || isRowError(outcome) ? {} : { expected: verdict };
        return { ...decided, formula: this.#formula(definition.body, trace), trace };
      }
      case "column":
        return this.#column(definition, trace);
      case "score":
        return this.#score(definition, trace);
      case "distribution":
        return this.#distribution(definition, trace);
      case "tiers":
        return this.#tiers(definition, trace);
      case "input":
      case "param":
      case "broken":
        return { trace };
    }
  }

  // ── exceptions ─────────────────────────────────────────────────────────────────────────────────

  /** Set where an exception gave the value, or kept it from having one. */
  #exception({ name, exceptions }: Definition): Reasons | undefined {
    const trace = emptyTrace();
    const verdicts = this.#verdicts.exceptions.get(name) ?? [];
    const holding: Override[] = [];
    for (const [at, exception] of exceptions.entries()) {
      const outcome = this.#evaluate(exception.condition, trace);
      if (isRowError(outcome)) return { expected: outcome, trace };
      requireAgreement(`${name} (except ${at + 1})`, verdicts[at] ?? false, outcome);
      if (verdicts[at]) holding.push(exception);
    }
    const [applied, another] = holding;
    if (!applied) return undefined;
    if (another) return { expected: { code: "conflicting-exceptions" }, trace };
    const used = emptyTrace();
    this.#evaluate(applied.condition, used);
    const expected = this.#evaluate(applied.value, used);
    const { condition, value, clause, span } = applied;
    const exception = { condition: printTerm(condition), span };
    return { expected, trace: used, formula: this.#formula(value, used), exception, clause };
  }

  // ── tables ─────────────────────────────────────────────────────────────────────────────────────

  #column({ table, column }: ColumnDefinition, trace: Trace): Reasons {
    for (const { name } of table.inputs) trace.names.add(name);
    const inputs: Value[] = [];
    for (const { name } of table.inputs) {
      const outcome = this.#reference.value(name, this.#at);
      if (isRowError(outcome)) return { expected: outcome, trace };
      inputs.push(outcome);
    }
    const verdicts = this.#verdicts.rows[this.#program.tables.indexOf(table)];
    // A table with an unreadable cell has no rules; the checker has reported it.
    if (!verdicts) return { trace };

    const looked = [...verdicts].flatMap(([at, verdict]) => {
      const row = table.rows[at];
      return row ? [{ row, verdict }] : [];
    });
    const rows = looked.map(
      ({ row, verdict }): RowDecision => ({
        id: row.id,
        span: row.span,
        holds: verdict.holds,
        cells: row.tests.flatMap((test, at) => this.#cell(table.inputs[at], test, inputs[at], verdict.failing)),
      }),
    );
    const holding = looked.flatMap(({ verdict }, at) => (verdict.holds ? [at] : []));
    const decided = table.policy === "first" || holding.length === 1 ? holding[0] : undefined;
    const decision: Decision = { table: table.name, rows, ...(decided !== undefined && { decided }) };
    // A bound that has no value (a param of 0 divided by) makes the column an error whatever the rows say.
    const bounds = table.rows.flatMap(({ tests }) => tests.flatMap((test) => [...boundsOf(test)]));
    if (bounds.some((bound) => bound.kind !== "literal" && isRowError(this.#quietly(bound))))
      return { decision, trace };
    if (decided === undefined) {
      return { expected: { code: holding.length === 0 ? "no-row-matches" : "several-rows-match" }, decision, trace };
    }
    const row = looked[decided]?.row;
    const result = row?.results[column];
    if (!row || !result) return { decision, trace };
    for (const { name } of row.tests.flatMap((test) => [...referencesOfTest(test)])) trace.names.add(name);
    const expected = this.#evaluate(result, trace);
    return { expected, decision, trace, ...(result.kind !== "literal" && { formula: this.#formula(result, trace) }) };
  }

  #cell(
    input: DecisionTable["inputs"][number] | undefined,
    test: TypedTest,
    value: Value | undefined,
    failing: ReadonlySet<string>,
  ): RowDecision["cells"] {
    if (!input || value === undefined) return [];
    const holds = !failing.has(input.name);
    const distance =
      holds || !isRational(value)
        ? undefined
        : distanceTo(test, value, (bound) => {
            const outcome = this.#quietly(bound);
            return isRational(outcome) ? outcome : undefined;
          });
    return [
      {
        column: input.name,
        test: printTypedTest(test, { unit: false }),
        value: this.#show(value, input.type),
        holds,
        ...(distance && { distance }),
      },
    ];
  }

  // ── scores and distributions ───────────────────────────────────────────────────────────────────

  #score(definition: ScoreDefinition, trace: Trace): Reasons {
    const { type } = definition;
    const reasons = explainScore(definition, {
      evaluate: (term) => this.#evaluate(term, trace),
      show: (outcome) => (isRowError(outcome) ? NO_VALUE : this.#show(outcome, type)),
    });
    return { ...reasons, trace };
  }

  #distribution(definition: DistributionDefinition, trace: Trace): Reasons {
    const { name, grades, otherwise, rank, body } = definition;
    if (body.kind === "broken") return { trace };
    const outcome = this.#evaluate(rank, trace);
    const verdicts = this.#verdicts.grades.get(name) ?? [];
    const placement = placementOf(definition, verdicts, (term) => this.#quietly(term));
    const formula = this.#formula(rank, trace);
    if (!placement) return { ...(isRowError(outcome) && { expected: outcome }), formula, trace };
    const grade = placement.decided === undefined ? otherwise : grades[placement.decided]?.value;
    return { ...(grade?.kind === "literal" && { expected: grade.value }), placement, formula, trace };
  }

  // ── tiers ──────────────────────────────────────────────────────────────────────────────────────

  #tiers({ method, base, tiers, body, type }: TiersDefinition, trace: Trace): Reasons {
    const amount = this.#evaluate(base, trace);
    const interpolated = method === "interpolated";
    const parts = tiers.map(({ from, value, span }, at): TierPart => {
      const start = from && this.#quietly(from);
      const next = tiers[at + 1]?.from;
      const following = next && this.#quietly(next);
      const shown = (bound: Outcome): string =>
        isRowError(bound) ? NO_VALUE : this.#show(bound, (from ?? next)?.type ?? base.type);
      const range = `${start ? `[${shown(start)}` : "("} .. ${following ? `${shown(following)})` : ")"}`;
      const reached = start === undefined || (isRational(amount) && isRational(start) && compare(amount, start) >= 0);
      const isPast = isRational(amount) && isRational(following ?? "") && compare(amount, following as Rational) >= 0;
      const label = interpolated && start ? `= ${shown(start)}` : range;
      const rate = this.#quietly(value);
      const part = {
        label,
        value: rate,
        shown: isRowError(rate) ? NO_VALUE : this.#show(rate, value.type),
        reached: reached && (method === "marginal" || !isPast),
        span,
      };
      if (!part.reached || interpolated || !isRational(amount) || !isRational(rate)) return part;
      const below = isPast ? (following as Rational) : amount;
      const within = method === "slab" || start === undefined ? below : subtract(below, start as Rational);
      const share = { amount: this.#show(within, base.type), adds: this.#show(multiply(within, rate), type) };
      return { ...part, share };
    });
    this.#evaluate(body, trace);
    const subject = this.#formula(base, trace);
    const formula = { text: `${method}(${subject.text})`, filled: `${method}(${subject.filled})` };
    return { tiers: parts, formula, trace };
  }

  // ── expressions ────────────────────────────────────────────────────────────────────────────────

  #evaluate(term: Term, trace: Trace): Outcome {
    return traced(term, this.#reference, this.#at, trace);
  }

  #quietly(term: Term): Outcome {
    return this.#evaluate(term, emptyTrace());
  }

  /** The expression, and the same with the values of the names that were looked at. */
  #formula(term: Term, { names }: Trace): NonNullable<Step["formula"]> {
    const name = (word: string): string => {
      const step = names.has(word) ? this.#steps.get(word) : undefined;
      if (!step || isRowError(step.outcome)) return word;
      const shown = this.#show(step.outcome, step.type);
      return shown.startsWith("-") && term.kind !== "reference" ? `(${shown})` : shown;
    };
    return { text: printTerm(term), filled: printTerm(term, { name }) };
  }

  /** With all its digits: `shown` decimals are for the reader of an output, not for what is computed from it. */
  #show(value: Value, type: Type): string {
    return showValue(value, type, { currency: this.#program.header.currency });
  }
}

const NO_VALUE = "—";

function requireAgreement(name: string, expected: Reasons["expected"], actual: Outcome): void {
  if (expected === undefined || agree(expected, actual)) return;
  throw new Error(`internal error: json-rules-engine and the reference disagree about "${name}"`);
}

function agree(expected: NonNullable<Reasons["expected"]>, actual: Outcome): boolean {
  if (typeof expected === "object" && "code" in expected) return isRowError(actual) && actual.code === expected.code;
  return isRational(expected) && isRational(actual) ? equal(expected, actual) : expected === actual;
}
